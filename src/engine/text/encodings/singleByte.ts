// Encodings of one byte a character, by a table of 256. Windows-1252 has a table of its own: several versions of Node decode its
// bytes 0x80 to 0x9F as control characters when the whole text is given at once.

import type { Encoding } from '../../../protocol/encodings';
import type { StreamDecoder } from './cp949';

/** Of Windows-1252, the bytes from 0x80 on that are not as in Latin-1; what is unassigned there is U+FFFD. */
const WINDOWS_1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';

const tables = new Map<Encoding, Uint16Array>();

export const isSingleByte = (encoding: Encoding): boolean => /^(windows|iso|koi8|ibm|macintosh)/.test(encoding);

function tableOf(encoding: Encoding): Uint16Array {
  const known = tables.get(encoding);
  if (known) return known;
  const upper = Uint8Array.from({ length: 128 }, (_, i) => 128 + i);
  const decoded = new TextDecoder(encoding).decode(upper, { stream: true });
  const isOurs = encoding === 'windows-1252';
  const table = Uint16Array.from({ length: 256 }, (_, byte) => {
    if (byte < 0x80) return byte;
    if (isOurs) return byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte;
    const code = decoded.charCodeAt(byte - 0x80);
    return code >= 0x80 && code < 0xa0 ? 0xfffd : code; // control characters stand for bytes that mean nothing
  });
  tables.set(encoding, table);
  return table;
}

export function createSingleByteDecoder(encoding: Encoding): StreamDecoder {
  const table = tableOf(encoding);
  return {
    decode(bytes) {
      const units = new Uint16Array(bytes.byteLength);
      bytes.forEach((byte, at) => (units[at] = table[byte]));
      return new TextDecoder('utf-16le').decode(units);
    },
  };
}
