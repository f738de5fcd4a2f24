// Where in a safetensors file its arrays lie, found without reading them. Nothing is allocated from a size in the file before it was found to
// agree with the file's length.

import { LabError } from '../../protocol/labError';
import { LFS_POINTER_BYTES, refuseLfsPointer } from '../../protocol/lfsPointer';
import type { OpenFile } from './files';
import { HeaderFault, parseSafetensorsHeader, type SafetensorsHeader, type TensorEntry } from './safetensorsHeader';
import { readFully } from './wholeFile';

const MAX_HEADER_BYTES = 16 * 1024 * 1024;

export interface SafetensorsLayout extends SafetensorsHeader {
  /** Length and JSON together, as they stand in the file; behind them the arrays begin. */
  headerBytes: Uint8Array;
}

/** Bits of a number; undefined where that is not known. Throws a `HeaderFault` for types that whoever asks cannot take. */
type BitsOf = (dtype: string, name: string) => number | undefined;

/** The entries in the order of their data. Fails with `DISK`, and with `INVALID_FILE` when anything contradicts anything else. */
export function readSafetensorsLayout(file: OpenFile, path: string, bitsOf: BitsOf): SafetensorsLayout {
  const size = file.size();
  const headerBytes = readHeaderBytes(file, path, size);
  try {
    return { ...readHeader(headerBytes, size - headerBytes.byteLength, bitsOf), headerBytes };
  } catch (error) {
    if (error instanceof HeaderFault) throw damagedSafetensors(path, error.message);
    throw error;
  }
}

function readHeaderBytes(file: OpenFile, path: string, size: number): Uint8Array {
  if (size < 10) throw damagedSafetensors(path, 'it is too short');
  const start = new Uint8Array(Math.min(size, LFS_POINTER_BYTES));
  readFully(file, path, start, 0);
  refuseLfsPointer(path, start);
  const length = new DataView(start.buffer).getBigUint64(0, true);
  if (length > BigInt(Math.min(MAX_HEADER_BYTES, size - 8)))
    throw damagedSafetensors(path, 'its header is longer than allowed');
  const bytes = new Uint8Array(8 + Number(length));
  readFully(file, path, bytes, 0);
  if (bytes[8] !== 0x7b) throw damagedSafetensors(path, 'its header does not start with {');
  return bytes;
}

/** The data must fill the body without gap, overlap or rest. */
function readHeader(bytes: Uint8Array, bodyBytes: number, bitsOf: BitsOf): SafetensorsHeader {
  const { tensors, metadata } = parseSafetensorsHeader(decodeUtf8(bytes.subarray(8)));
  const inOrder = [...tensors].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  let position = 0;
  for (const [name, entry] of inOrder) {
    checkSize(name, entry, bitsOf);
    if (entry.start !== position) throw new HeaderFault(`the data of "${name}" do not follow those before`);
    position = entry.end;
  }
  if (position !== bodyBytes) throw new HeaderFault(`it should hold ${position} bytes of data but holds ${bodyBytes}`);
  return { tensors: new Map(inOrder), metadata };
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new HeaderFault('its header is not UTF-8');
  }
}

function checkSize(name: string, { dtype, shape, start, end }: TensorEntry, bitsOf: BitsOf): void {
  const bits = bitsOf(dtype, name);
  const elements = shape.reduce((product, size) => product * BigInt(size), 1n);
  if (start > end || (bits !== undefined && elements * BigInt(bits) !== 8n * BigInt(end - start)))
    throw new HeaderFault(`the shape of "${name}" does not fit its data`);
}

export function damagedSafetensors(path: string, reason: string): LabError {
  return new LabError('INVALID_FILE', `"${path}" is not a valid safetensors file: ${reason}.`, { file: path });
}
