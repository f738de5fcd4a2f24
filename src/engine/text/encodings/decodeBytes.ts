// Bytes as text, in the encoding that is said, marked or guessed: as a stream of pieces, or a whole file at once.

import type { Encoding } from '../../../protocol/encodings';
import { createDecoderOf } from './decoders';
import type { StreamDecoder } from './cp949';
import { guessEncoding } from './guess';
import { markedEncoding, utf16ByZeros } from './recognise';

export interface BytePiece {
  bytes: Uint8Array;
  last: boolean;
}

export interface DecodedPiece {
  text: string;
  /** As far as it is known yet; plain ASCII counts as UTF-8. */
  encoding: Encoding;
  isGuessed: boolean;
  /** The file begins with a byte order mark. */
  isMarked: boolean;
  last: boolean;
}

/** Bytes beyond ASCII that are evidence enough, and how much is read ahead to find them. */
const ENOUGH_EVIDENCE = 4_000;
const MOST_AHEAD = 1 << 20;

/**
 * Decodes the pieces of a file. Bytes that mean nothing become U+FFFD; a byte order mark counts more than `wanted`. One undefined and
 * nothing else: the file starts with zero bytes that are not UTF-16, so it is no text.
 */
export async function* decodeBytes(
  pieces: AsyncIterable<BytePiece>,
  wanted?: Encoding,
): AsyncGenerator<DecodedPiece | undefined> {
  let decoder: (StreamDecoder & Pick<DecodedPiece, 'encoding' | 'isGuessed'>) | undefined;
  const open = (encoding: Encoding, isGuessed: boolean) => ({ ...createDecoderOf(encoding), encoding, isGuessed });
  let ahead: Uint8Array[] = [];
  let isFirst = true;
  let isMarked = false;
  for await (const { bytes, last } of pieces) {
    if (isFirst) {
      isMarked = markedEncoding(bytes) !== undefined;
      const said = markedEncoding(bytes) ?? wanted ?? utf16ByZeros(bytes.includes(0) ? bytes : new Uint8Array());
      if (said) decoder = open(said, said !== wanted && !isMarked);
      else if (bytes.includes(0)) return yield undefined;
    }
    isFirst = false;
    let due = bytes;
    if (!decoder) {
      if (ahead.length === 0 && isAscii(bytes)) {
        yield { text: asciiText(bytes), encoding: 'utf-8', isGuessed: false, isMarked, last };
        continue;
      }
      ahead.push(bytes);
      if (!last && !isEnough(ahead)) continue;
      due = Buffer.concat(ahead);
      ahead = [];
      const encoding = await guessEncoding(due);
      decoder = open(encoding, encoding !== 'utf-8');
    }
    const { encoding, isGuessed } = decoder;
    yield { text: decoder.decode(due, last), encoding, isGuessed, isMarked, last };
  }
}

/** A whole file. Bytes that mean nothing become U+FFFD. */
export async function decodeWhole(bytes: Uint8Array, wanted?: Encoding): Promise<{ text: string; encoding: Encoding }> {
  const whole = Promise.resolve({ bytes, last: true });
  async function* alone(): AsyncGenerator<BytePiece> {
    yield await whole;
  }
  for await (const piece of decodeBytes(alone(), wanted)) if (piece) return piece;
  return { text: new TextDecoder().decode(bytes), encoding: 'utf-8' };
}

const asciiText = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

function isEnough(pieces: readonly Uint8Array[]): boolean {
  let [length, evidence] = [0, 0];
  for (const piece of pieces) {
    length += piece.length;
    for (const byte of piece) if (byte >= 0x80) evidence++;
  }
  return length >= MOST_AHEAD || evidence >= ENOUGH_EVIDENCE;
}

/** How many characters of a decoded text are U+FFFD. */
export function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count++;
  return count;
}
