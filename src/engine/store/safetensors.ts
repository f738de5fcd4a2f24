// Arrays on disk in the safetensors format: written whole or not at all, read strictly. Nothing is allocated from a size
// in the file before all sizes were found to agree with the file's length.

import { createHash } from 'node:crypto';
import { writeFileAtomically } from './atomicFile';
import type { Files, OpenFile } from './files';
import { HeaderFault } from './safetensorsHeader';
import { damagedSafetensors, readSafetensorsLayout, type SafetensorsLayout } from './safetensorsLayout';
import { readFully, withFile } from './wholeFile';

type TensorArray = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array;

/** An array with its axes; the data are in row-major order and as long as the product of the shape. */
export interface StoredTensor {
  shape: readonly number[];
  data: TensorArray;
}

/** Arrays by name, in the order in which they are stored. */
export type NamedTensors = ReadonlyMap<string, StoredTensor>;

export interface SafetensorsContent {
  tensors: Map<string, StoredTensor>;
  metadata: Map<string, string>;
  /** SHA-256 of the whole file, hexadecimal. */
  sha256: string;
}

const BODY_HASH = 'sha256';

const arrayOf = new Map<string, { bytes: number; make(length: number): TensorArray }>([
  ['F32', { bytes: 4, make: (length) => new Float32Array(length) }],
  ['F64', { bytes: 8, make: (length) => new Float64Array(length) }],
  ['I32', { bytes: 4, make: (length) => new Int32Array(length) }],
  ['I64', { bytes: 8, make: (length) => new BigInt64Array(length) }],
  ['U8', { bytes: 1, make: (length) => new Uint8Array(length) }],
]);

function dtypeOf(data: TensorArray): string {
  if (data instanceof Float32Array) return 'F32';
  if (data instanceof Float64Array) return 'F64';
  if (data instanceof Uint8Array) return 'U8';
  return data instanceof Int32Array ? 'I32' : 'I64';
}

function bytesOf(data: TensorArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function elementCount(shape: readonly number[]): bigint {
  return shape.reduce((product, size) => product * BigInt(size), 1n);
}

/**
 * A file of arrays, piece by piece; nothing is copied. The SHA-256 of the body is kept in the metadata, as `sha256`. A shape that does
 * not fit its data is a defect of the caller.
 */
export function safetensorsChunks(
  tensors: NamedTensors,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array[] {
  const bodyHash = createHash('sha256');
  const entries: [string, unknown][] = [];
  let offset = 0;
  for (const [name, { shape, data }] of tensors) {
    if (elementCount(shape) !== BigInt(data.length))
      throw new Error(`The shape [${shape.join(', ')}] of "${name}" does not fit ${data.length} values.`);
    const next = offset + data.byteLength;
    entries.push([name, { dtype: dtypeOf(data), shape, data_offsets: [offset, next] }]);
    bodyHash.update(bytesOf(data));
    offset = next;
  }
  entries.unshift(['__metadata__', { ...metadata, [BODY_HASH]: bodyHash.digest('hex') }]);
  return [encodeHeader(entries), ...Array.from(tensors.values(), ({ data }) => bytesOf(data))];
}

/** Writes such a file atomically and returns its SHA-256. Fails with `DISK`. */
export function writeSafetensors(
  files: Files,
  path: string,
  tensors: NamedTensors,
  metadata: Readonly<Record<string, string>> = {},
): { sha256: string; bytes: number } {
  const chunks = safetensorsChunks(tensors, metadata);
  const fileHash = createHash('sha256');
  const hashed = function* (): Generator<Uint8Array> {
    for (const chunk of chunks) {
      fileHash.update(chunk);
      yield chunk;
    }
  };
  writeFileAtomically(files, path, hashed());
  return { sha256: fileHash.digest('hex'), bytes: chunks.reduce((sum, { byteLength }) => sum + byteLength, 0) };
}

/** Eight bytes of length and the JSON, filled up with spaces so that the body starts at a multiple of 8. */
function encodeHeader(entries: readonly [string, unknown][]): Uint8Array {
  const members = entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`);
  const json = new TextEncoder().encode(`{${members.join(',')}}`);
  const length = Math.ceil(json.byteLength / 8) * 8;
  const header = new Uint8Array(8 + length).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(json, 8);
  return header;
}

/**
 * Reads all arrays. Fails with `NOT_FOUND`, `DISK`, or `INVALID_FILE` when anything in the file contradicts anything
 * else, including the SHA-256 of the body where the metadata hold one.
 */
export function readSafetensors(files: Files, path: string): SafetensorsContent {
  return withFile(files.openToRead(path), (file) => {
    const { headerBytes, ...header } = layoutOf(file, path);
    const fileHash = createHash('sha256').update(headerBytes);
    const bodyHash = createHash('sha256');
    const tensors = new Map<string, StoredTensor>();
    for (const [name, { dtype, shape, start, end }] of header.tensors) {
      const { bytes, make } = arrayKind(dtype, name);
      const data = make((end - start) / bytes);
      const view = bytesOf(data);
      readFully(file, path, view, headerBytes.byteLength + start);
      fileHash.update(view);
      bodyHash.update(view);
      tensors.set(name, { shape, data });
    }
    const expected = header.metadata.get(BODY_HASH);
    if (expected !== undefined && expected !== bodyHash.digest('hex'))
      throw damagedSafetensors(path, 'its content does not match its checksum');
    return { tensors, metadata: header.metadata, sha256: fileHash.digest('hex') };
  });
}

/** A file of which single arrays are read, which is to be closed. */
export interface OpenSafetensors {
  /** Undefined where there is none of this name. Fails with `DISK`, and with `INVALID_FILE` where the file ends before. */
  read(name: string): StoredTensor | undefined;
  close(): void;
}

/** Reads what the file says it holds; a checksum of the whole is not looked at. Fails as `readSafetensors`. */
export function openSafetensors(files: Files, path: string): OpenSafetensors {
  const file = files.openToRead(path);
  try {
    const { tensors, headerBytes } = layoutOf(file, path);
    return {
      read(name) {
        const entry = tensors.get(name);
        if (!entry) return undefined;
        const { bytes, make } = arrayKind(entry.dtype, name);
        const data = make((entry.end - entry.start) / bytes);
        readFully(file, path, bytesOf(data), headerBytes.byteLength + entry.start);
        return { shape: entry.shape, data };
      },
      close: () => file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The arrays that there are, all of types that can be read here. */
const layoutOf = (file: OpenFile, path: string): SafetensorsLayout =>
  readSafetensorsLayout(file, path, (dtype, name) => 8 * arrayKind(dtype, name).bytes);

function arrayKind(dtype: string, name: string) {
  const kind = arrayOf.get(dtype);
  if (!kind)
    throw new HeaderFault(
      `the type "${dtype.slice(0, 20)}" of "${name}" is not one of ${[...arrayOf.keys()].join(', ')}`,
    );
  return kind;
}
