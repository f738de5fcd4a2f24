// fastText's own models, `.bin` and quantised `.ftz`: a word is the mean of its own vector and those of its n-grams, and one
// that the model has not seen is the mean of its n-grams alone (Bojanowski et al. 2017).

import { nodeFiles } from '../../../store/nodeFiles';
import { faulty, requireGoing, type FileBytes, type ReadVectorsOptions } from '../fileBytes';
import { VectorsBuilder, type ReadVectors } from '../vectorsBuilder';
import type { VectorSet } from '../vectorSet';
import { addRows, meanOfRows } from './averagedRows';
import { readDictionarySize, readEntry, readKeptNgrams, readSettings, type DictionarySize } from './dictionary';
import { readInputMatrix } from './inputMatrix';
import { ModelReader } from './modelReader';
import { ngramRowsOf } from './ngramRows';

const ENTRIES_AT_ONCE = 100_000;
/** Of the dictionary alone: the rows of a quantised matrix take next to nothing. */
const ROW_BYTES = 10;
const encoder = new TextEncoder();

/** Fails with `INVALID_DATA` for a model that is cut off, contradicts itself, is packed, or is of a later version. */
export async function readFastTextModel(bytes: FileBytes, options: ReadVectorsOptions): Promise<ReadVectors> {
  const { file } = bytes;
  if (bytes.gzipped) throw faulty(file, `"${file}" is a gzipped fastText model. Unpack it first.`);
  const opened = nodeFiles.openToRead(file);
  try {
    const reader = new ModelReader(opened, file);
    const settings = readSettings(reader);
    const { dimensions } = settings;
    const size = readDictionarySize(reader);
    const builder = new VectorsBuilder(bytes, { words: size.words, dimensions, rowBytes: ROW_BYTES }, options);
    const counts = await readWords(reader, size, builder, options);
    const kept = readKeptNgrams(reader, size);
    const matrix = readInputMatrix(reader);
    const { ngramRows, rowsNeeded } = ngramRowsOf(settings, size, kept);
    if (matrix.dimensions !== dimensions || matrix.rows < rowsNeeded) throw reader.cutOff();
    const unseen: VectorSet['unseen'] = (word) => meanOfRows(matrix, ngramRows(encoder.encode(word)));
    const read = builder.finish({ ...counts, ...(settings.maxLength > 0 ? { unseen } : {}) });
    await addRows(read.set, matrix, ngramRows, options);
    const bad = read.set.values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      const word = read.set.words.word(Math.floor(bad / dimensions));
      throw faulty(
        file,
        `The vector of "${word}" in "${file}" has a number that is not finite, which no vector may hold.`,
      );
    }
    return read;
  } finally {
    opened.close();
  }
}

/** Adds the first words to the builder, in the rows that they have in the model, and passes over the other entries. */
async function readWords(
  reader: ModelReader,
  { entries }: DictionarySize,
  builder: VectorsBuilder,
  options: ReadVectorsOptions,
): Promise<Pick<VectorSet, 'counts'>> {
  const counts = new Float64Array(builder.rows);
  let isSorted = true;
  for (let id = 0; id < entries; id++) {
    const { word, count, isLabel } = readEntry(reader);
    if (id < builder.rows) {
      if (isLabel || !builder.add(word, 0, word.length)) throw reader.cutOff();
      counts[id] = count;
      if (id > 0 && count > counts[id - 1]) isSorted = false;
    }
    if (id % ENTRIES_AT_ONCE > 0) continue;
    requireGoing(options);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return isSorted ? { counts } : {};
}
