// The program on the graphics card that draws points, and the buffers that it reads.

import { FRAGMENT, VERTEX } from './shaders';

export interface Attribute {
  buffer: WebGLBuffer | null;
  location: number;
}

export interface Program {
  program: WebGLProgram;
  places: Attribute;
  colors: Attribute;
  shapes: Attribute;
  at(uniform: string): WebGLUniformLocation | null;
}

/** Undefined where the card does not take it. */
export function spriteProgram(gl: WebGL2RenderingContext): Program | undefined {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) return undefined;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true) return undefined;
  const attribute = (name: string): Attribute => ({
    buffer: gl.createBuffer(),
    location: gl.getAttribLocation(program, name),
  });
  const uniforms = new Map<string, WebGLUniformLocation | null>();
  const at = (name: string): WebGLUniformLocation | null => {
    if (!uniforms.has(name)) uniforms.set(name, gl.getUniformLocation(program, name));
    return uniforms.get(name) ?? null;
  };
  return { program, places: attribute('place'), colors: attribute('color'), shapes: attribute('shape'), at };
}

/** `isShare`: bytes stand for 0 to 1. */
export function fillBuffer(
  gl: WebGL2RenderingContext,
  { buffer, location }: Attribute,
  data: Float32Array | Uint8Array,
  width: number,
  type: number,
  isShare: boolean,
): void {
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
  gl.enableVertexAttribArray(location);
  gl.vertexAttribPointer(location, width, type, isShare, 0, 0);
}
