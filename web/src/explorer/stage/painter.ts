import type { Size } from "../app/size";
import type { View } from "./camera";
import { rgba } from "./colours";
import { scaleAt, type InView } from "./in-view";
import { Program } from "./program";
import type { Scene } from "./scene";
import { DISC, HAIR, LINE } from "./shaders";

/** So many lines, the most important ones, are drawn with width and heads; the others as hairlines. */
const WIDE = 2000;
const WIDE_BYTES = 36;
const DISC_BYTES = 16;

export interface Most {
  readonly nodes: number;
  readonly lines: number;
}

/** How much of what is in view was drawn. */
export interface Drawn extends Most {
  readonly ofLines: number;
}

/** This browser, or this machine, has no WebGL 2. */
export class NoWebgl extends Error {}

/** Draws the nodes and lines with WebGL; what is written or stands out is drawn above it. */
export class Painter {
  readonly #gl: WebGL2RenderingContext;
  readonly #hair: Program;
  readonly #line: Program;
  readonly #disc: Program;
  readonly #buffers: Record<"places" | "pairs" | "wide" | "discs", WebGLBuffer>;
  readonly #arrays: Record<"hair" | "wide" | "disc", WebGLVertexArrayObject>;
  #scene: Scene | null = null;
  #counts = { nodes: 0, lines: 0, wide: 0 };

  constructor(readonly canvas: HTMLCanvasElement | OffscreenCanvas) {
    const gl = canvas.getContext("webgl2", {
      alpha: true,
      antialias: false,
      depth: false,
      stencil: false,
      preserveDrawingBuffer: true,
    }) as WebGL2RenderingContext | null;
    if (!gl) {
      throw new NoWebgl();
    }
    this.#gl = gl;
    this.#hair = new Program(gl, HAIR);
    this.#line = new Program(gl, LINE);
    this.#disc = new Program(gl, DISC);
    this.#buffers = {
      places: gl.createBuffer(),
      pairs: gl.createBuffer(),
      wide: gl.createBuffer(),
      discs: gl.createBuffer(),
    };
    this.#arrays = this.#arranged(gl.createBuffer());
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  get lost(): boolean {
    return this.#gl.isContextLost();
  }

  release(): void {
    this.#gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  scene(scene: Scene): void {
    this.#scene = scene;
    const bytes = new ArrayBuffer(scene.x.length * 12);
    const floats = new Float32Array(bytes);
    const whole = new Uint32Array(bytes);
    const colour = new Uint32Array(scene.colour.buffer);
    for (let node = 0; node < scene.x.length; node++) {
      floats[node * 3] = scene.x[node]!;
      floats[node * 3 + 1] = scene.y[node]!;
      whole[node * 3 + 2] = colour[node]!;
    }
    this.#upload(this.#buffers.places, bytes);
  }

