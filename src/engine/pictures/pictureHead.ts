// What the bytes of a picture say of its size, and whether they are all there: looked at before anything is decoded, so that nothing is
// allocated for what is no picture, or for one that is too large.

/** Why bytes are no picture that can be read. */
export class PictureFault extends Error {
  /** @param told the sentence that says so of a picture by its name */
  constructor(readonly told: (picture: string) => string) {
    super(told(''));
  }
}

interface PictureHead {
  format: 'png' | 'jpeg';
  width: number;
  height: number;
}

/** A picture has at least so many pixels a side. */
const LEAST_SIDE = 2;
/** At most so many a side, and so many together. */
const MOST_SIDE = 16_000;
const MOST_PIXELS = 40_000_000;

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PNG_END = 0x49454e44;

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Fails with `PictureFault`. */
export function pictureHead(bytes: Uint8Array): PictureHead {
  const head = PNG_SIGNATURE.every((byte, i) => bytes[i] === byte) ? pngHead(bytes) : jpegHead(bytes);
  const { width, height } = head;
  if (Math.min(width, height) < LEAST_SIDE)
    throw new PictureFault(
      (picture) => `The picture "${picture}" has ${width} × ${height} pixels: there is nothing to see in it.`,
    );
  if (Math.max(width, height) > MOST_SIDE || width * height > MOST_PIXELS)
    throw new PictureFault(
      (picture) =>
        `The picture "${picture}" has ${width} × ${height} pixels: at most ${MOST_SIDE} a side and ${MOST_PIXELS / 1e6} million together are read. Make it smaller.`,
    );
  return head;
}

/** Chunks follow each other up to IEND: length, name, content, checksum (ISO/IEC 15948, 5.3). */
function pngHead(bytes: Uint8Array): PictureHead {
  const data = view(bytes);
  let size: { width: number; height: number } | undefined;
  for (let at = PNG_SIGNATURE.length; ;) {
    if (at + 12 > bytes.length) throw cutOff();
    const length = data.getUint32(at);
    if (at + 12 + length > bytes.length) throw cutOff();
    if (!size) {
      if (length < 13)
        throw new PictureFault(
          (picture) => `The picture "${picture}" is a damaged PNG: it does not begin with its size.`,
        );
      size = { width: data.getUint32(at + 8), height: data.getUint32(at + 12) };
    }
    if (data.getUint32(at + 4) === PNG_END) return { format: 'png', ...size };
    at += 12 + length;
  }
}

/** Segments follow each other up to the compressed data, which ends with a marker of its own (ITU-T T.81, B.1). */
function jpegHead(bytes: Uint8Array): PictureHead {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8)
    throw new PictureFault((picture) => `The picture "${picture}" is no PNG and no JPEG.`);
  const data = view(bytes);
  let size: { width: number; height: number } | undefined;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) throw new PictureFault((picture) => `The picture "${picture}" is a damaged JPEG.`);
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++; // fill
      continue;
    }
    const length = data.getUint16(at + 2);
    if (isFrame(marker) && at + 9 <= bytes.length)
      size = { height: data.getUint16(at + 5), width: data.getUint16(at + 7) };
    if (marker === 0xda) {
      if (!size)
        throw new PictureFault((picture) => `The picture "${picture}" is a damaged JPEG: it does not say its size.`);
      if (!endsWithMarker(bytes, at)) throw cutOff();
      return { format: 'jpeg', ...size };
    }
    at += 2 + length;
  }
  throw cutOff();
}

/** The segments that begin a frame; the three left out between them are others. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Within compressed data no byte 0xff is followed by 0xd9. */
function endsWithMarker(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

const cutOff = (): PictureFault =>
  new PictureFault((picture) => `The picture "${picture}" ends too early: a part of it is missing.`);
