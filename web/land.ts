import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Plugin } from "vite";

const NAME = "virtual:land";
const SOURCE = "node_modules/world-atlas/land-50m.json";
/** Of a degree: about two kilometres, which is what the source shows. */
const STEPS = 50;

/**
 * The land of the world without borders as the module `virtual:land`: rings of longitude and latitude in
 * fiftieths of a degree, each point as the difference to the one before, as JSON, deflated, in base64.
 */
export function land(): Plugin {
  return {
    name: "land",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export default ${JSON.stringify(packed())}` : undefined),
  };
}

function packed(): string {
  const atlas = JSON.parse(readFileSync(SOURCE, "utf8")) as Topology<{ land: GeometryCollection }>;
  const rings = feature(atlas, atlas.objects.land).features.flatMap(({ geometry }) => {
    switch (geometry.type) {
      case "Polygon":
        return geometry.coordinates;
      case "MultiPolygon":
        return geometry.coordinates.flat();
      default:
        return [];
    }
  });
  const flat = rings
    .map(unrolled)
    .flatMap(besides)
    .map(differences)
    .filter((ring) => ring.length >= 8);
  return deflateRawSync(JSON.stringify(flat), { level: 9 }).toString("base64");
}

type Ring = readonly (readonly [longitude: number, latitude: number])[];

/**
 * The atlas is of a globe: what crosses the 180th meridian goes on there at the other sign. On a flat map
 * it goes on beyond 180 degrees; what goes all the way round is closed over the South Pole.
 */
function unrolled(ring: readonly number[][]): Ring {
  let turn = 0;
  let last = ring[0]![0]!;
  const flat = ring.map(([longitude = 0, latitude = 0]) => {
    turn += longitude - last > 180 ? -360 : longitude - last < -180 ? 360 : 0;
    last = longitude;
    return [longitude + turn, latitude] as const;
  });
  const [from, to] = [flat[0]![0], flat.at(-1)![0]];
  return Math.abs(to - from) < 180 ? flat : [...flat, [to, -90], [from, -90]];
}

/** A ring, and where it reaches beyond the map also its other part, a turn away. */
function besides(ring: Ring): Ring[] {
  const shifted = (by: number): Ring => ring.map(([longitude, latitude]) => [longitude + by, latitude]);
  const longitudes = ring.map(([longitude]) => longitude);
  return [
    ring,
    ...(Math.max(...longitudes) > 180 ? [shifted(-360)] : []),
    ...(Math.min(...longitudes) < -180 ? [shifted(360)] : []),
  ];
}

function differences(ring: Ring): number[] {
  const flat: number[] = [];
  let [x, y] = [0, 0];
  for (const [longitude, latitude] of ring) {
    const [nextX, nextY] = [Math.round(longitude * STEPS), Math.round(latitude * STEPS)];
    if (!flat.length || nextX !== x || nextY !== y) {
      flat.push(nextX - x, nextY - y);
      [x, y] = [nextX, nextY];
    }
  }
  return flat;
}
