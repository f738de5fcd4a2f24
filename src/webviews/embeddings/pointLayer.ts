// Draws the points of a map so that 100,000 move at the display's rate: sprites on a graphics card (WebGL 2), where
// everything about a point lies in buffers and panning changes a few numbers only; stamps in memory where there is none.

import { element } from '../shared/element';
import { fit } from '../shared/picture';
import { type Camera, type Points, rotationOf, type ScreenSize, toScreen } from './camera';

/** How the points look, index by index. */
export interface PointLooks {
  /** Red, green, blue, opacity: uint8 [count, 4]. */
  colors: Uint8Array;
  /** Which of the shapes: uint8 [count]. */
  shapes: Uint8Array;
  /** Diameter in CSS pixels. */
  diameter: number;
}

export interface PointLayer {
  canvas: HTMLCanvasElement;
  setPoints(points: Points): void;
  setLooks(looks: PointLooks): void;
  draw(camera: Camera, size: ScreenSize): void;
}

export function pointLayer(): PointLayer {
  const canvas = element('canvas', { attributes: { 'aria-hidden': 'true' } });
  if (!hasCard()) return stampLayer(canvas);
  const gl = canvas.getContext('webgl2', { antialias: false, premultipliedAlpha: true });
  return (gl && spriteLayer(canvas, gl)) ?? stampLayer(element('canvas', { attributes: { 'aria-hidden': 'true' } }));
}

/** Whether WebGL is there and drawn by a card; browsers may imitate one, and sprites are slow then. */
function hasCard(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!gl) return false;
  const details = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(details ? details.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(String(name));
}

const VERTEX = `#version 300 es
in vec3 place;
in vec4 color;
in float shape;
uniform vec3 center;
uniform vec4 turn; // cos and sin of yaw, cos and sin of pitch
uniform vec2 view; // size in CSS pixels
uniform float scale, away, diameter;
out vec4 tint;
flat out int kind;
flat out float edge;
void main() {
  vec3 p = place - center;
  float turned = turn.x * p.z - turn.y * p.x;
  float nearness = turn.w * p.y + turn.z * turned;
  float share = away > 0.0 ? 1.0 - nearness / away : 1.0;
  vec2 at = vec2(turn.x * p.x + turn.y * p.z, turn.z * p.y - turn.w * turned) * scale / share;
  bool hidden = share < 0.1;
  gl_Position = hidden ? vec4(2.0, 2.0, 0.0, 1.0) : vec4(at * 2.0 / view, 0.0, 1.0);
  gl_PointSize = diameter / clamp(share, 0.5, 2.0);
  edge = 2.0 / gl_PointSize;
  tint = color;
  kind = int(shape);
}`;

/** Circle, square, diamond, two triangles, plus, cross. */
const FRAGMENT = `#version 300 es
precision mediump float;
in vec4 tint;
flat in int kind;
flat in float edge;
out vec4 result;
void main() {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  vec2 a = abs(p);
  bool inside = true;
  float cover = 1.0;
  if (kind == 0) cover = clamp((1.0 - length(p)) / edge, 0.0, 1.0);
  else if (kind == 1) inside = max(a.x, a.y) <= 0.8;
  else if (kind == 2) inside = a.x + a.y <= 1.0;
  else if (kind == 3) inside = p.y >= 2.0 * a.x - 1.0;
  else if (kind == 4) inside = -p.y >= 2.0 * a.x - 1.0;
  else if (kind == 5) inside = min(a.x, a.y) <= 0.34;
  else inside = abs(a.x - a.y) <= 0.45;
  if (!inside) discard;
  float opacity = tint.a * cover;
  result = vec4(tint.rgb * opacity, opacity);
}`;

function spriteLayer(canvas: HTMLCanvasElement, gl: WebGL2RenderingContext): PointLayer | undefined {
  let program = prepare(gl);
  if (!program) return undefined;
  let points: Points | undefined;
  let looks: PointLooks | undefined;
  let uploaded = false;

  function upload(ready: Program): void {
    uploaded = true;
    if (points) fill(gl, ready.places, points.positions, points.dimensions, gl.FLOAT, false);
    if (looks) {
      fill(gl, ready.colors, looks.colors, 4, gl.UNSIGNED_BYTE, true);
      fill(gl, ready.shapes, looks.shapes, 1, gl.UNSIGNED_BYTE, false);
    }
  }

  // A lost context (a sleeping laptop, a driver that restarts) comes back empty.
  canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
  canvas.addEventListener('webglcontextrestored', () => {
    program = prepare(gl);
    uploaded = false;
  });
  return {
    canvas,
    setPoints(next) {
      points = next;
      uploaded = false;
    },
    setLooks(next) {
      looks = next;
      uploaded = false;
    },
    draw(camera, size) {
      fit(canvas, size);
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      if (!points || !looks || !program || looks.shapes.length !== points.count) return;
      gl.useProgram(program.program);
      if (!uploaded) upload(program);
      const { cosYaw, sinYaw, cosPitch, sinPitch } = rotationOf(camera);
      const [x, y, z] = camera.center;
      gl.uniform3f(program.at('center'), x, y, points.dimensions === 3 ? z : 0);
      gl.uniform4f(program.at('turn'), cosYaw, sinYaw, cosPitch, sinPitch);
      gl.uniform2f(program.at('view'), size.width, size.height);
      gl.uniform1f(program.at('scale'), camera.scale);
      gl.uniform1f(program.at('away'), points.dimensions === 3 ? camera.distance : 0);
      gl.uniform1f(program.at('diameter'), looks.diameter * devicePixelRatio);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.drawArrays(gl.POINTS, 0, points.count);
    },
  };
}

