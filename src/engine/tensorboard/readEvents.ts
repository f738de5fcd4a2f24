// TensorBoard's event files, read: the figures of their events, whether they were written as numbers (PyTorch) or as tensors of one number
// (TensorFlow 2). Pictures, histograms and texts are passed over.

import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { LabError } from '../../protocol/labError';
import type { Files, OpenFile } from '../store/files';
import { readFully, withFile } from '../store/wholeFile';
import { maskedCrc32c } from './crc32c';

export interface ReadFigure {
  tag: string;
  step: number;
  /** In seconds since 1970. */
  wallTime: number;
  value: number;
}

interface ReadEvents {
  figures: ReadFigure[];
  /** Where a record is cut off or does not match its checksum, in bytes: nothing behind it was read. */
  damagedAt?: number;
}

const HEAD_BYTES = 12;
const SUM_BYTES = 4;
/** A record of more bytes holds pictures or histograms. */
const MOST_BYTES = 1 << 20;
const MOST_FIGURES = 5_000_000;

/** Fails with `INVALID_FILE` where it is no such file or holds too much, and with `DISK`. */
export function readEvents(files: Files, path: string): ReadEvents {
  return withFile(files.openToRead(path), (file) => eventsIn(file, path));
}

function eventsIn(file: OpenFile, path: string): ReadEvents {
  const size = file.size();
  const figures: ReadFigure[] = [];
  const head = new Uint8Array(HEAD_BYTES);
  for (let position = 0; position < size;) {
    const data = recordAt(file, { path, position, size, head });
    if (data === undefined) {
      if (position > 0) return { figures, damagedAt: position };
      throw new LabError('INVALID_FILE', `"${path}" is no event file of TensorBoard.`, { file: path });
    }
    if (data.bytes) for (const figure of figuresOf(data.bytes)) figures.push(figure);
    if (figures.length > MOST_FIGURES)
      throw new LabError('INVALID_FILE', `"${path}" holds more than ${MOST_FIGURES} figures.`, { file: path });
    position += HEAD_BYTES + data.length + SUM_BYTES;
  }
  return { figures };
}

/** Undefined where there is no whole record; without bytes where it is too long to hold figures. */
function recordAt(
  file: OpenFile,
  { path, position, size, head }: { path: string; position: number; size: number; head: Uint8Array },
): { length: number; bytes?: Uint8Array } | undefined {
  if (size - position < HEAD_BYTES + SUM_BYTES) return undefined;
  readFully(file, path, head, position);
  const view = new DataView(head.buffer);
  const length = Number(view.getBigUint64(0, true));
  if (view.getUint32(8, true) !== maskedCrc32c(head.subarray(0, 8))) return undefined;
  if (length > size - position - HEAD_BYTES - SUM_BYTES) return undefined;
  if (length > MOST_BYTES) return { length };
  const whole = new Uint8Array(length + SUM_BYTES);
  readFully(file, path, whole, position + HEAD_BYTES);
  const bytes = whole.subarray(0, length);
  return new DataView(whole.buffer).getUint32(length, true) === maskedCrc32c(bytes) ? { length, bytes } : undefined;
}

/** Of an `Event`; one that cannot be read has none. */
function figuresOf(bytes: Uint8Array): ReadFigure[] {
  let [wallTime, step] = [0, 0];
  const summaries: Uint8Array[] = [];
  try {
    fields(bytes, (field, type, reader) => {
      if (field === 1 && type === WireType.Bit64) wallTime = reader.double();
      else if (field === 2 && type === WireType.Varint) step = Number(reader.int64());
      else if (field === 5 && type === WireType.LengthDelimited) summaries.push(reader.bytes());
      else return false;
      return true;
    });
    return summaries.flatMap(valuesOf).map((value) => ({ ...value, step, wallTime }));
  } catch {
    return [];
  }
}

/** Of a `Summary`. */
function valuesOf(bytes: Uint8Array): Pick<ReadFigure, 'tag' | 'value'>[] {
  const found: Pick<ReadFigure, 'tag' | 'value'>[] = [];
  fields(bytes, (field, type, reader) => {
    if (field !== 1 || type !== WireType.LengthDelimited) return false;
    let tag = '';
    let value: number | undefined;
    fields(reader.bytes(), (inner, kind, within) => {
      if (inner === 1 && kind === WireType.LengthDelimited) tag = within.string();
      else if (inner === 2 && kind === WireType.Bit32) value = within.float();
      else if (inner === 8 && kind === WireType.LengthDelimited) value = numberIn(within.bytes()) ?? value;
      else return false;
      return true;
    });
    if (value !== undefined && tag !== '') found.push({ tag, value });
    return true;
  });
  return found;
}

/** `DT_FLOAT` and `DT_DOUBLE` of TensorFlow's types, each with the field of its values. */
const NUMBERS: Record<number, { field: number; bytes: number }> = {
  1: { field: 5, bytes: 4 },
  2: { field: 6, bytes: 8 },
};
const RAW_CONTENT = 4;

/** Of a `TensorProto` that holds one number. */
function numberIn(bytes: Uint8Array): number | undefined {
  let type = 0;
  const contents = new Map<number, Uint8Array>();
  fields(bytes, (field, kind, reader) => {
    if (field === 1 && kind === WireType.Varint) type = reader.int32();
    else if (kind === WireType.LengthDelimited) contents.set(field, reader.bytes());
    else if (field === 5 && kind === WireType.Bit32) contents.set(field, littleEndian(reader.float(), 4));
    else if (field === 6 && kind === WireType.Bit64) contents.set(field, littleEndian(reader.double(), 8));
    else return false;
    return true;
  });
  const known = NUMBERS[type];
  const content = known && (contents.get(RAW_CONTENT) ?? contents.get(known.field));
  if (content?.length !== known?.bytes || !content) return undefined;
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  return content.length === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
}

function littleEndian(value: number, bytes: 4 | 8): Uint8Array {
  const view = new DataView(new ArrayBuffer(bytes));
  if (bytes === 4) view.setFloat32(0, value, true);
  else view.setFloat64(0, value, true);
  return new Uint8Array(view.buffer);
}

/** Goes through the fields of a message. @param take reads the field and returns true, or false where it is passed over */
function fields(bytes: Uint8Array, take: (field: number, type: WireType, reader: BinaryReader) => boolean): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (!take(field, type, reader)) reader.skip(type, field);
  }
}
