// Vectors of texts as files, row by row; what a file's name ends in says what it holds.

import { rowText, shortFloat32 } from '../../engine/embeddings/vectors/float32Text';
import { invalidArgument } from '../failure';

/** Of one text. */
export interface VectorRow {
  input: string;
  vector: Float32Array;
}

export interface VectorFile {
  /** What stands before the rows. @param count of rows @param width of each */
  head?(count: number, width: number): Uint8Array;
  row(row: VectorRow): Uint8Array;
}

const encoder = new TextEncoder();
const line = (text: string): Uint8Array => encoder.encode(`${text}\n`);

/** As JSON Lines have it, of files and of standard output. */
export const vectorRecord = ({ input, vector }: VectorRow) => ({
  input,
  vector: Array.from(vector, shortFloat32),
});

const separated = (separator: string): VectorFile => ({ row: ({ vector }) => line(rowText(vector, separator)) });

const FILES: Record<string, VectorFile> = {
  npy: { head: npyHead, row: ({ vector }) => new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength) },
  tsv: separated('\t'),
  txt: separated(' '),
  jsonl: { row: (row) => line(JSON.stringify(vectorRecord(row))) },
};

export const VECTOR_FILES = Object.keys(FILES).map((ending) => `.${ending}`);

/** Fails with `INVALID_ARGUMENT` for a name that says nothing. */
export function vectorFile(name: string): VectorFile {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1].toLowerCase() ?? '';
  if (Object.hasOwn(FILES, ending)) return FILES[ending];
  throw invalidArgument(`--output must end in ${VECTOR_FILES.join(', ')}, not "${name}".`);
}

/** What begins a file of NumPy (version 1.0) of little-endian float32 `[count, width]`; its length is a multiple of 64. */
function npyHead(count: number, width: number): Uint8Array {
  const before = 10; // magic, version, length
  const described = `{'descr': '<f4', 'fortran_order': False, 'shape': (${count}, ${width}), }`;
  const length = Math.ceil((before + described.length + 1) / 64) * 64 - before;
  const head = Buffer.alloc(before + length, ' ');
  head.write('\x93NUMPY', 0, 'latin1');
  head.writeUInt16LE(1, 6); // version 1, 0
  head.writeUInt16LE(length, 8);
  head.write(described, before, 'latin1');
  head[head.length - 1] = 0x0a;
  return head;
}