interface Attribute {
  buffer: WebGLBuffer | null;
  location: number;
}

interface Program {
  program: WebGLProgram;
  places: Attribute;
  colors: Attribute;
  shapes: Attribute;
  at(uniform: string): WebGLUniformLocation | null;
}

function prepare(gl: WebGL2RenderingContext): Program | undefined {
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

function fill(
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

/**
 * The same in memory, for machines without a graphics card: each point is a stamp of its shape in an image, later points over
 * earlier ones. 100,000 small points take a few milliseconds, far less than a card that is only imitated.
 */
function stampLayer(canvas: HTMLCanvasElement): PointLayer {
  const context = canvas.getContext('2d');
  let points: Points | undefined;
  let looks: PointLooks | undefined;
  let screen = new Float32Array(0);
  let image: ImageData | undefined;
  let stamps: { diameter: number; shapes: Int16Array[] } = { diameter: 0, shapes: [] };
  return {
    canvas,
    setPoints(next) {
      points = next;
      screen = new Float32Array(2 * next.count);
    },
    setLooks: (next) => void (looks = next),
    draw(camera, size) {
      fit(canvas, size);
      if (!context) return;
      const { width, height } = canvas;
      if (image?.width !== width || image.height !== height) image = context.createImageData(width, height);
      const pixels = new Uint32Array(image.data.buffer);
      pixels.fill(0);
      if (points && looks?.shapes.length === points.count) {
        toScreen(points, camera, size, screen);
        const diameter = Math.max(1, Math.round(looks.diameter * devicePixelRatio));
        if (stamps.diameter !== diameter) stamps = { diameter, shapes: stampsOf(diameter) };
        stamp(pixels, { width, height }, screen, looks, stamps.shapes);
      }
      context.putImageData(image, 0, 0);
    },
  };
}

function stamp(
  pixels: Uint32Array,
  { width, height }: ScreenSize,
  screen: Float32Array,
  { colors, shapes }: PointLooks,
  stamps: readonly Int16Array[],
): void {
  const ratio = devicePixelRatio;
  const tints = new Uint32Array(colors.buffer, colors.byteOffset, shapes.length); // both have the bytes in this order
  for (let i = 0; i < shapes.length; i++) {
    const x = Math.round(screen[2 * i] * ratio);
    const y = Math.round(screen[2 * i + 1] * ratio);
    if (!(x > -20 && x < width + 20 && y > -20 && y < height + 20)) continue;
    const offsets = stamps[shapes[i]];
    for (let k = 0; k < offsets.length; k += 2) {
      const column = x + offsets[k];
      const row = y + offsets[k + 1];
      if (column >= 0 && column < width && row >= 0 && row < height) pixels[row * width + column] = tints[i];
    }
  }
}

/** Whether a place from -1 to 1 is inside, for each shape; as in the shader. */
const INSIDE: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => x * x + y * y <= 1,
  (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 0.8,
  (x, y) => Math.abs(x) + Math.abs(y) <= 1,
  (x, y) => y >= 2 * Math.abs(x) - 1,
  (x, y) => -y >= 2 * Math.abs(x) - 1,
  (x, y) => Math.min(Math.abs(x), Math.abs(y)) <= 0.34,
  (x, y) => Math.abs(Math.abs(x) - Math.abs(y)) <= 0.45,
];

/** Pixels of each shape around its middle: int16 [pixels, 2]. */
export function stampsOf(diameter: number): Int16Array[] {
  const radius = diameter / 2;
  return INSIDE.map((isInside) => {
    const offsets: number[] = [];
    for (let row = 0; row < diameter; row++)
      for (let column = 0; column < diameter; column++)
        if (isInside((column + 0.5) / radius - 1, (row + 0.5) / radius - 1))
          offsets.push(column - Math.floor(radius), row - Math.floor(radius));
    return Int16Array.from(offsets);
  });
}
