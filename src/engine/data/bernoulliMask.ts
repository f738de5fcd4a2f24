// Dropout masks without state: whether element i is kept depends on (seed, step, stream, i) only, so that a resumed run
// drops what the unbroken one would have dropped, in whatever order masks are made.

import { compiledModule } from '../compiled/compiledModule';
import { plain } from './generated/kernels';

const BLOCK_BYTES = 16;
/** The kernel fills four blocks at a time. */
const GROUP_BYTES = 4 * BLOCK_BYTES;
/** Filled at once and then copied: small enough to stay in the processor's cache. */
const CHUNK_BYTES = 32_768;
/** The first page of the memory is the kernel's own. */
const CHUNK_AT = 65_536;

type FillMask = (
  ...job: [to: number, groups: number, firstBlock: number, whole: number, limit: number, ...key: number[]]
) => void;

let kernel: { fillMask: FillMask; chunk: Uint8Array } | undefined;

function createKernel(): { fillMask: FillMask; chunk: Uint8Array } {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 2 });
  const module = compiledModule(Buffer.from(plain, 'base64'));
  const { fillMask } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  return { fillMask: fillMask as FillMask, chunk: new Uint8Array(memory.buffer, CHUNK_AT, CHUNK_BYTES) };
}

/**
 * Fills `out` with 1 (keep) with the given probability, else 0; independently for each element, key and stream. The
 * probability is met to 2^-40.
 *
 * Each element takes one random byte of Threefry-4x32: below the probability's first 8 bits it is kept, above it is dropped,
 * and in the rare tie 32 further bits decide.
 *
 * @param seed a whole number below 2^53; the experiment's
 * @param step the training step, from 0
 * @param stream which mask of that step, from 0
 */
export function bernoulliMask(
  out: Uint8Array,
  keepProbability: number,
  seed: number,
  step: number,
  stream: number,
): void {
  if (keepProbability <= 0 || keepProbability >= 1) {
    out.fill(keepProbability >= 1 ? 1 : 0);
    return;
  }
  const { fillMask, chunk } = (kernel ??= createKernel());
  const whole = Math.floor(keepProbability * 256);
  const limit = (keepProbability * 256 - whole) * 2 ** 32;
  const key = [seed | 0, Math.floor(seed / 2 ** 32) | 0, step | 0, stream | 0];
  for (let at = 0; at < out.length; at += CHUNK_BYTES) {
    const count = Math.min(CHUNK_BYTES, out.length - at);
    fillMask(CHUNK_AT, Math.ceil(count / GROUP_BYTES), at / BLOCK_BYTES, whole, limit, ...key);
    out.set(count === CHUNK_BYTES ? chunk : chunk.subarray(0, count), at);
  }
}
