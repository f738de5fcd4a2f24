// The input matrix of a fastText model: a row for each word, then for each bucket of n-grams. Of a `.bin` it stays on the
// disk; of a quantised `.ftz` its codes are kept, from which rows are made (Joulin et al. 2016, "FastText.zip").

import { nodeFiles } from '../../../store/nodeFiles';
import { readFully, withFile } from '../../../store/wholeFile';
import type { ModelReader } from './modelReader';
import { ProductQuantizer } from './productQuantizer';

/** Fills `into`, whole rows, from row `first` on. */
export type ReadRows = (first: number, into: Float32Array) => void;

export interface InputMatrix {
  readonly rows: number;
  readonly dimensions: number;
  use<T>(task: (read: ReadRows) => T): T;
}

/** Fails with `INVALID_DATA` for sizes that the file cannot hold or that contradict each other. */
export function readInputMatrix(reader: ModelReader): InputMatrix {
  return reader.flag() ? readQuantized(reader) : readDense(reader);
}

function readDense(reader: ModelReader): InputMatrix {
  const [rows, dimensions] = [reader.int64(), reader.int64()];
  const { file, position } = reader;
  if (rows < 0 || dimensions < 1) throw reader.cutOff();
  reader.skip(4 * rows * dimensions);
  return {
    ...{ rows, dimensions },
    use: (task) =>
      withFile(nodeFiles.openToRead(file), (opened) =>
        task((first, into) => {
          const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
          readFully(opened, file, bytes, position + 4 * first * dimensions);
        }),
      ),
  };
}

function readQuantized(reader: ModelReader): InputMatrix {
  const hasNorms = reader.flag();
  const [rows, dimensions] = [reader.int64(), reader.int64()];
  const codes = reader.bytes(reader.int32());
  const quantizer = new ProductQuantizer(reader);
  const normCodes = hasNorms ? reader.bytes(rows) : undefined;
  const norms = hasNorms ? new ProductQuantizer(reader) : undefined;
  if (rows < 0 || quantizer.dimensions !== dimensions || codes.length !== rows * quantizer.parts) throw reader.cutOff();
  const norm = new Float32Array(1);
  const read: ReadRows = (first, into) => {
    for (let at = 0, row = first; at < into.length; at += dimensions, row++) {
      const vector = into.subarray(at, at + dimensions);
      quantizer.decode(codes, row, vector);
      if (!norms || !normCodes) continue;
      norms.decode(normCodes, row, norm);
      for (let i = 0; i < dimensions; i++) vector[i] *= norm[0];
    }
  };
  return { rows, dimensions, use: (task) => task(read) };
}
