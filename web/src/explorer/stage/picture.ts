import { Camera } from "./camera";
import { drawOver } from "./overlay";
import { Painter } from "./painter";
import type { Surface } from "./surface";

/** What is on the screen as a PNG, `scale` pixels for one. */
export async function pictureOf(surface: Surface, scale: number): Promise<Blob> {
  const { scene, view, emphasis, lineLabel } = surface;
  const { size, view: look } = surface.camera;
  if (!scene || !view) {
    throw new Error("no picture");
  }
  const ratio = Math.min(scale, 8000 / Math.max(size.width, size.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(size.width * ratio);
  canvas.height = Math.round(size.height * ratio);
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = scene.palette.ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const below = document.createElement("canvas");
  below.width = canvas.width;
  below.height = canvas.height;
  const painter = new Painter(below);
  painter.scene(scene);
  painter.inView(view);
  painter.draw(look, size, ratio, { nodes: Infinity, lines: Infinity });
  pen.drawImage(below, 0, 0);
  painter.release();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const camera = new Camera(() => {});
  camera.size = size;
  camera.view = look;
  drawOver(pen, { scene, view, camera, emphasis, moving: false, lineLabel });
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("PNG"))), "image/png"),
  );
}
