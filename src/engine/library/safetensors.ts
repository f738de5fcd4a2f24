// Parameters on disk, in the format that PyTorch and others read: https://github.com/huggingface/safetensors#format.

import path from 'node:path';
import { nodeFiles } from '../store/nodeFiles';
import { readSafetensors as read, writeSafetensors as write, type StoredTensor } from '../store/safetensors';

export interface StoredParameters {
  /** By name, row-major. */
  tensors: Record<string, StoredTensor>;
  /** What the file says about itself. */
  metadata: Record<string, string>;
}

/** Replaces the file in one step. Fails with `DISK`. A shape that does not fit its data is a defect of the caller, and throws. */
export function writeSafetensors(
  file: string,
  tensors: Readonly<Record<string, StoredTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): void {
  write(nodeFiles, path.resolve(file), new Map(Object.entries(tensors)), metadata);
}

/** Fails with `NOT_FOUND`, `DISK`, and with `INVALID_FILE` where anything in the file contradicts anything else. */
export function readSafetensors(file: string): StoredParameters {
  const { tensors, metadata } = read(nodeFiles, path.resolve(file));
  return { tensors: Object.fromEntries(tensors), metadata: Object.fromEntries(metadata) };
}
