import type { Size } from "../app/size";

/** Mercator: the world as a square, x to the right and y down, both 0 to 1. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the square ends. */
const NORTH = 85.051;

export function projected(lon: number, lat: number): Point {
  const latitude = (Math.max(-NORTH, Math.min(NORTH, lat)) * Math.PI) / 180;
  return {
    x: lon / 360 + 0.5,
    y: 0.5 - Math.log(Math.tan(Math.PI / 4 + latitude / 2)) / (2 * Math.PI),
  };
}

export function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
}

/** What is on screen: the point in the middle, and the pixels of the whole world's width. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** The outline is good to two kilometres: closer there is nothing to see. */
const CLOSEST = 600_000;

export function limited({ x, y, scale }: View, { width, height }: Size): View {
  const least = Math.min(width, height) || 1;
  const inside = (value: number) => Math.max(0, Math.min(1, value));
  return { x: inside(x), y: inside(y), scale: Math.max(least, Math.min(CLOSEST, scale)) };
}

export function onScreen(point: Point, view: View, { width, height }: Size): Point {
  return {
    x: (point.x - view.x) * view.scale + width / 2,
    y: (point.y - view.y) * view.scale + height / 2,
  };
}

export function fromScreen(point: Point, view: View, { width, height }: Size): Point {
  return {
    x: (point.x - width / 2) / view.scale + view.x,
    y: (point.y - height / 2) / view.scale + view.y,
  };
}

/** Closer or farther by a factor; what is at `fixed` on screen stays there. */
export function zoomed(view: View, factor: number, fixed: Point, size: Size): View {
  const under = fromScreen(fixed, view, size);
  const { scale } = limited({ ...view, scale: view.scale * factor }, size);
  return limited(
    {
      x: under.x - (fixed.x - size.width / 2) / scale,
      y: under.y - (fixed.y - size.height / 2) / scale,
      scale,
    },
    size,
  );
}

export function panned(view: View, right: number, down: number, size: Size): View {
  return limited({ ...view, x: view.x - right / view.scale, y: view.y - down / view.scale }, size);
}

/** About fifty kilometres across at the least: a single place is seen with what is around it. */
const LEAST = 50 / 40_075;

/** Shows all points, with some room around them; the whole world where there are none. */
export function fitting(points: readonly Point[], size: Size): View {
  if (!points.length) {
    return limited({ x: 0.5, y: 0.42, scale: size.width }, size);
  }
  let [left, right, top, bottom] = [1, 0, 1, 0];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const scale = Math.min(
    room(size.width) / Math.max(LEAST, right - left),
    room(size.height) / Math.max(LEAST, bottom - top),
  );
  return limited({ x: (left + right) / 2, y: (top + bottom) / 2, scale }, size);
}

/** Buttons and names need some of it. */
const room = (length: number): number => Math.max(length / 2, length - 160);

/** A round number of kilometres and its length on screen, at the middle of the view. */
export function scaleBar({ y, scale }: View): { kilometres: number; pixels: number } {
  const perPixel = (40_075 * Math.cos((latitudeOf(y) * Math.PI) / 180)) / scale;
  const most = perPixel * 120;
  const power = 10 ** Math.floor(Math.log10(most));
  const kilometres = power * ([5, 2, 1].find((step) => step * power <= most) ?? 1);
  return { kilometres, pixels: kilometres / perPixel };
}
