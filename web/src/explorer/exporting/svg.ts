import { cornersOf } from "../stage/shapes";

/** What is drawn, in pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly ground: string;
  readonly text: string;
  readonly font: string;
  /** In the order of drawing. */
  readonly lines: readonly Line[];
  readonly dots: readonly Dot[];
  readonly labels: readonly Label[];
}

export interface Line {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly colour: string;
  readonly width: number;
  readonly dashed: boolean;
}

export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: string;
  /** Of stage/shapes.ts. */
  readonly shape: number;
  readonly name: string;
}

export interface Label {
  /** The middle of the text. */
  readonly x: number;
  /** Its upper rim. */
  readonly y: number;
  readonly size: number;
  readonly text: string;
}

/** The drawing as SVG 1.1: shapes and plain text, nothing that runs, links or loads. */
export function svgOf(drawing: Drawing): string[] {
  const { width, height } = drawing;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${short(width)}" height="${short(height)}" `,
    `viewBox="0 0 ${short(width)} ${short(height)}" font-family="${xml(drawing.font)}">\n`,
    `<title>${xml(drawing.title)}</title>\n`,
    `<rect width="100%" height="100%" fill="${xml(drawing.ground)}"/>\n`,
    ...strokes(drawing.lines),
    ...drawing.dots.map(dot),
    `<g fill="${xml(drawing.text)}" stroke="${xml(drawing.ground)}" stroke-width="3" stroke-linejoin="round" `,
    'paint-order="stroke" text-anchor="middle">\n',
    ...drawing.labels.map(label),
    "</g>\n</svg>\n",
  ];
}

/** Lines that look the same are one path. */
function strokes(lines: readonly Line[]): string[] {
  const paths = new Map<string, string[]>();
  for (const { from, to, colour, width, dashed } of lines) {
    const look = `stroke="${xml(colour)}" stroke-width="${short(width)}" stroke-opacity="0.5"${dashed ? ' stroke-dasharray="4 3"' : ""}`;
    const steps = paths.get(look) ?? [];
    paths.set(look, steps);
    steps.push(`M${from.map(short).join(" ")}L${to.map(short).join(" ")}`);
  }
  return [...paths].map(([look, steps]) => `<path fill="none" ${look} d="${steps.join("")}"/>\n`);
}

function dot({ x, y, radius, colour, shape, name }: Dot): string {
  const fill = `fill="${xml(colour)}"><title>${xml(name)}</title>`;
  const corners = cornersOf(shape).map(([dx, dy]) => `${short(x + dx * radius)},${short(y + dy * radius)}`);
  return corners.length && radius >= 2
    ? `<polygon points="${corners.join(" ")}" ${fill}</polygon>\n`
    : `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" ${fill}</circle>\n`;
}

function label({ x, y, size, text }: Label): string {
  return `<text x="${short(x)}" y="${short(y + size * 0.88)}" font-size="${short(size)}">${xml(text)}</text>\n`;
}

const short = (value: number): string => String(Number(value.toFixed(2)));

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** U+FFFD for what XML 1.0 cannot hold, even escaped; as kg/export/inert.py. */
export function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);
}
