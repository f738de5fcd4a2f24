// Where a word of word2vec's binary file ends. A space ends it, but words may hold spaces too, and nothing in the file says
// which is which; so that space is taken after which numbers of a usual size stand, and then the next word or the end.

import type { ByteCursor } from './byteCursor';

const MAX_WORD_BYTES = 1 << 16;
/** Of words with spaces. */
const MAX_PHRASE_BYTES = 1024;
/** So far the next row is looked at. */
const NEXT_BYTES = 64;
const SPACE = 0x20;
const NEWLINE = 0x0a;
/** Text read as numbers is larger than the one or, before a space, smaller than the other; so are shifted numbers now and then. */
const [SMALLEST, LARGEST] = [1e-15, 1e10];
const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * How many bytes the word has, its row beginning at the cursor; -1 where no space follows. The first space counts where
 * none fits.
 */
export async function findWordEnd(cursor: ByteCursor, dimensions: number): Promise<number> {
  const first = await cursor.find(SPACE, MAX_WORD_BYTES);
  if (first < 0 || (await isWordEnd(cursor, first, dimensions))) return first;
  for (let end = first; end >= 0; end = await cursor.find(SPACE, MAX_PHRASE_BYTES, end + 1)) {
    if (end > 0 && !isText(cursor.ahead(0, end))) break;
    if (end > first && (await isWordEnd(cursor, end, dimensions))) return end;
  }
  return first;
}

async function isWordEnd(cursor: ByteCursor, length: number, dimensions: number): Promise<boolean> {
  const rowBytes = length + 1 + 4 * dimensions;
  await cursor.require(rowBytes + NEXT_BYTES);
  const numbers = cursor.ahead(length + 1, 4 * dimensions);
  if (numbers.length < 4 * dimensions) return false;
  const view = new DataView(numbers.buffer, numbers.byteOffset);
  for (let i = 0; i < dimensions; i++) {
    const size = Math.abs(view.getFloat32(4 * i, true));
    if (size !== 0 && !(size > SMALLEST && size < LARGEST)) return false;
  }
  const next = cursor.ahead(rowBytes, NEXT_BYTES);
  if (next.length === 0 || next[0] === NEWLINE) return true;
  const end = next.indexOf(SPACE);
  return end < 0 || isText(next.subarray(0, end));
}

/** UTF-8 without control characters. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < SPACE)) return false;
  if (bytes.every((byte) => byte < 0x80)) return true;
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
