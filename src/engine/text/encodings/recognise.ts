// Recognises an encoding by what leaves no doubt: a byte order mark, or the zero bytes of UTF-16.

import type { Encoding } from '../../../protocol/encodings';

/** By the byte order mark at the start of a file. */
export function markedEncoding(start: Uint8Array): Encoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 'utf-8' : undefined;
}

/** UTF-16 without a mark, told by the zero byte beside each ASCII character. */
export function utf16ByZeros(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
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
