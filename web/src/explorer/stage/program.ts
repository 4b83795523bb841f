/** A pair of shaders, and the columns of buffers that they read. */
export class Program {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #uniforms = new Map<string, WebGLUniformLocation | null>();

  constructor(gl: WebGL2RenderingContext, source: { vertex: string; fragment: string }) {
    this.#gl = gl;
    this.#program = gl.createProgram();
    for (const [kind, text] of [
      [gl.VERTEX_SHADER, source.vertex],
      [gl.FRAGMENT_SHADER, source.fragment],
    ] as const) {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(this.#program, shader);
    }
    gl.linkProgram(this.#program);
    if (!gl.getProgramParameter(this.#program, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new Error(gl.getProgramInfoLog(this.#program) ?? "WebGL");
    }
  }

  use(values: Record<string, number[]>): void {
    const gl = this.#gl;
    gl.useProgram(this.#program);
    for (const [name, value] of Object.entries(values)) {
      const at = this.#uniform(name);
      const set = [gl.uniform1fv, gl.uniform2fv, gl.uniform3fv, gl.uniform4fv][value.length - 1]!;
      set.call(gl, at, value);
    }
  }

  /** An arrangement of columns, new or `array` once more; `each` for those that are read once an instance. */
  columns(columns: readonly Column[], array?: WebGLVertexArrayObject): WebGLVertexArrayObject {
    const gl = this.#gl;
    array ??= gl.createVertexArray();
    gl.bindVertexArray(array);
    for (const { name, buffer, size, type, stride, offset, each } of columns) {
      const at = gl.getAttribLocation(this.#program, name);
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, type, type === gl.UNSIGNED_BYTE, stride, offset);
      gl.vertexAttribDivisor(at, each ? 1 : 0);
    }
    gl.bindVertexArray(null);
    return array;
  }

  #uniform(name: string): WebGLUniformLocation | null {
    if (!this.#uniforms.has(name)) {
      this.#uniforms.set(name, this.#gl.getUniformLocation(this.#program, name));
    }
    return this.#uniforms.get(name)!;
  }
}

export interface Column {
  name: string;
  buffer: WebGLBuffer;
  size: number;
  type: number;
  stride: number;
  offset: number;
  each?: boolean;
}
