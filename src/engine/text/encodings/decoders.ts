// A decoder of a stream of bytes for each encoding. What an encoding leaves unassigned becomes U+FFFD.

import type { Encoding } from '../../../protocol/encodings';
import { createCp949Decoder, type StreamDecoder } from './cp949';
import { createSingleByteDecoder, isSingleByte } from './singleByte';

/** A new stream; a byte order mark at its start is left out. */
export function createDecoderOf(encoding: Encoding): StreamDecoder {
  if (encoding === 'cp949') return createCp949Decoder();
  if (isSingleByte(encoding)) return createSingleByteDecoder(encoding);
  const decoder = new TextDecoder(encoding);
  return { decode: (bytes, last) => decoder.decode(bytes, { stream: !last }) };
}
