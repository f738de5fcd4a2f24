// Files in one, as tar has them (POSIX.1-1988, ustar): a block that names each, its bytes, zeros up to the next block.

import { LabError } from '../../protocol/labError';

/** The run of an exported service, beside its program. */
export const RUN_FILE = 'run.tar';

const BLOCK = 512;
/** Places in the block that names a file. */
const AT = { size: 124, sum: 148, magic: 257 };

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;

function headerOf(name: string, bytes: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 99) throw new LabError('INVALID_ARGUMENT', `"${name}" is too long a name.`);
  header.write(name, 0);
  header.write(octal(0o644, 7) + octal(0, 7) + octal(0, 7) + octal(bytes, 11) + octal(0, 11), 100, 'latin1');
  header.write('        0', AT.sum, 'latin1'); // the sum is taken with spaces in its place; 0: an ordinary file
  header.write('ustar\x0000', AT.magic, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)} `, AT.sum, 'latin1');
  return header;
}

/** @param files by name, with slashes */
export function tarOf(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const parts = [...files].flatMap(([name, bytes]) => [
    ...[headerOf(name, bytes.byteLength), bytes],
    Buffer.alloc((BLOCK - (bytes.byteLength % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** What `tarOf` has written. Fails with `INVALID_FILE` for anything else; no name leads out of a folder. */
export function filesOfTar(tar: Buffer, file: string): Map<string, Buffer> {
  const damaged = new LabError('INVALID_FILE', `"${file}" is damaged. Export the run again.`, { file });
  const files = new Map<string, Buffer>();
  for (let at = 0; ;) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.length < BLOCK) throw damaged;
    if (header[0] === 0) return files;
    const name = header.toString('utf8', 0, header.indexOf(0));
    const bytes = parseInt(header.toString('latin1', AT.size, AT.size + 11), 8);
    const isOurs = header.toString('latin1', AT.magic, AT.magic + 5) === 'ustar' && /^[\w][\w./-]*$/.test(name);
    if (!isOurs || name.split('/').includes('..') || !(bytes >= 0) || at + BLOCK + bytes > tar.length) throw damaged;
    files.set(name, tar.subarray(at + BLOCK, at + BLOCK + bytes));
    at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
  }
}
