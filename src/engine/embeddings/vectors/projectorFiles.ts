// The two files of TensorFlow's Embedding Projector: `vectors.tsv` has the numbers of a word in each line, by tabs, and
// `metadata.tsv` beside it the word in the same line. Metadata of several columns begin with a line that names these.

import fs from 'node:fs';
import path from 'node:path';
import { faulty, type FileBytes, type ReadVectorsOptions } from './fileBytes';
import { countLines, eachLine, isBlank } from './lineReader';
import { readMetadataWords } from './metadataWords';
import { numberCount, readNumbers } from './textRow';
import { VectorsBuilder, type ReadVectors } from './vectorsBuilder';

const TAB = 0x09;
const NEWLINE = 0x0a;
/** Names that programs give the two files; a prefix may stand before them. */
const OF_VECTORS = /(vectors?|vecs?|tensors?|embeddings?)(?=[^\\/]*$)/i;
const OF_METADATA = ['metadata', 'meta', 'labels'];

/**
 * Whether the file's first lines are numbers alone, by tabs, and words lie beside it. Fails with `INVALID_DATA` for such
 * a `.tsv` without words.
 */
export function isProjectorFile(file: string, head: Uint8Array): boolean {
  const lines = firstLines(head);
  const counts = lines.map((line) => (line.includes(TAB) ? numberCount(line) : undefined));
  if (lines.length === 0 || counts.some((count) => count === undefined || count !== counts[0])) return false;
  if (metadataOf(file) !== undefined) return true;
  if (!/\.tsv(\.gz)?$/i.test(file)) return false;
  throw faulty(
    file,
    `"${file}" holds numbers without words, as the Embedding Projector has them. Put the words beside it, one a line, as "metadata.tsv".`,
    1,
  );
}

/** Fails with `INVALID_DATA` as `readNumbers`, and where words and vectors are not equally many. */
export async function readProjectorFiles(bytes: FileBytes, options: ReadVectorsOptions): Promise<ReadVectors> {
  const { file } = bytes;
  const metadata = metadataOf(file);
  if (metadata === undefined) throw faulty(file, `"${file}" has no words beside it ("metadata.tsv").`);
  const { words, column } = await readMetadataWords(metadata, options);
  const rows = await countLines(bytes, options);
  requireEqual(metadata, words.size, rows, column);
  let builder: VectorsBuilder | undefined;
  let number = 0;
  let row = 0;
  await eachLine(bytes, options, (line) => {
    number++;
    if (isBlank(line)) return true;
    builder ??= beginWith(line, bytes, rows, options);
    const word = words.wordBytes(row++);
    const values = builder.add(word, 0, word.length, number);
    readNumbers(line, 0, values, { dimensions: builder.dimensions, file, number });
    return row < builder.rows;
  });
  if (!builder) throw faulty(file, `"${file}" is empty.`);
  const read = builder.finish();
  const name = path.basename(metadata);
  const notice =
    column === undefined
      ? `The words are those of "${name}".`
      : `The words are those of "${name}", column "${column}".`;
  return { ...read, notices: [notice, ...read.notices] };
}

function beginWith(line: Uint8Array, bytes: FileBytes, words: number, options: ReadVectorsOptions): VectorsBuilder {
  const dimensions = numberCount(line) ?? 0;
  return new VectorsBuilder(bytes, { words, dimensions, rowBytes: 2 * dimensions }, options);
}

/** The file of the words beside a file of vectors; undefined where there is none. */
function metadataOf(file: string): string | undefined {
  const folder = path.dirname(file);
  const name = path.basename(file);
  const names = OF_VECTORS.test(name) ? OF_METADATA.map((word) => name.replace(OF_VECTORS, word)) : [];
  return [...names, 'metadata.tsv']
    .filter((other) => other !== name)
    .map((other) => path.join(folder, other))
    .find((other) => fs.existsSync(other));
}

function requireEqual(metadata: string, words: number, vectors: number, column: string | undefined): void {
  if (words === vectors) return;
  const header =
    column === undefined && words === vectors + 1
      ? ' Words in one column have no line with its name before them: remove it.'
      : ' Each line of the one belongs to the same line of the other: save both anew.';
  throw faulty(metadata, `"${metadata}" has ${words} words for ${vectors} vectors.${header}`);
}

/** The first two lines, as far as the head has them whole. */
function firstLines(head: Uint8Array): Uint8Array[] {
  const first = head.indexOf(NEWLINE);
  if (first < 0) return [head];
  const second = head.indexOf(NEWLINE, first + 1);
  const lines = [head.subarray(0, first), ...(second < 0 ? [] : [head.subarray(first + 1, second)])];
  return lines.filter((line) => !isBlank(line));
}
