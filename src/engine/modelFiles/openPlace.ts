// A tensor where it lies in its file: opened anew for each question, read piece by piece, and refused where the file is another one by now.

import { LabError } from '../../protocol/labError';
import type { TensorPlace } from '../../protocol/tensors';
import type { Files } from '../store/files';
import { readFully, withFile } from '../store/wholeFile';
import { ELEMENTS } from './elements';

export interface OpenPlace {
  /** How many numbers there are. */
  count: number;
  isWhole: boolean;
  /** Numbers from the `first` on; as long as `into`. */
  read(first: number, into: Float64Array): void;
}

/** So much of the file is read at once. */
const BLOCK_BYTES = 1 << 20;

/** Runs `use` on the tensor. Fails with `NOT_FOUND`, `DISK`, `INVALID_FILE`, and with `CANCELLED` where the file has changed. */
export function withPlace<T>(files: Files, place: TensorPlace, use: (tensor: OpenPlace) => T): T {
  const { file: path, start, bytes, element, modifiedMs } = place;
  const kind = ELEMENTS.get(element);
  const read = kind?.read;
  if (!kind || !read) throw new Error(`Numbers of the type "${element}" cannot be read.`);
  return withFile(files.openToRead(path), (file) => {
    const isSame = files.stat(path)?.modifiedMs === modifiedMs && start + bytes <= file.size();
    if (!isSame) throw new LabError('CANCELLED', `"${path}" has changed meanwhile.`, { file: path });
    const width = kind.bits / 8;
    const block = new Uint8Array(Math.min(BLOCK_BYTES, Math.max(width, bytes)));
    return use({
      count: bytes / width,
      isWhole: kind.isWhole ?? false,
      read(first, into) {
        const atOnce = Math.floor(block.length / width);
        for (let done = 0; done < into.length; done += atOnce) {
          const part = into.subarray(done, done + atOnce);
          const piece = block.subarray(0, part.length * width);
          readFully(file, path, piece, start + (first + done) * width);
          read(new DataView(block.buffer, 0, piece.length), part);
        }
      },
    });
  });
}
