import type { Camera } from "./camera";
import type { Emphasis } from "./emphasis";
import { scaleAt, type InView } from "./in-view";
import { labelsOf, widthOf, type Label } from "./labels";
import type { Room } from "./room";
import { outline } from "./shapes";
import { TO_ONE, TO_OTHER, UNSURE, type Scene } from "./scene";

export interface Over {
  readonly scene: Scene;
  readonly view: InView;
  readonly camera: Camera;
  readonly emphasis: Emphasis | null;
  /** While the picture moves less is written. */
  readonly moving: boolean;
  /** What is written on a line, "" for nothing. */
  readonly lineLabel: (line: number) => string;
}

/** Lines whose labels are written when no more than these are in view. */
const LABELLED = 40;
/** Pixels of a line that has room for a head. */
const SHORTEST = 16;
/** Square pixels for each name: more of them would be a carpet. */
const SPACE = 8000;

export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Dims the picture below, draws what stands out, and writes names. Returns the names it wrote. */
export function drawOver(pen: Pen, over: Over): Label[] {
  const { camera, emphasis, scene } = over;
  const { width, height } = camera.size;
  if (emphasis?.veil) {
    pen.globalAlpha = emphasis.veil;
    pen.fillStyle = scene.palette.ground;
    pen.fillRect(0, 0, width, height);
    pen.globalAlpha = 1;
  }
  if (emphasis) {
    drawLines(pen, over, emphasis);
    drawNodes(pen, over, emphasis);
  }
  const most = Math.max(12, Math.round((width * height) / SPACE));
  const { labels, room } = labelsOf(scene, over.view, camera, emphasis, over.moving ? most / 2 : most);
  if (!over.moving) {
    labelLines(pen, over, room);
  }
  writeNames(pen, over, labels);
  return [...labels];
}

