// Reads names, sizes and contents out of a .vsix (a zip file) through its central directory; enough for what vsce writes.

import fs from 'node:fs';
import zlib from 'node:zlib';

export interface ZipEntry {
  name: string;
  bytes: number;
  read(): Buffer;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const DEFLATED = 8;

export function listZip(file: string): ZipEntry[] {
  const zip = fs.readFileSync(file);
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END_SIGNATURE) end--;
  if (end < 0) throw new Error(`${file} is not a zip file.`);
  const entries: ZipEntry[] = [];
  let position = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(position) === ENTRY_SIGNATURE) {
    const method = zip.readUInt16LE(position + 10);
    const packedBytes = zip.readUInt32LE(position + 20);
    const bytes = zip.readUInt32LE(position + 24);
    const nameBytes = zip.readUInt16LE(position + 28);
    const header = zip.readUInt32LE(position + 42);
    const name = zip.toString('utf8', position + 46, position + 46 + nameBytes);
    const read = (): Buffer => {
      const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
      const packed = zip.subarray(start, start + packedBytes);
      return method === DEFLATED ? zlib.inflateRawSync(packed) : packed;
    };
    entries.push({ name, bytes, read });
    position += 46 + nameBytes + zip.readUInt16LE(position + 30) + zip.readUInt16LE(position + 32);
  }
  return entries;
}
