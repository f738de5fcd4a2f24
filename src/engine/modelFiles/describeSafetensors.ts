// The tensors of a safetensors file, of whatever types, by its header alone.

import type { PlacedTensor } from '../../protocol/tensors';
import type { Files } from '../store/files';
import { readSafetensorsLayout } from '../store/safetensorsLayout';
import { withFile } from '../store/wholeFile';
import { ELEMENTS } from './elements';

export interface DescribedTensors {
  /** Of the whole file. */
  bytes: number;
  tensors: PlacedTensor[];
  metadata: [string, string][];
}

/** So much is told of what a file says of itself. */
const MOST_METADATA = { entries: 1000, units: 20_000 } as const;

/** Fails with `NOT_FOUND`, `DISK`, `INVALID_DATA` (a Git LFS pointer), and `INVALID_FILE` where anything contradicts anything else. */
export function describeSafetensors(files: Files, path: string): DescribedTensors {
  return withFile(files.openToRead(path), (file) => {
    const modifiedMs = files.stat(path)?.modifiedMs ?? 0; // before it is read: what is changed meanwhile is another file
    const { tensors, metadata, headerBytes } = readSafetensorsLayout(file, path, (dtype) => ELEMENTS.get(dtype)?.bits);
    return {
      bytes: file.size(),
      tensors: [...tensors].map(([name, { dtype, shape, start, end }]): PlacedTensor => {
        const bytes = end - start;
        const isReadable = ELEMENTS.get(dtype)?.read !== undefined;
        const place = { file: path, start: headerBytes.byteLength + start, bytes, element: dtype, shape, modifiedMs };
        return { name, dtype, shape, bytes, ...(isReadable && { place }) };
      }),
      metadata: [...metadata]
        .slice(0, MOST_METADATA.entries)
        .map(([key, value]) => [key, value.slice(0, MOST_METADATA.units)]),
    };
  });
}
