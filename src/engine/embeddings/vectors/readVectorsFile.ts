// Reads a vectors file of any of the formats, telling which it is by its first bytes.

import path from 'node:path';
import type { ReadableVectorsFormat } from '../../../protocol/vectors';
import { faulty, openFileBytes, type FileBytes, type ReadVectorsOptions } from './fileBytes';
import { FASTTEXT_MAGIC } from './fasttext/dictionary';
import { readFastTextModel } from './fasttext/readFastTextModel';
import { isProjectorFile, readProjectorFiles } from './projectorFiles';
import { readBinaryVectors } from './readBinaryVectors';
import { readSafetensorsVectors } from './readSafetensorsVectors';
import { withoutMark } from './lineReader';
import { parseHeader, readTextVectors } from './readTextVectors';
import type { ReadVectors } from './vectorsBuilder';

const HEAD_BYTES = 8192;
const NEWLINE = 0x0a;

export interface ReadFileOptions extends ReadVectorsOptions {
  format?: ReadableVectorsFormat;
}

/** Fails as `openFileBytes` and the format's reader do, and with `INVALID_DATA` for files of other programs. */
export async function readVectorsFile(
  file: string,
  options: ReadFileOptions,
): Promise<ReadVectors & { format: ReadableVectorsFormat }> {
  const bytes = await openFileBytes(file);
  const head = withoutMark(await bytes.head(HEAD_BYTES));
  if (head.length === 0) throw faulty(file, `"${file}" is empty.`);
  const format = options.format ?? recognizeFormat(head, bytes);
  switch (format) {
    case 'safetensors':
      return { format, ...(await readSafetensorsVectors(bytes, options)) };
    case 'fasttext-model':
      return { format, ...(await readFastTextModel(bytes, options)) };
    case 'word2vec-binary':
      return { format, ...(await readBinaryVectors(bytes, options)) };
    case 'projector':
      return { format, ...(await readProjectorFiles(bytes, options)) };
    case 'word2vec-text':
    case 'fasttext':
      return { format, ...(await readTextVectors(bytes, true, options)) };
    case 'glove':
      return { format, ...(await readTextVectors(bytes, false, options)) };
  }
}

function recognizeFormat(head: Uint8Array, { file }: FileBytes): ReadableVectorsFormat {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length >= 9 && head[8] === 0x7b && view.getBigUint64(0, true) < 2n ** 40n) return 'safetensors';
  if (head.length >= 4 && view.getUint32(0, true) === FASTTEXT_MAGIC) return 'fasttext-model';
  if (head[0] === 0x80 || (head[0] === 0x93 && head[1] === 0x4e)) throw fileOfPython(file);
  if (isProjectorFile(file, head)) return 'projector';
  const lineEnd = head.indexOf(NEWLINE);
  const header = lineEnd < 0 ? undefined : parseHeader(head.subarray(0, lineEnd));
  const hasControls = head.subarray(lineEnd + 1).some((byte) => byte < 9 || (byte > 13 && byte < 32));
  if (header) {
    if (hasControls) return 'word2vec-binary';
    return /\.vec(\.gz)?$/i.test(file) ? 'fasttext' : 'word2vec-text';
  }
  if (hasControls)
    throw faulty(
      file,
      `"${file}" is not a vectors file: word2vec (text or binary), GloVe, fastText (.vec, .bin, .ftz) and safetensors can be read.`,
    );
  return 'glove';
}

/** gensim's .kv and .model are pickles, with their large arrays as .npy beside them; reading one would run what it says. */
function fileOfPython(file: string) {
  const name = path.basename(file);
  const load = /\.model$/i.test(name)
    ? `Word2Vec.load("${name}").wv`
    : `KeyedVectors.load("${name.replace(/(\.vectors)?\.npy$/i, '')}")`;
  return faulty(
    file,
    `"${file}" is a file of Python (a pickle or a NumPy array), which is not read. If gensim wrote it, save its vectors in ` +
      `Python with ${load}.save_word2vec_format("vectors.txt"), and open those.`,
  );
}
