// Writes files as a zip archive (PKWARE's APPNOTE 6.3), as every program unpacks it: sizes and checksums stand before the data, names are UTF-8,
// sizes beyond 4 GiB are ZIP64. Text is deflated; tensors are stored, since deflating takes nothing off numbers that were learned.

import { crc32, deflateRawSync } from 'node:zlib';
import { LabError } from '../../protocol/labError';
import type { Files, OpenFile } from '../store/files';

export interface ArchivedFile {
  /** With slashes. */
  name: string;
  file: string;
}

const CHUNK_BYTES = 1 << 20;
/** Larger ones are stored: they are deflated as a whole. */
const MOST_DEFLATED = 64 << 20;
const STORED = /\.(safetensors|gz|png|jpe?g)$/;
/** What fields of 16 and 32 bits say where the number stands in the ZIP64 field. */
const [FULL_16, FULL_32] = [0xffff, 0xffffffff];
const UTF8_NAME = 0x0800;
/** Version 4.5, of Unix: a plain file that its owner may write. */
const [VERSION, MADE_BY, ATTRIBUTES] = [45, (3 << 8) | 45, (0o100644 << 16) >>> 0];

interface Written {
  name: Buffer;
  method: number;
  time: number;
  date: number;
  crc: number;
  packed: number;
  bytes: number;
  offset: number;
}

/**
 * The bytes of the archive. Fails with `DISK`, and with `BUSY` where a file is changed meanwhile. @param told how many bytes of the files are in it
 */
export async function* zipOf(
  files: Files,
  given: readonly ArchivedFile[],
  told: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const all: Written[] = [];
  let [offset, done] = [0, 0];
  for (const one of given) {
    await new Promise(setImmediate); // a wish to stop is heard between two files
    const file = files.openToRead(one.file);
    try {
      const entry = { ...entryOf(one.name, files.stat(one.file)?.modifiedMs ?? 0), offset, bytes: file.size() };
      const deflated = STORED.test(one.name) || entry.bytes > MOST_DEFLATED ? undefined : deflatedOf(file, one.file);
      const crc = deflated?.crc ?? [...chunksOf(file)].reduce((sum, chunk) => crc32(chunk, sum), 0);
      const written: Written = {
        ...{ ...entry, crc, method: deflated ? 8 : 0 },
        packed: deflated?.content.byteLength ?? entry.bytes,
      };
      const head = localHeader(written);
      yield head;
      if (deflated) yield deflated.content;
      else yield* unchanged(file, one.file, written);
      all.push(written);
      offset += head.byteLength + written.packed;
      told((done += written.bytes));
    } finally {
      file.close();
    }
  }
  const directory = Buffer.concat(all.map(centralHeader));
  yield directory;
  yield endOf(all.length, directory.byteLength, offset);
}

function entryOf(name: string, modifiedMs: number): Pick<Written, 'name' | 'time' | 'date'> {
  const at = new Date(Math.max(modifiedMs, Date.UTC(1980, 0, 2)));
  const date = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return {
    name: Buffer.from(name),
    ...{ date, time: (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1) },
  };
}

function deflatedOf(file: OpenFile, name: string): { crc: number; content: Buffer } {
  const whole = Buffer.concat([...chunksOf(file)].map((chunk) => Buffer.from(chunk)));
  if (whole.byteLength !== file.size()) throw changed(name);
  return { crc: crc32(whole), content: deflateRawSync(whole) };
}

/** A file that is stored is read twice. */
function* unchanged(file: OpenFile, name: string, { crc, bytes }: Written): Generator<Uint8Array> {
  let [sum, length] = [0, 0];
  for (const chunk of chunksOf(file)) {
    sum = crc32(chunk, sum);
    length += chunk.byteLength;
    yield chunk;
  }
  if (sum !== crc || length !== bytes) throw changed(name);
}

const changed = (file: string): LabError =>
  new LabError('BUSY', `"${file}" was changed while it was read. Try again when nobody writes it.`, { file });

function* chunksOf(file: OpenFile): Generator<Uint8Array> {
  for (let position = 0; ;) {
    const chunk = new Uint8Array(CHUNK_BYTES);
    const count = file.read(chunk, position);
    if (count === 0) return;
    position += count;
    yield chunk.subarray(0, count);
  }
}

function localHeader(entry: Written): Buffer {
  const isLarge = entry.bytes >= FULL_32 || entry.packed >= FULL_32;
  const extra = isLarge ? large(entry.bytes, entry.packed) : Buffer.alloc(0);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  common(head, 6, entry, { isLarge, extra });
  return Buffer.concat([head, entry.name, extra]);
}

function centralHeader(entry: Written): Buffer {
  const isLarge = Math.max(entry.bytes, entry.packed, entry.offset) >= FULL_32;
  const extra = isLarge ? large(entry.bytes, entry.packed, entry.offset) : Buffer.alloc(0);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(MADE_BY, 4);
  head.writeUInt16LE(VERSION, 6);
  common(head, 8, entry, { isLarge, extra });
  head.writeUInt32LE(ATTRIBUTES, 38);
  head.writeUInt32LE(isLarge ? FULL_32 : entry.offset, 42);
  return Buffer.concat([head, entry.name, extra]);
}

/** What both headers of a file have, from flags to the length of the extra field. */
function common(
  head: Buffer,
  at: number,
  entry: Written,
  { isLarge, extra }: { isLarge: boolean; extra: Buffer },
): void {
  head.writeUInt16LE(UTF8_NAME, at);
  head.writeUInt16LE(entry.method, at + 2);
  head.writeUInt16LE(entry.time, at + 4);
  head.writeUInt16LE(entry.date, at + 6);
  head.writeUInt32LE(entry.crc, at + 8);
  head.writeUInt32LE(isLarge ? FULL_32 : entry.packed, at + 12);
  head.writeUInt32LE(isLarge ? FULL_32 : entry.bytes, at + 16);
  head.writeUInt16LE(entry.name.byteLength, at + 20);
  head.writeUInt16LE(extra.byteLength, at + 22);
}

/** The extra field of ZIP64. */
function large(...numbers: number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * numbers.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * numbers.length, 2);
  numbers.forEach((number, i) => extra.writeBigUInt64LE(BigInt(number), 4 + 8 * i));
  return extra;
}

function endOf(count: number, bytes: number, offset: number): Buffer {
  const isLarge = count >= FULL_16 || bytes >= FULL_32 || offset >= FULL_32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  for (const at of [8, 10]) end.writeUInt16LE(isLarge ? FULL_16 : count, at);
  end.writeUInt32LE(isLarge ? FULL_32 : bytes, 12);
  end.writeUInt32LE(isLarge ? FULL_32 : offset, 16);
  if (!isLarge) return end;
  const large = Buffer.alloc(56 + 20);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE(MADE_BY, 12);
  large.writeUInt16LE(VERSION, 14);
  [count, count, bytes, offset].forEach((number, i) => large.writeBigUInt64LE(BigInt(number), 24 + 8 * i));
  large.writeUInt32LE(0x07064b50, 56);
  large.writeBigUInt64LE(BigInt(offset + bytes), 64);
  large.writeUInt32LE(1, 72);
  return Buffer.concat([large, end]);
}
