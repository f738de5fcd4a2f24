// Points in memory, for machines without a graphics card: each is a stamp of its shape in an image, later points over earlier
// ones. 100,000 small points take a few milliseconds, far less than a card that is only imitated.

import { fit, type Size } from '../../shared/picture';
import { type Points, toScreen } from './camera';
import type { PointLayer, PointLooks } from './points';
import { stampsOf } from './stamps';

export function stampLayer(canvas: HTMLCanvasElement): PointLayer {
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
  { width, height }: Size,
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
