// The ids of a text of any length: written once as it is read, then read by position. All but the last of them lie in a temporary file,
// 16 bits each where the vocabulary allows it, so that memory is bounded whatever the length; what is short needs no file.

import type { Files } from './files';
import { nodeFiles } from './nodeFiles';
import { createScratchFile, type ScratchFile } from './scratchFile';

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
  let file: ScratchFile | undefined;
  const make = vocabulary <= 1 << 16 ? (size: number) => new Uint16Array(size) : (size: number) => new Int32Array(size);
  const block = make(BLOCK);
  const bytes = block.BYTES_PER_ELEMENT;
  let [written, used] = [0, 0];
  const flush = (): void => {
    file ??= createScratchFile(files, 'ids');
    file.append(new Uint8Array(block.buffer, 0, used * bytes));
    written += used;
    used = 0;
  };
  const read: TokenPart['read'] = (position, into) => {
    const onDisk = Math.max(0, Math.min(into.length, written - position));
    for (let at = 0; at < onDisk; at += BLOCK) {
      const some = make(Math.min(BLOCK, onDisk - at));
      file?.read(new Uint8Array(some.buffer), (position + at) * bytes);
      into.set(some, at);
    }
    const from = position + onDisk - written;
    if (onDisk < into.length) into.set(block.subarray(from, from + into.length - onDisk), onDisk);
  };
  return {
    get length() {
      return written + used;
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
    },
    part: (from, to) => ({ length: to - from, read: (position, into) => read(from + position, into) }),
    close: () => file?.close(),
  };
}

/** Ids that are in memory already. */
export const tokensOf = (ids: Int32Array): TokenPart => ({
  length: ids.length,
  read: (position, into) => into.set(ids.subarray(position, position + into.length)),
});

/** Those from `from` up to `to` in memory. */
export function idsOf(part: TokenPart, from = 0, to = part.length): Int32Array<ArrayBuffer> {
  const ids = new Int32Array(to - from);
  part.read(from, ids);
  return ids;
}

/** Where ids are appended to and read from, in memory: for what is asked, and gone after the answer. */
export function tokensInMemory(): TokenStore {
  let ids = new Int32Array(1024);
  let length = 0;
  const read: TokenPart['read'] = (position, into) => into.set(ids.subarray(position, position + into.length));
  return {
    get length() {
      return length;
    },
    read,
    append(more) {
      if (length + more.length > ids.length) {
        const larger = new Int32Array(Math.max(length + more.length, 2 * ids.length));
        larger.set(ids.subarray(0, length));
        ids = larger;
      }
      ids.set(more, length);
      length += more.length;
    },
    part: (from, to) => ({ length: to - from, read: (position, into) => read(from + position, into) }),
    close: () => undefined,
  };
}
