// Recognises how a text file is encoded from its first bytes: UTF-8 and UTF-16 with or without byte order mark, CP949
// (EUC-KR). What no decoder can read becomes U+FFFD and is for the caller to count.

import { createCp949Decoder, type StreamDecoder } from './cp949';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp949';

export interface RecognizedDecoder extends StreamDecoder {
  /** As far as it is known yet; plain ASCII counts as UTF-8. */
  encoding(): Encoding;
}

/** A decoder for a file that starts with `sample` (a few thousand bytes); undefined when that is no text. */
export function createDecoder(sample: Uint8Array): RecognizedDecoder | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return platformDecoder('utf-16le');
  if (sample[0] === 0xfe && sample[1] === 0xff) return platformDecoder('utf-16be');
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return platformDecoder('utf-8');
  if (!sample.includes(0)) return adaptiveDecoder();
  const wide = recognizeUtf16(sample);
  return wide && platformDecoder(wide);
}

function platformDecoder(encoding: Exclude<Encoding, 'cp949'>): RecognizedDecoder {
  const decoder = new TextDecoder(encoding);
  return {
    encoding: () => encoding,
    decode: (bytes, last) => decoder.decode(bytes, { stream: !last }),
  };
}

/** UTF-16 without a mark, told by the zero byte beside each ASCII character. */
function recognizeUtf16(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const isPlain = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);
  let little = 0;
  let big = 0;
  for (let i = 0; i + 1 < sample.byteLength; i += 2) {
    if (sample[i + 1] === 0 && isPlain(sample[i])) little++;
    if (sample[i] === 0 && isPlain(sample[i + 1])) big++;
  }
  if (Math.max(little, big) < 5 * Math.min(little, big) + 1) return undefined;
  const encoding = little > big ? 'utf-16le' : 'utf-16be';
  const text = new TextDecoder(encoding).decode(sample.subarray(0, sample.byteLength & ~1));
  const readable = text.match(/[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\r\n]/gu)?.length ?? 0;
  return readable >= 0.95 * [...text].length ? encoding : undefined;
}

/** Passes ASCII through until the first other byte decides between UTF-8 and CP949. */
function adaptiveDecoder(): RecognizedDecoder {
  let decided: RecognizedDecoder | undefined;
  return {
    encoding: () => decided?.encoding() ?? 'utf-8',
    decode(bytes, last) {
      if (!decided && isAscii(bytes))
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      decided ??= prefersCp949(bytes) ? cp949Decoder() : platformDecoder('utf-8');
      return decided.decode(bytes, last);
    },
  };
}

function cp949Decoder(): RecognizedDecoder {
  return { encoding: () => 'cp949', ...createCp949Decoder() };
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

/** UTF-8 unless it fails and CP949 reads the bytes with fewer faults. Either may end in half a character. */
function prefersCp949(bytes: Uint8Array): boolean {
  const utf8Faults = countReplaced(new TextDecoder('utf-8').decode(bytes, { stream: true }));
  return utf8Faults > 0 && countReplaced(createCp949Decoder().decode(bytes, false)) < utf8Faults;
}

/** How many characters of a decoded text are U+FFFD. */
export function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count++;
  return count;
}
