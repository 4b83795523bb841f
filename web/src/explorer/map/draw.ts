import { labelOf } from "../panel/parts/names";
import type { Size } from "../app/size";
import type { Ring } from "./land";
import { fromScreen, onScreen, projected, type Point, type View } from "./projection";
import type { Place } from "./places";

export interface Colours {
  readonly sea: string;
  readonly land: string;
  readonly coast: string;
  readonly grid: string;
  readonly text: string;
  readonly dot: string;
  readonly accent: string;
  readonly font: string;
}

export interface Scene {
  readonly rings: readonly Ring[];
  /** The heaviest first. */
  readonly places: readonly Place[];
  radius(place: Place): number;
  readonly selected: number;
  readonly hovered: number;
  readonly marked: ReadonlySet<number>;
}

export interface Shown {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Draws the map; gives back the dots in sight, those on top last. */
export function draw(
  context: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  size: Size,
  colours: Colours,
): Shown[] {
  const ratio = devicePixelRatio || 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = colours.sea;
  context.fillRect(0, 0, size.width, size.height);
  drawLand(context, scene.rings, view, size, colours, ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawGrid(context, view, size, colours);
  const shown = inSight(scene, view, size);
  for (const dot of shown) {
    drawDot(context, dot, scene, colours);
  }
  drawLabels(context, shown, scene, size, colours);
  return shown;
}

function drawLand(
  context: CanvasRenderingContext2D,
  rings: readonly Ring[],
  view: View,
  size: Size,
  colours: Colours,
  ratio: number,
): void {
  const { scale } = view;
  const first = fromScreen({ x: 0, y: 0 }, view, size);
  const last = fromScreen({ x: size.width, y: size.height }, view, size);
  context.setTransform(ratio * scale, 0, 0, ratio * scale, -first.x * scale * ratio, -first.y * scale * ratio);
  const land = new Path2D();
  for (const ring of rings) {
    if (ring.right >= first.x && ring.left <= last.x && ring.bottom >= first.y && ring.top <= last.y) {
      land.addPath(ring.path);
    }
  }
  context.fillStyle = colours.land;
  context.fill(land, "evenodd");
  context.strokeStyle = colours.coast;
  context.lineWidth = 1 / scale;
  context.stroke(land);
}

/** Meridians and parallels, at round degrees. */
function drawGrid(context: CanvasRenderingContext2D, view: View, size: Size, colours: Colours): void {
  const degrees = (140 / view.scale) * 360;
  const step = [1, 2, 5, 10, 30].find((each) => each >= degrees) ?? 30;
  context.strokeStyle = colours.grid;
  context.lineWidth = 1;
  context.beginPath();
  for (let lon = -180; lon <= 180; lon += step) {
    const { x } = onScreen(projected(lon, 0), view, size);
    if (x >= 0 && x <= size.width) {
      context.moveTo(Math.round(x) + 0.5, 0);
      context.lineTo(Math.round(x) + 0.5, size.height);
    }
  }
  for (let lat = -90 + step; lat < 90; lat += step) {
    const { y } = onScreen(projected(0, lat), view, size);
    if (y >= 0 && y <= size.height) {
      context.moveTo(0, Math.round(y) + 0.5);
      context.lineTo(size.width, Math.round(y) + 0.5);
    }
  }
  context.stroke();
}

/** The heaviest first in, so that small dots lie on top of large ones. */
function inSight(scene: Scene, view: View, size: Size): Shown[] {
  const shown: Shown[] = [];
  for (const place of scene.places) {
    const { x, y } = onScreen(place.at, view, size);
    const radius = scene.radius(place);
    if (x > -radius && x < size.width + radius && y > -radius && y < size.height + radius) {
      shown.push({ place, x, y, radius });
    }
  }
  return shown;
}

function drawDot(context: CanvasRenderingContext2D, { place, x, y, radius }: Shown, scene: Scene, colours: Colours): void {
  const { id } = place.node;
  const chosen = id === scene.selected;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.globalAlpha = chosen || id === scene.hovered ? 1 : 0.72;
  context.fillStyle = chosen || scene.marked.has(id) ? colours.accent : colours.dot;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = chosen ? colours.text : colours.land;
  context.lineWidth = chosen ? 2.5 : 1.2;
  context.stroke();
}

const MOST_LABELS = 120;

/** Names beside the dots, the heaviest places first; what would cover another name is left out. */
function drawLabels(
  context: CanvasRenderingContext2D,
  shown: readonly Shown[],
  { selected, hovered }: Scene,
  size: Size,
  colours: Colours,
): void {
  context.font = `500 13px ${colours.font}`;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = colours.land;
  context.fillStyle = colours.text;
  const first = shown.filter(({ place }) => place.node.id === selected || place.node.id === hovered);
  const taken: Box[] = [];
  for (const dot of [...first, ...shown.slice(0, MOST_LABELS * 4)]) {
    const name = shortened(labelOf(dot.place.node));
    const box = free(dot, context.measureText(name).width, taken, size);
    if (box) {
      taken.push(box);
      context.strokeText(name, box.left, dot.y);
      context.fillText(name, box.left, dot.y);
    }
    if (taken.length >= MOST_LABELS) {
      return;
    }
  }
}

interface Box {
  readonly id: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** To the right of the dot, else to the left; null where both are taken. */
function free({ place, x, y, radius }: Shown, width: number, taken: readonly Box[], size: Size): Box | null {
  const { id } = place.node;
  const box = (left: number): Box => ({ id, left, right: left + width, top: y - 9, bottom: y + 9 });
  const fits = ({ left, right, top, bottom }: Box) =>
    left >= 0 &&
    right <= size.width &&
    taken.every(
      (other) =>
        other.id !== id &&
        (other.left > right + 4 || other.right < left - 4 || other.top > bottom || other.bottom < top),
    );
  return [box(x + radius + 4), box(x - radius - 4 - width)].find(fits) ?? null;
}

function shortened(name: string): string {
  const characters = [...name];
  return characters.length > 18 ? `${characters.slice(0, 17).join("")}…` : name;
}

/** The dot under a point, with some room around it for fingers; null where there is none. */
export function hit(shown: readonly Shown[], { x, y }: Point, room: number): Shown | null {
  let found: Shown | null = null;
  let nearest = Infinity;
  for (const dot of shown) {
    const away = Math.hypot(dot.x - x, dot.y - y) - dot.radius;
    if (away <= room && Math.max(away, 0) <= nearest) {
      nearest = Math.max(away, 0);
      found = dot;
    }
  }
  return found;
}
