import type { Core } from "../app/app";
import { Mask } from "../app/mask";
import { labelOf } from "../panel/parts/names";
import { Camera } from "../stage/camera";
import { palette } from "../stage/colours";
import { Control } from "../stage/control";
import { inView, scaleAt } from "../stage/in-view";
import { labelsOf } from "../stage/labels";
import { linesOf } from "../stage/lines";
import { groundOf, sceneOf, UNSURE, type Scene } from "../stage/scene";
import type { Dot, Drawing, Line } from "./svg";
import type { What } from "./what";

const SIZE = { width: 1600, height: 1000 };
const MOST_LABELS = 400;

/**
 * Nodes and facts as they are drawn on screen. With `asSeen` it is what the camera shows, else the
 * camera is moved so that all of them are seen.
 */
export function drawingOf(app: Core, what: What, asSeen: boolean, title: string): Drawing {
  const { graph } = app.source;
  const scene = sceneOf(
    groundOf(graph, linesOf(graph)),
    { nodes: masked(what.nodes, graph.nodes.length), facts: masked(what.facts, graph.facts.length) },
    app.state.peek(),
    palette(),
  );
  const camera = cameraFor(app, scene, asSeen);
  const view = inView(scene, camera.box());
  const scale = scaleAt(camera.view.zoom);
  const { ground, text, soft, font } = scene.palette;
  return {
    ...camera.size,
    title,
    ground,
    text,
    font,
    lines: [...view.lines].reverse().map((line) => lineOf(scene, camera, scale, line, soft)),
    dots: [...view.nodes].reverse().map((node) => dotOf(scene, camera, scale, node)),
    labels: labelsOf(scene, view, camera, null, MOST_LABELS).labels,
  };
}

function masked(ids: readonly number[], length: number): Mask {
  const mask = new Mask(length);
  ids.forEach((id) => mask.add(id));
  return mask;
}

function cameraFor(app: Core, scene: Scene, asSeen: boolean): Camera {
  const camera = new Camera(() => undefined);
  const stage = app.stage.peek();
  const seen = stage instanceof Control && stage.camera.size.width > 1 ? stage.camera : null;
  camera.size = seen?.size ?? SIZE;
  if (asSeen && seen) {
    camera.view = seen.view;
  } else if (scene.box) {
    camera.view = camera.fitting(scene.box);
  }
  return camera;
}

function lineOf(scene: Scene, camera: Camera, scale: number, line: number, soft: string): Line {
  const at = (node: number) => camera.toScreen(scene.x[node]!, scene.y[node]!);
  const [one, other] = [at(scene.lines.one[line]!), at(scene.lines.other[line]!)];
  const thickness = Math.min(1.4, Math.max(0.6, scale)) * (1 + 0.5 * Math.min(4, Math.log2(scene.weight[line]!)));
  return {
    from: [one.x, one.y],
    to: [other.x, other.y],
    colour: soft,
    width: thickness,
    dashed: (scene.marks[line]! & UNSURE) !== 0,
  };
}

function dotOf(scene: Scene, camera: Camera, scale: number, node: number): Dot {
  const [red, green, blue, shape] = scene.colour.subarray(node * 4, node * 4 + 4);
  return {
    ...camera.toScreen(scene.x[node]!, scene.y[node]!),
    radius: Math.max(0.9, scene.radius[node]! * scale),
    colour: `rgb(${red},${green},${blue})`,
    shape: shape!,
    name: labelOf(scene.graph.nodes[node]!),
  };
}
