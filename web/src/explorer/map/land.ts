import packed from "virtual:land";
import { unpacked } from "../sources/blocks";
import { projected, type Point } from "./projection";

/** A piece of land or a lake in it, in the square of the projection. */
export interface Ring {
  readonly path: Path2D;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** As web/land.ts writes it. */
const STEPS = 50;

let land: Promise<Ring[]> | undefined;

/** The outline of all land, made when it is first asked for. */
export function landRings(): Promise<Ring[]> {
  return (land ??= read());
}

async function read(): Promise<Ring[]> {
  const rings = (await new Response(unpacked(packed)).json()) as number[][];
  return rings.map(ringOf);
}

function ringOf(differences: readonly number[]): Ring {
  const points: Point[] = [];
  let [lon, lat] = [0, 0];
  for (let at = 0; at < differences.length; at += 2) {
    lon += differences[at]!;
    lat += differences[at + 1]!;
    points.push(projected(lon / STEPS, lat / STEPS));
  }
  const path = new Path2D();
  points.forEach(({ x, y }, at) => (at ? path.lineTo(x, y) : path.moveTo(x, y)));
  path.closePath();
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return {
    path,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}
