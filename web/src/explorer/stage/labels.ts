import type { Camera } from "./camera";
import type { Emphasis } from "./emphasis";
import { scaleAt, type InView } from "./in-view";
import { Room } from "./room";
import type { Scene } from "./scene";

const LONGEST = 18;
/** Nodes looked at in one frame; those further down are too small to be named. */
const TRIED = 1500;

export interface Label {
  readonly node: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly strong: boolean;
}

export interface Labels {
  readonly labels: readonly Label[];
  /** What is written on, for what is written after. */
  readonly room: Room;
}

/** The names to write: those that stand out, then the most important ones that have room. */
export function labelsOf(scene: Scene, view: InView, camera: Camera, emphasis: Emphasis | null, most: number): Labels {
  const room = new Room(camera.size.width, camera.size.height);
  const labels: Label[] = [];
  const scale = scaleAt(camera.view.zoom);
  const dimmed = emphasis !== null && emphasis.veil > 0.3;
  const discs = dimmed ? [...emphasis.nodes].slice(0, TRIED) : view.nodes.subarray(0, TRIED);
  for (const node of discs) {
    keepDiscFree(room, scene, camera, scale, node);
  }
  const put = (node: number, strong: boolean, anyway: boolean) => {
    const label = placed(room, scene, camera, scale, node, strong, anyway);
    if (label) {
      labels.push(label);
    }
  };
  if (emphasis?.core.size === 1) {
    emphasis.core.forEach((node) => put(node, true, true));
  }
  for (const node of emphasis ? standing(scene, emphasis) : []) {
    if (labels.length >= most) {
      break;
    }
    put(node, emphasis!.core.has(node), false);
  }
  for (let at = 0; !dimmed && at < Math.min(TRIED, view.nodes.length) && labels.length < most; at++) {
    const node = view.nodes[at]!;
    if (!emphasis?.nodes.has(node)) {
      put(node, false, false);
    }
  }
  return { labels, room };
}

function keepDiscFree(room: Room, scene: Scene, camera: Camera, scale: number, node: number): void {
  const radius = scene.radius[node]! * scale * 0.7;
  if (radius > 2) {
    const { x, y } = camera.toScreen(scene.x[node]!, scene.y[node]!);
    room.take(x - radius, y - radius, radius * 2, radius * 2, true);
  }
}

function standing(scene: Scene, { nodes, core }: Emphasis): number[] {
  const single = core.size === 1;
  const rank = (node: number) => (core.has(node) ? 1000 : 0) + scene.radius[node]!;
  return [...nodes].filter((node) => !(single && core.has(node))).sort((one, other) => rank(other) - rank(one) || one - other);
}

/** Below its node, else above, else to the right or left of it; nothing where there is no room. */
function placed(
  room: Room,
  scene: Scene,
  camera: Camera,
  scale: number,
  node: number,
  strong: boolean,
  anyway: boolean,
): Label | null {
  const { x, y } = camera.toScreen(scene.x[node]!, scene.y[node]!);
  const radius = Math.max(0.9, scene.radius[node]! * scale);
  const size = Math.round(Math.min(17, Math.max(11, 10.5 + radius * 0.28)) * (strong ? 1.08 : 1));
  const text = short(scene.graph.nodes[node]!.names[0] ?? "");
  const width = widthOf(text, size);
  const below = y + radius + 3;
  const beside = radius + width / 2 + 5;
  const places = [
    [x, below],
    [x, y - radius - size - 4],
    [x + beside, y - size / 2],
    [x - beside, y - size / 2],
  ] as const;
  for (const [middle, top] of anyway ? places.slice(0, 1) : places) {
    if (room.take(middle - width / 2 - 1, top, width + 2, size + 2, anyway)) {
      return { node, text, x: middle, y: top, size, strong };
    }
  }
  return null;
}

export function short(name: string): string {
  const characters = [...name];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : name;
}

const widths = new Map<string, number>();

/** As wide as a text is about to be: Chinese characters fill a square, others about half of one. */
export function widthOf(text: string, size: number): number {
  let width = widths.get(text);
  if (width === undefined) {
    width = [...text].reduce((sum, character) => sum + (character > "\u2e7f" ? 1 : 0.56), 0);
    widths.set(text, width);
  }
  return width * size;
}
