// Pictures in the size and the colours that a model sees.

import type { PictureForm } from '../schema/pictureSource';
import type { Picture } from './picture';

/** Brightness of red, green and blue (ITU-R BT.601), as Pillow's `L`. */
const BRIGHTNESS = [0.299, 0.587, 0.114];

/**
 * Bilinear, and where the picture becomes smaller the mean of what falls together (a triangle as wide as that is), as Pillow's `BILINEAR`
 * and torchvision's `antialias`. What shines through is white.
 * @returns [height, width, channels], 0 to 255
 */
export function pixelsOf({ width, height, rgba }: Picture, { size, colour }: PictureForm): Uint8Array {
  const channels = colour === 'grey' ? 1 : 3;
  const [rows, columns] = size;
  let from = opaque({ width, height, rgba }, channels); // [height, width, channels]
  from = resampled(from, { outer: height, length: width, inner: channels }, columns); // [height, columns, channels]
  from = resampled(from, { outer: 1, length: height, inner: columns * channels }, rows); // [rows, columns, channels]
  return Uint8Array.from(from, (value) => Math.min(255, Math.max(0, Math.round(value))));
}

function opaque({ rgba }: Picture, channels: number): Float32Array {
  const pixels = rgba.length / 4;
  const out = new Float32Array(pixels * channels);
  for (let i = 0; i < pixels; i++) {
    const opacity = rgba[i * 4 + 3] / 255;
    for (let channel = 0; channel < 3; channel++) {
      const value = 255 + (rgba[i * 4 + channel] - 255) * opacity;
      if (channels === 3) out[i * 3 + channel] = value;
      else out[i] += BRIGHTNESS[channel] * value;
    }
  }
  return out;
}

/** One axis in another length: [outer, length, inner] -> [outer, wanted, inner] */
function resampled(
  from: Float32Array,
  { outer, length, inner }: { outer: number; length: number; inner: number },
  wanted: number,
): Float32Array {
  if (wanted === length) return from;
  const out = new Float32Array(outer * wanted * inner);
  const scale = length / wanted;
  const reach = Math.max(1, scale);
  for (let to = 0; to < wanted; to++) {
    const centre = (to + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - reach + 0.5));
    const last = Math.min(length, Math.floor(centre + reach + 0.5));
    const weights = Array.from({ length: last - first }, (_, i) =>
      Math.max(0, 1 - Math.abs((first + i + 0.5 - centre) / reach)),
    );
    const total = weights.reduce((a, b) => a + b, 0);
    for (let o = 0; o < outer; o++)
      weights.forEach((weight, i) => {
        const source = (o * length + first + i) * inner;
        const target = (o * wanted + to) * inner;
        for (let k = 0; k < inner; k++) out[target + k] += (weight / total) * from[source + k];
      });
  }
  return out;
}