  inView(view: InView): void {
    const scene = this.#scene!;
    this.#counts = { nodes: view.nodes.length, lines: view.lines.length, wide: Math.min(WIDE, view.lines.length) };
    this.#upload(this.#buffers.discs, discs(scene, view.nodes));
    this.#upload(this.#buffers.wide, wide(scene, view.lines.subarray(0, WIDE)));
    const gl = this.#gl;
    gl.bindVertexArray(this.#arrays.hair);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#buffers.pairs);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, pairs(scene, view.lines), gl.DYNAMIC_DRAW);
    gl.bindVertexArray(null);
  }

  /** Draws at most so many of what is in view, and says how many it drew. */
  draw(view: View, size: Size, ratio: number, most: Most): Drawn {
    const gl = this.#gl;
    const scene = this.#scene!;
    const scale = scaleAt(view.zoom);
    const nodes = Math.min(this.#counts.nodes, most.nodes);
    const lines = Math.min(this.#counts.lines, most.lines);
    const wideOnes = scale < 0.3 ? 0 : Math.min(this.#counts.wide, lines);
    gl.viewport(0, 0, Math.round(size.width * ratio), Math.round(size.height * ratio));
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const common = { view: [view.x, view.y, view.zoom], size: [size.width, size.height], scale: [scale] };
    const soft = tone(scene.palette.soft);
    const crowd = Math.max(0.08, Math.min(0.5, 0.5 - 0.26 * Math.log10(Math.max(1, lines / 400))));
    if (lines > wideOnes) {
      this.#hair.use({ ...common, soft: [...soft, ratio > 1.5 ? Math.min(0.8, crowd * 1.5) : crowd] });
      gl.bindVertexArray(this.#arrays.hair);
      gl.drawElements(gl.LINES, (lines - wideOnes) * 2, gl.UNSIGNED_INT, wideOnes * 8);
    }
    if (wideOnes) {
      const heads = scale < 0.55 ? 0 : Math.min(9, 7 * scale);
      this.#line.use({ ...common, soft: [...soft, Math.max(0.42, crowd)], heads: [heads] });
      gl.bindVertexArray(this.#arrays.wide);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, wideOnes);
    }
    this.#disc.use({ ...common, rim: [...tone(scene.palette.ground), 1] });
    // The most important ones are the last in the buffer, so that they lie on top.
    this.#disc.columns(this.#discColumns((this.#counts.nodes - nodes) * DISC_BYTES), this.#arrays.disc);
    gl.bindVertexArray(this.#arrays.disc);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, nodes);
    gl.bindVertexArray(null);
    return { nodes, lines, ofLines: this.#counts.lines };
  }

  #upload(buffer: WebGLBuffer, data: ArrayBuffer): void {
    const gl = this.#gl;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
  }

  #arranged(corners: WebGLBuffer) {
    const gl = this.#gl;
    const { FLOAT, UNSIGNED_BYTE } = gl;
    const { places, wide: wideOnes } = this.#buffers;
    const corner = { name: "corner", size: 2, type: FLOAT, stride: 16, offset: 0 };
    this.#upload(corners, new Float32Array([0, -1, -1, -1, 1, -1, 1, -1, 0, 1, -1, 1, 1, 1, 1, 1]).buffer);
    const wideColumn = { buffer: wideOnes, stride: WIDE_BYTES, each: true };
    return {
      hair: this.#hair.columns([
        { name: "place", buffer: places, size: 2, type: FLOAT, stride: 12, offset: 0 },
        { name: "colour", buffer: places, size: 4, type: UNSIGNED_BYTE, stride: 12, offset: 8 },
      ]),
      wide: this.#line.columns([
        { ...corner, buffer: corners },
        { ...wideColumn, name: "ends", size: 4, type: FLOAT, offset: 0 },
        { ...wideColumn, name: "radii", size: 2, type: FLOAT, offset: 16 },
        { ...wideColumn, name: "from", size: 4, type: UNSIGNED_BYTE, offset: 24 },
        { ...wideColumn, name: "to", size: 4, type: UNSIGNED_BYTE, offset: 28 },
        { ...wideColumn, name: "traits", size: 4, type: UNSIGNED_BYTE, offset: 32 },
      ]),
      disc: this.#disc.columns([{ ...corner, buffer: corners, offset: 8 }, ...this.#discColumns(0)]),
    };
  }

  #discColumns(from: number) {
    const { FLOAT, UNSIGNED_BYTE } = this.#gl;
    const column = { buffer: this.#buffers.discs, stride: DISC_BYTES, each: true };
    return [
      { ...column, name: "place", size: 2, type: FLOAT, offset: from },
      { ...column, name: "radius", size: 1, type: FLOAT, offset: from + 8 },
      { ...column, name: "colour", size: 4, type: UNSIGNED_BYTE, offset: from + 12 },
    ];
  }
}

const tone = (colour: string): number[] => rgba(colour).slice(0, 3).map((part) => part / 255);

function discs(scene: Scene, nodes: Uint32Array): ArrayBuffer {
  const bytes = new ArrayBuffer(nodes.length * DISC_BYTES);
  const floats = new Float32Array(bytes);
  const whole = new Uint32Array(bytes);
  const colour = new Uint32Array(scene.colour.buffer);
  nodes.forEach((node, rank) => {
    const at = (nodes.length - 1 - rank) * 4;
    floats[at] = scene.x[node]!;
    floats[at + 1] = scene.y[node]!;
    floats[at + 2] = scene.radius[node]!;
    whole[at + 3] = colour[node]!;
  });
  return bytes;
}

function wide(scene: Scene, lines: Uint32Array): ArrayBuffer {
  const bytes = new ArrayBuffer(lines.length * WIDE_BYTES);
  const floats = new Float32Array(bytes);
  const whole = new Uint32Array(bytes);
  const colour = new Uint32Array(scene.colour.buffer);
  lines.forEach((line, rank) => {
    const at = (rank * WIDE_BYTES) / 4;
    const one = scene.lines.one[line]!;
    const other = scene.lines.other[line]!;
    floats.set([scene.x[one]!, scene.y[one]!, scene.x[other]!, scene.y[other]!, scene.radius[one]!, scene.radius[other]!], at);
    whole[at + 6] = colour[one]!;
    whole[at + 7] = colour[other]!;
    whole[at + 8] = scene.marks[line]! | (scene.weight[line]! << 8);
  });
  return bytes;
}

function pairs(scene: Scene, lines: Uint32Array): Uint32Array {
  const both = new Uint32Array(lines.length * 2);
  lines.forEach((line, rank) => {
    both[rank * 2] = scene.lines.one[line]!;
    both[rank * 2 + 1] = scene.lines.other[line]!;
  });
  return both;
}
