// The pixels of PNG and JPEG. Both libraries are asked only about what `pictureHead` has let through.

import { inflateSync } from 'node:zlib';
import { decode as decodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { orientationOf, upright } from './orientation';
import { pictureHead, PictureFault } from './pictureHead';
import type { Picture } from './picture';

const MOST_MEGABYTES = 1024;
const MOST_MEGAPIXELS = 100; // pictureHead has looked already

/** The right way up, as its file says. Fails with `PictureFault`. */
export function decodePicture(bytes: Uint8Array): Picture {
  const { format, width, height, end } = pictureHead(bytes);
  const picture = bytes.subarray(0, end);
  try {
    const rgba = format === 'png' ? pngPixels(picture, width * height) : jpegPixels(picture);
    if (rgba.length !== width * height * 4) throw new Error('it has other pixels than it says');
    return upright({ width, height, rgba }, orientationOf(bytes, format));
  } catch (error) {
    throw new PictureFault((name) => `The picture "${name}" is a damaged ${format.toUpperCase()}: ${reasonOf(error)}.`);
  }
}

/** What a library says of it, in one line. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0].slice(0, 100);

function pngPixels(bytes: Uint8Array, pixels: number): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The library takes what is missing for 0, and inflates pictures that come in seven passes without end.
  const inflated = inflateSync(dataOf(file), { maxOutputLength: MOST_BYTES_EACH * pixels + MOST_ENDS });
  if (inflated.length < Math.ceil((pixels * bitsOf(file)) / 8)) throw new Error('a part of its pixels is missing');
  return PNG.sync.read(file).data;
}

/** Of a pixel, with the byte at the start of each line; and lines of 16,000 narrow ones. */
const MOST_BYTES_EACH = 9;
const MOST_ENDS = 100_000;

/** How many numbers a pixel has, by the type of its colours (ISO/IEC 15948, 11.2.2). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const bitsOf = (file: Buffer): number => file[24] * (CHANNELS[file[25]] ?? 1);

/** The compressed data of a PNG whose chunks are known to be whole. */
function dataOf(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  return Buffer.concat(parts);
}

const jpegPixels = (bytes: Uint8Array): Uint8Array =>
  decodeJpeg(bytes, {
    ...{ useTArray: true, formatAsRGBA: true, tolerantDecoding: false },
    ...{ maxResolutionInMP: MOST_MEGAPIXELS, maxMemoryUsageInMB: MOST_MEGABYTES },
  }).data;
