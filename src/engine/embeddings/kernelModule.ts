// The compiled kernels: which build this engine can run, and an instance of it on a memory.

import { LabError } from '../../protocol/labError';
import { createMemory } from '../compiled/memory';
import { fused, plain } from './generated/kernels';

/** Addresses are bytes from the start of the memory; the jobs are laid out as `jobLayout.ts` says. */
export interface Kernels {
  /** Skip-gram over a chunk. The seed is 64 bits in two halves; the chunk draws from nothing else. */
  trainSkipGram(job: number, seedLow: number, seedHigh: number): void;
  trainCbow(job: number, seedLow: number, seedHigh: number): void;
  trainSubwordSkipGram(job: number, seedLow: number, seedHigh: number): void;
  trainGlove(job: number): void;
  trainClassifier(job: number, seedLow: number, seedHigh: number): void;
  /** Rows of uniform numbers between -1 / dimensions and 1 / dimensions. */
  fillUniform(at: number, rows: number, dimensions: number, stride: number, seedLow: number, seedHigh: number): void;
  /** Replaces the four floats there by their sigmoids. */
  sigmoid4(address: number): void;
}

type KernelBuild = 'fused' | 'plain';

export interface KernelBinary {
  build: KernelBuild;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The build that runs here: with fused multiply-add where relaxed SIMD is known. Fails with `INVALID_ARGUMENT` without SIMD. */
export function kernelBinary(validates: (bytes: Uint8Array<ArrayBuffer>) => boolean = canRun): KernelBinary {
  for (const [build, text] of [
    ['fused', fused],
    ['plain', plain],
  ] as const) {
    const bytes = new Uint8Array(Buffer.from(text, 'base64'));
    if (validates(bytes)) return { build, bytes };
  }
  throw new LabError(
    'INVALID_ARGUMENT',
    'Word vectors cannot be trained here: this Node has no WebAssembly SIMD and threads. Use Node 20 or newer on a processor with SSE4.1 or NEON.',
  );
}

const canRun = (bytes: Uint8Array<ArrayBuffer>): boolean => WebAssembly.validate(bytes);

/** A shared memory of at least `bytes`. Fails with `NO_MEMORY`. */
export const createSharedMemory = (bytes: number): WebAssembly.Memory =>
  createMemory(bytes, {
    message: (megabytes) =>
      `The system did not give the ${megabytes} MB that these vectors need. Lower model.dimensions, or raise model.minCount.`,
    place: { key: ['model', 'dimensions'] },
    shared: true,
  });

export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as Kernels;
}
