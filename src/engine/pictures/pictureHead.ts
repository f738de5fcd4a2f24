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
  /** Where the picture ends; what stands behind it is something else, as a film behind a photograph. */
  end: number;
}

/** A picture has at least so many pixels a side. */
const LEAST_SIDE = 2;
/** At most so many a side, and so many together. */
const MOST_SIDE = 16_000;
const MOST_PIXELS = 40_000_000;

/** A PNG comes in so many parts; usual ones have 8 kB or more each. */
const MOST_CHUNKS = 100_000;
/** Through each scan of a JPEG all of it is gone once more; usual ones have ten at most. */
const MOST_SCANS = 100;

/** Of a JPEG: a block of 64 takes at least the one bit that says how bright it is. */
const MOST_PIXELS_A_BYTE = 64 * 8;

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
  for (let at = PNG_SIGNATURE.length, chunks = 1; ; chunks++) {
    if (chunks > MOST_CHUNKS)
      throw new PictureFault((picture) => `The picture "${picture}" comes in more than ${MOST_CHUNKS} parts.`);
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
    if (data.getUint32(at + 4) === PNG_END) return { format: 'png', ...size, end: at + 12 + length };
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
      const end = endOfScans(bytes, at);
      if (size.width * size.height > MOST_PIXELS_A_BYTE * (end - at)) throw cutOff();
      const scans = scansIn(bytes.subarray(0, end));
      if (scans > MOST_SCANS)
        throw new PictureFault(
          (picture) => `The picture "${picture}" comes in ${scans} scans; at most ${MOST_SCANS} are read.`,
        );
      return { format: 'jpeg', ...size, end };
    }
    at += 2 + length;
  }
  throw cutOff();
}

/** The segments that begin a frame; the three left out between them are others. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Behind the marker that ends the picture, from its first scan on. What is compressed has no markers but those without a length. */
function endOfScans(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length;) {
    const marker = bytes[at] === 0xff ? bytes[at + 1] : undefined;
    if (marker === 0xd9) return at + 2;
    if (marker === undefined || marker === 0xff) at++;
    else if (isBare(marker)) at += 2;
    else if (at + 4 > bytes.length) break;
    else at += 2 + view(bytes).getUint16(at + 2);
  }
  throw cutOff();
}

/** A 0xff of the data, a restart, or nothing: no segment begins there. */
const isBare = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** At most: what looks like the beginning of one may stand within a segment. */
function scansIn(bytes: Uint8Array): number {
  let scans = 0;
  for (let at = bytes.indexOf(0xda); at >= 0; at = bytes.indexOf(0xda, at + 1)) if (bytes[at - 1] === 0xff) scans++;
  return scans;
}

const cutOff = (): PictureFault =>
  new PictureFault((picture) => `The picture "${picture}" ends too early: a part of it is missing.`);
