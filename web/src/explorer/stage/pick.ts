import type { Camera } from "./camera";
import { scaleAt, type InView } from "./in-view";
import type { Scene } from "./scene";

/** The node at a point of the screen, or -1: the nearest whose disc, or the `slack` round it, holds it. */
export function nodeAt(
  scene: Scene,
  view: InView,
  camera: Camera,
  at: { x: number; y: number },
  slack = 4,
): number {
  const point = camera.toGraph(at.x, at.y);
  const { zoom } = camera.view;
  const scale = scaleAt(zoom);
  let best = -1;
  let least = Infinity;
  for (const node of view.nodes) {
    const away = Math.hypot(scene.x[node]! - point.x, scene.y[node]! - point.y) * zoom;
    const over = away - scene.radius[node]! * scale;
    if (over < slack && away < least) {
      best = node;
      least = away;
    }
  }
  return best;
}

/** The line at a point of the screen, or -1. */
export function lineAt(
  scene: Scene,
  lines: Uint32Array,
  camera: Camera,
  at: { x: number; y: number },
  slack = 5,
): number {
  const point = camera.toGraph(at.x, at.y);
  let best = -1;
  let least = slack / camera.view.zoom;
  for (const line of lines) {
    const one = scene.lines.one[line]!;
    const other = scene.lines.other[line]!;
    const away = fromSegment(point, scene.x[one]!, scene.y[one]!, scene.x[other]!, scene.y[other]!);
    if (away < least) {
      best = line;
      least = away;
    }
  }
  return best;
}

function fromSegment(point: { x: number; y: number }, x: number, y: number, toX: number, toY: number): number {
  const dx = toX - x;
  const dy = toY - y;
  const share = ((point.x - x) * dx + (point.y - y) * dy) / (dx * dx + dy * dy || 1);
  const inside = Math.max(0, Math.min(1, share));
  return Math.hypot(point.x - x - inside * dx, point.y - y - inside * dy);
}
