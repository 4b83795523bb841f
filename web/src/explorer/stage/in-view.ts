import type { Box, Scene } from "./scene";

/** What of a scene lies in a box, the most important first; lines are numbers of `scene.lines`. */
export interface InView {
  readonly box: Box;
  readonly nodes: Uint32Array;
  readonly lines: Uint32Array;
}

export function inView(scene: Scene, box: Box): InView {
  const { x, y, lines } = scene;
  const nodes = scene.nodes.filter(
    (node) => x[node]! >= box.left && x[node]! <= box.right && y[node]! >= box.bottom && y[node]! <= box.top,
  );
  const shown = scene.shownLines.filter((line) => {
    const one = lines.one[line]!;
    const other = lines.other[line]!;
    return !(
      (x[one]! < box.left && x[other]! < box.left) ||
      (x[one]! > box.right && x[other]! > box.right) ||
      (y[one]! < box.bottom && y[other]! < box.bottom) ||
      (y[one]! > box.top && y[other]! > box.top)
    );
  });
  return { box, nodes, lines: shown };
}

export function holds(outer: Box, inner: Box): boolean {
  return (
    outer.left <= inner.left && outer.right >= inner.right && outer.bottom <= inner.bottom && outer.top >= inner.top
  );
}

/** Nodes grow more slowly than the space between them, so that close looks give room and far ones dots. */
export function scaleAt(zoom: number): number {
  return Math.min(1.9, Math.max(0.16, zoom ** 0.62));
}
