import type { Pen } from "./overlay";

/** Each core type has a shape, too, for those to whom colours are not enough. */
const SHAPES = ["", "Organization", "Place", "Program", "Award", "Work"];

/** The number of a type's shape, as the shader knows it; 0 is a disc. */
export function shapeOf(type: string): number {
  return Math.max(0, SHAPES.indexOf(type));
}

type Corner = readonly [x: number, y: number];

const around = (count: number, radius: (at: number) => number, from: number): Corner[] =>
  Array.from({ length: count }, (_, at) => {
    const angle = from + (2 * Math.PI * at) / count;
    return [radius(at) * Math.cos(angle), radius(at) * Math.sin(angle)];
  });

/** The corners of each shape whose disc has a radius of 1; y grows downwards. None for a disc. */
const CORNERS: readonly (readonly Corner[])[] = [
  [],
  around(4, () => 1.25, Math.PI / 4),
  around(3, () => 1.33, Math.PI / 2),
  around(4, () => 1.19, 0),
  around(10, (at) => (at % 2 ? 0.62 : 1.25), -Math.PI / 2),
  around(6, () => 1.05, 0),
];

export function cornersOf(shape: number): readonly Corner[] {
  return CORNERS[shape] ?? [];
}

/** Begins the outline of a node. */
export function outline(pen: Pen, shape: number, x: number, y: number, radius: number): void {
  const corners = cornersOf(shape);
  pen.beginPath();
  if (!corners.length || radius < 2) {
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  for (const [dx, dy] of corners) {
    pen.lineTo(x + dx * radius, y + dy * radius);
  }
  pen.closePath();
}