function drawLines(pen: Pen, { scene, camera }: Over, { lines }: Emphasis): void {
  const scale = scaleAt(camera.view.zoom);
  const many = lines.size > 400;
  pen.strokeStyle = scene.palette.accent;
  pen.fillStyle = scene.palette.accent;
  pen.globalAlpha = many ? 0.5 : 0.85;
  for (const line of lines) {
    const ends = segment(scene, camera, line, scale);
    if (!ends || outside(ends, camera)) {
      continue;
    }
    pen.lineWidth = many ? 0.8 : 1.2 + Math.min(2, Math.log2(scene.weight[line]!) * 0.6);
    pen.setLineDash(scene.marks[line]! & UNSURE ? [5, 4] : []);
    pen.beginPath();
    pen.moveTo(ends.x, ends.y);
    pen.lineTo(ends.toX, ends.toY);
    pen.stroke();
    if (!many) {
      drawHeads(pen, ends, scene.marks[line]!);
    }
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

interface Ends {
  x: number;
  y: number;
  toX: number;
  toY: number;
}

/** A line from rim to rim on the screen, or nothing where the nodes touch. */
function segment(scene: Scene, camera: Camera, line: number, scale: number): Ends | null {
  const one = scene.lines.one[line]!;
  const other = scene.lines.other[line]!;
  const a = camera.toScreen(scene.x[one]!, scene.y[one]!);
  const b = camera.toScreen(scene.x[other]!, scene.y[other]!);
  const span = Math.hypot(b.x - a.x, b.y - a.y);
  const start = Math.max(0.9, scene.radius[one]! * scale) + 1;
  const stop = Math.max(0.9, scene.radius[other]! * scale) + 1;
  if (span <= start + stop) {
    return null;
  }
  const dx = (b.x - a.x) / span;
  const dy = (b.y - a.y) / span;
  return { x: a.x + dx * start, y: a.y + dy * start, toX: b.x - dx * stop, toY: b.y - dy * stop };
}

function outside({ x, y, toX, toY }: Ends, { size }: Camera): boolean {
  return (
    (x < 0 && toX < 0) || (y < 0 && toY < 0) || (x > size.width && toX > size.width) || (y > size.height && toY > size.height)
  );
}

function drawHeads(pen: Pen, { x, y, toX, toY }: Ends, marks: number): void {
  if (Math.hypot(toX - x, toY - y) < SHORTEST) {
    return;
  }
  const angle = Math.atan2(toY - y, toX - x);
  if (marks & TO_OTHER) {
    head(pen, toX, toY, angle);
  }
  if (marks & TO_ONE) {
    head(pen, x, y, angle + Math.PI);
  }
}

function head(pen: Pen, x: number, y: number, angle: number): void {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - 9 * Math.cos(angle - 0.4), y - 9 * Math.sin(angle - 0.4));
  pen.lineTo(x - 9 * Math.cos(angle + 0.4), y - 9 * Math.sin(angle + 0.4));
  pen.fill();
}

function drawNodes(pen: Pen, { scene, camera }: Over, { nodes, core }: Emphasis): void {
  const scale = scaleAt(camera.view.zoom);
  const { width, height } = camera.size;
  for (const node of nodes) {
    const { x, y } = camera.toScreen(scene.x[node]!, scene.y[node]!);
    if (x < -30 || y < -30 || x > width + 30 || y > height + 30) {
      continue;
    }
    const radius = Math.max(1.5, scene.radius[node]! * scale);
    const [red, green, blue] = scene.colour.subarray(node * 4, node * 4 + 3);
    pen.fillStyle = `rgb(${red} ${green} ${blue})`;
    const shape = scene.colour[node * 4 + 3]!;
    outline(pen, shape, x, y, radius);
    pen.fill();
    if (core.has(node)) {
      pen.strokeStyle = scene.palette.text;
      pen.lineWidth = 2;
      outline(pen, shape, x, y, radius + 2.5);
      pen.stroke();
    }
  }
}

function labelLines(pen: Pen, { scene, view, camera, emphasis, lineLabel }: Over, room: Room): void {
  const scale = scaleAt(camera.view.zoom);
  const stand = emphasis && emphasis.lines.size <= LABELLED ? [...emphasis.lines] : [];
  const box = camera.box();
  const inside = stand.length || emphasis?.veil ? [] : near(scene, view, box);
  pen.font = `11px ${scene.palette.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.strokeStyle = scene.palette.ground;
  pen.fillStyle = scene.palette.soft;
  pen.lineWidth = 4;
  for (const line of stand.length ? stand : inside) {
    const ends = segment(scene, camera, line, scale);
    const text = lineLabel(line);
    if (ends && text && hasRoom(room, ends, widthOf(text, 11))) {
      writeAlong(pen, ends, text);
    }
  }
}

function hasRoom(room: Room, { x, y, toX, toY }: Ends, width: number): boolean {
  const span = Math.hypot(toX - x, toY - y);
  const across = (width * Math.abs(toX - x)) / span + 8;
  const down = (width * Math.abs(toY - y)) / span + 8;
  return span > width + 18 && room.take((x + toX - across) / 2, (y + toY - down) / 2, across, down);
}

/** The lines of a close look, or none when there are too many. */
function near(scene: Scene, view: InView, box: InView["box"]): number[] {
  const found: number[] = [];
  for (const line of view.lines) {
    const x = (scene.x[scene.lines.one[line]!]! + scene.x[scene.lines.other[line]!]!) / 2;
    const y = (scene.y[scene.lines.one[line]!]! + scene.y[scene.lines.other[line]!]!) / 2;
    if (x > box.left && x < box.right && y > box.bottom && y < box.top) {
      found.push(line);
      if (found.length > LABELLED) {
        return [];
      }
    }
  }
  return found;
}

function writeAlong(pen: Pen, { x, y, toX, toY }: Ends, text: string): void {
  const [leftX, leftY, rightX, rightY] = x <= toX ? [x, y, toX, toY] : [toX, toY, x, y];
  pen.save();
  pen.translate((x + toX) / 2, (y + toY) / 2);
  pen.rotate(Math.atan2(rightY - leftY, rightX - leftX));
  pen.strokeText(text, 0, 0);
  pen.fillText(text, 0, 0);
  pen.restore();
}

function writeNames(pen: Pen, { scene }: Over, labels: readonly Label[]): void {
  pen.textAlign = "center";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  pen.strokeStyle = scene.palette.ground;
  pen.fillStyle = scene.palette.text;
  pen.lineWidth = 3.5;
  let font = "";
  // The most important name is written last, so that no other runs over it.
  for (const { text, x, y, size, strong } of [...labels].reverse()) {
    const wanted = `${strong ? "600 " : ""}${size}px ${scene.palette.font}`;
    if (wanted !== font) {
      pen.font = font = wanted;
    }
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
  }
}
