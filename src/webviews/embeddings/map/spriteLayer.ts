// Points as sprites on a graphics card: everything about a point lies in buffers, panning changes a few numbers only.

import { fit, type Size } from '../../shared/picture';
import { type Camera, type Points, rotationOf } from './camera';
import type { PointLayer, PointLooks } from './points';
import { fillBuffer, type Program, spriteProgram } from './spriteProgram';

/** Undefined where the card does not take the program. */
export function spriteLayer(canvas: HTMLCanvasElement, gl: WebGL2RenderingContext): PointLayer | undefined {
  let program = spriteProgram(gl);
  if (!program) return undefined;
  let points: Points | undefined;
  let looks: PointLooks | undefined;
  let uploaded = false;

  function upload(ready: Program): void {
    uploaded = true;
    if (points) fillBuffer(gl, ready.places, points.positions, points.dimensions, gl.FLOAT, false);
    if (looks) {
      fillBuffer(gl, ready.colors, looks.colors, 4, gl.UNSIGNED_BYTE, true);
      fillBuffer(gl, ready.shapes, looks.shapes, 1, gl.UNSIGNED_BYTE, false);
    }
  }

  // A lost context (a sleeping laptop, a driver that restarts) comes back empty.
  canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
  canvas.addEventListener('webglcontextrestored', () => {
    program = spriteProgram(gl);
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
      setCamera(gl, program, { camera, size, dimensions: points.dimensions });
      gl.uniform1f(program.at('diameter'), looks.diameter * devicePixelRatio);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.drawArrays(gl.POINTS, 0, points.count);
    },
  };
}

function setCamera(
  gl: WebGL2RenderingContext,
  { at }: Program,
  { camera, size, dimensions }: { camera: Camera; size: Size; dimensions: Points['dimensions'] },
): void {
  const { cosYaw, sinYaw, cosPitch, sinPitch } = rotationOf(camera);
  const [x, y, z] = camera.center;
  gl.uniform3f(at('center'), x, y, dimensions === 3 ? z : 0);
  gl.uniform4f(at('turn'), cosYaw, sinYaw, cosPitch, sinPitch);
  gl.uniform2f(at('view'), size.width, size.height);
  gl.uniform1f(at('scale'), camera.scale);
  gl.uniform1f(at('away'), dimensions === 3 ? camera.distance : 0);
}
