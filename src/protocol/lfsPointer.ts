// Git LFS keeps large files on a server; where they were not fetched, a pointer of three lines lies in their place. Whoever opens a
// file that a person names looks for it here.

import { LabError } from './labError';

const START = 'version https://git-lfs.github.com/spec/';

/** So many bytes of a file's start tell. */
export const LFS_POINTER_BYTES = START.length;

/** Fails with `INVALID_DATA` where a file, of which `start` is the start, is a Git LFS pointer. */
export function refuseLfsPointer(file: string, start: Uint8Array | string): void {
  const text = typeof start === 'string' ? start : new TextDecoder('latin1').decode(start.subarray(0, START.length));
  if (!text.startsWith(START)) return;
  const message = `"${file}" is a Git LFS pointer: the file itself was not fetched. Run "git lfs pull" in its repository, then try again.`;
  throw new LabError('INVALID_DATA', message, { file });
}
