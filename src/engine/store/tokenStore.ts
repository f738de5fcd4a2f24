// The ids of a text of any length: written once as it is read, then read by position. They lie in a temporary file, 16 bits each where
// the vocabulary allows it, so that memory is bounded whatever the length.

import type { Files } from './files';
import { nodeFiles } from './nodeFiles';
import { createScratchFile } from './scratchFile';

/** Ids in order, as far as a reader is to see them. */
export interface TokenPart {
  readonly length: number;
  /** Copies the ids from `position` on into `into`, which they must fill. Fails with `DISK`. */
  read(position: number, into: Int32Array): void;
}

export interface TokenStore extends TokenPart {
  /** Fails with `DISK`. */
  append(ids: Int32Array): void;
  /** The ids from `from` up to `to`; stays valid until `close`. */
  part(from: number, to: number): TokenPart;
  /** Gives the room back; may be repeated. */
  close(): void;
}

/** Written at once. */
const BLOCK = 1 << 16;

/** @param vocabulary every id is below it. Fails with `DISK` */
export function createTokenStore(vocabulary: number, files: Files = nodeFiles): TokenStore {
  const file = createScratchFile(files, 'ids');
  const make = vocabulary <= 1 << 16 ? (size: number) => new Uint16Array(size) : (size: number) => new Int32Array(size);
  const block = make(BLOCK);
  const bytes = block.BYTES_PER_ELEMENT;
  let [length, used] = [0, 0];
  const flush = (): void => {
    file.append(new Uint8Array(block.buffer, 0, used * bytes));
    used = 0;
  };
  const read: TokenPart['read'] = (position, into) => {
    if (used > 0) flush();
    for (let at = 0; at < into.length; at += BLOCK) {
      const some = make(Math.min(BLOCK, into.length - at));
      file.read(new Uint8Array(some.buffer), (position + at) * bytes);
      into.set(some, at);
    }
  };
  return {
    get length() {
      return length;
    },
    read,
    append(ids) {
      for (let at = 0; at < ids.length;) {
        const some = ids.subarray(at, at + BLOCK - used);
        block.set(some, used);
        used += some.length;
        at += some.length;
        if (used === BLOCK) flush();
      }
      length += ids.length;
    },
    part: (from, to) => ({ length: to - from, read: (position, into) => read(from + position, into) }),
    close: () => file.close(),
  };
}
