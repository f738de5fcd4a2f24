// Which way up a picture is: cameras keep the pixels as their sensor lies, and say in the Exif data how the picture is to be turned
// (CIPA DC-008, 4.6.5, tag 0x0112). Every viewer turns it, so a model is to see it turned.

import type { Picture } from './picture';

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const latin = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** 1 (as it lies) to 8, of a file that `pictureHead` has let through; 1 also where what it says makes no sense. */
export function orientationOf(bytes: Uint8Array, format: 'png' | 'jpeg'): number {
  const exif = format === 'png' ? exifOfPng(bytes) : exifOfJpeg(bytes);
  const found = exif && tagged(exif);
  return found !== undefined && found >= 1 && found <= 8 ? found : 1;
}

/** Of the segments before the compressed data that which is Exif's, without its name. */
function exifOfJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const data = view(bytes);
  for (let at = 2; at + 4 <= bytes.length && bytes[at + 1] !== 0xda;) {
    if (bytes[at + 1] === 0xff) {
      at++; // fill
      continue;
    }
    const length = data.getUint16(at + 2);
    if (bytes[at + 1] === 0xe1 && length >= 8 && latin(bytes, at + 4, 6) === 'Exif\0\0')
      return bytes.subarray(at + 10, at + 2 + length);
    at += 2 + length;
  }
  return undefined;
}

function exifOfPng(bytes: Uint8Array): Uint8Array | undefined {
  const data = view(bytes);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + data.getUint32(at))
    if (latin(bytes, at + 4, 4) === 'eXIf') return bytes.subarray(at + 8, at + 8 + data.getUint32(at));
  return undefined;
}

const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/** The number that a TIFF's first directory has for the orientation. */
function tagged(tiff: Uint8Array): number | undefined {
  const order = tiff.length < 8 ? '' : latin(tiff, 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const isLittle = order === 'II';
  const data = view(tiff);
  const first = data.getUint32(4, isLittle);
  if (first + 2 > tiff.length) return undefined;
  const count = data.getUint16(first, isLittle);
  for (let entry = 0; entry < count; entry++) {
    const at = first + 2 + entry * ENTRY_BYTES;
    if (at + ENTRY_BYTES > tiff.length) return undefined;
    if (data.getUint16(at, isLittle) === ORIENTATION)
      return data.getUint16(at + 2, isLittle) === SHORT ? data.getUint16(at + 8, isLittle) : undefined;
  }
  return undefined;
}

/** A picture the right way up. */
export function upright(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const isTurned = orientation >= 5; // rows are the columns of what is seen
  const [width, height] = isTurned ? [picture.height, picture.width] : [picture.width, picture.height];
  const mirrorsX = [2, 3, 7, 8].includes(orientation);
  const mirrorsY = [3, 4, 6, 7].includes(orientation);
  const from = new Uint32Array(new Uint8Array(picture.rgba).buffer);
  const to = new Uint32Array(from.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [column, row] = isTurned ? [y, x] : [x, y];
      const sourceX = mirrorsX ? picture.width - 1 - column : column;
      const sourceY = mirrorsY ? picture.height - 1 - row : row;
      to[y * width + x] = from[sourceY * picture.width + sourceX];
    }
  return { width, height, rgba: new Uint8Array(to.buffer) };
}
