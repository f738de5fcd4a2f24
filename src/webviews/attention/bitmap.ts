// A matrix as a bitmap with a pixel for each weight.

import type { ColorScale } from '../shared/colorScale';
import { element } from '../shared/element';
import { parseColor } from '../shared/oklab';
import type { Weights } from './weights';

const STEPS = 256;

/** Weights below their row's cut are drawn as 0. */
export function bitmapOf(
  { rows, columns, weights }: Weights,
  cuts: Float32Array,
  scale: ColorScale,
): HTMLCanvasElement {
  const canvas = element('canvas');
  canvas.width = Math.max(1, columns);
  canvas.height = Math.max(1, rows);
  const context = canvas.getContext('2d');
  if (!context || rows === 0 || columns === 0) return canvas;
  const palette = paletteOf(scale);
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const factor = (STEPS - 1) / (scale.to - scale.from || 1);
  for (let row = 0; row < rows; row++)
    for (let column = 0, i = row * columns; column < columns; column++, i++) {
      const weight = weights[i] < cuts[row] ? 0 : weights[i];
      pixels[i] = palette[Math.max(0, Math.min(STEPS - 1, Math.round((weight - scale.from) * factor)))];
    }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** The colours of a scale as the pixels of an image have them: alpha, blue, green, red. */
function paletteOf(scale: ColorScale): Uint32Array {
  return Uint32Array.from({ length: STEPS }, (_, step) => {
    const [red, green, blue] = (
      parseColor(scale.color(scale.from + ((scale.to - scale.from) * step) / (STEPS - 1))) ?? [0, 0, 0]
    ).map((part) => Math.round(part * 255));
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}
