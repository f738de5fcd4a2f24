// Zip archives as nobody should write them: each field may be another than the content says.

import { crc32, deflateRawSync } from 'node:zlib';

interface OddEntry {
  name: string;
  content: string | Buffer;
  /** The bytes that stand there in place of the deflated content. */
  packed?: Buffer;
  /** What is said of them. */
  bytes?: number;
  crc?: number;
  mode?: number;
  flags?: number;
  method?: number;
  /** The place of another entry, by its number, in place of its own. */
  at?: number;
}

export function zipBytes(entries: readonly OddEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o100644, flags = 0, method = 8, at, ...odd } of entries) {
    const whole = Buffer.from(content as string);
    const packed = odd.packed ?? deflateRawSync(whole);
    const [title, bytes, crc] = [Buffer.from(name), odd.bytes ?? whole.byteLength, odd.crc ?? crc32(whole)];
    const fields = (head: Buffer, start: number): void => {
      head.writeUInt16LE(0x0800 | flags, start);
      head.writeUInt16LE(method, start + 2);
      head.writeUInt32LE(crc, start + 8);
      head.writeUInt32LE(packed.byteLength, start + 12);
      head.writeUInt32LE(bytes, start + 16);
      head.writeUInt16LE(title.byteLength, start + 20);
    };
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    fields(local, 6);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(3 << 8, 4);
    fields(central, 8);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(at === undefined ? offset : offsets[at], 42);
    offsets.push(offset);
    parts.push(local, title, packed);
    directory.push(central, title);
    offset += local.byteLength + title.byteLength + packed.byteLength;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  for (const place of [8, 10]) end.writeUInt16LE(entries.length, place);
  end.writeUInt32LE(listed.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}
