// Dropout masks without state: whether element i is kept depends on (seed, step, stream, i) only, so that a resumed run
// drops what the unbroken one would have dropped, in whatever order masks are made.

import { threefry, type ThreefryKey } from './threefry';

/** Second counter words that `Random` never reaches. */
const MASK = 0x4d41534b;
const REFINEMENT = 0x52464e45;

/** A 1 in each 16-bit lane. */
const LANES = 0x00010001;

const BLOCK_BYTES = 16;

/**
 * Fills `out` with 1 (keep) with the given probability, else 0; independently for each element, key and stream. The
 * probability is met to 2^-40.
 *
 * Each element takes one random byte: below the probability's first 8 bits it is kept, above it is dropped, and in the
 * rare tie 32 further bits decide. Bytes are compared two at a time, in the 16-bit lanes of a word.
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
  const key: ThreefryKey = [seed | 0, Math.floor(seed / 2 ** 32) | 0, step | 0, stream | 0];
  const wholeBlocks = out.byteOffset % 4 === 0 ? Math.floor(out.length / BLOCK_BYTES) : 0;
  fillWords(new Int32Array(out.buffer, wholeBlocks ? out.byteOffset : 0, wholeBlocks * 4), 0, keepProbability, key);
  const done = wholeBlocks * BLOCK_BYTES;
  const rest = new Int32Array(Math.ceil((out.length - done) / BLOCK_BYTES) * 4);
  fillWords(rest, wholeBlocks, keepProbability, key);
  out.set(new Uint8Array(rest.buffer, 0, out.length - done), done);
}

/** Writes whole blocks of 16 mask bytes, 4 to a word, starting with the block of this number. */
function fillWords(words: Int32Array, firstBlock: number, keepProbability: number, key: ThreefryKey): void {
  const whole = Math.floor(keepProbability * 256);
  const fraction = keepProbability * 256 - whole;
  const reach = (256 - whole) * LANES; // lifts a byte >= whole to 256 or more
  const pass = reach - LANES; // lifts a byte > whole to 256 or more
  const block = new Int32Array(4);
  for (let at = 0; at < words.length; at += 4) {
    threefry(key, firstBlock + (at >> 2), MASK, block);
    for (let part = 0; part < 4; part++) {
      const even = block[part] & 0x00ff00ff;
      const odd = (block[part] >>> 8) & 0x00ff00ff;
      const evenDropped = ((even + reach) >>> 8) & LANES;
      const oddDropped = ((odd + reach) >>> 8) & LANES;
      const evenTied = evenDropped ^ (((even + pass) >>> 8) & LANES);
      const oddTied = oddDropped ^ (((odd + pass) >>> 8) & LANES);
      const tied = evenTied | (oddTied << 8);
      const kept = (evenDropped | (oddDropped << 8)) ^ 0x01010101;
      words[at + part] = tied === 0 ? kept : kept | refine(tied, fraction, firstBlock * 4 + at + part, key);
    }
  }
}

/** Those of the tied bytes of this word that are kept after all. */
function refine(tied: number, fraction: number, word: number, key: ThreefryKey): number {
  const block = new Int32Array(4);
  threefry(key, word, REFINEMENT, block);
  let kept = 0;
  for (let byte = 0; byte < 4; byte++)
    if (((tied >>> (8 * byte)) & 1) === 1 && block[byte] >>> 0 < fraction * 2 ** 32) kept |= 1 << (8 * byte);
  return kept;
}
