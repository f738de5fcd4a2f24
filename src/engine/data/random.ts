// The random generator used for everything but dropout masks. It is counter-based: its whole state is which stream it is
// and how many numbers were drawn, so that it can be saved in a checkpoint and continued exactly.

import { threefry, type ThreefryKey } from './threefry';

/** Plain data; `createRandom` continues from it. */
export interface RandomState {
  seed: number;
  stream: string;
  index: number;
  /** 32-bit words drawn so far. */
  drawn: number;
}

export interface Random {
  /** 32 random bits, 0 to 2^32 - 1. */
  uint32(): number;
  /** Uniform in [0, 1), with 53 bits. */
  uniform(): number;
  /** Uniform in 0 to `limit` - 1, without bias; `limit` from 1 to 2^32. */
  integer(limit: number): number;
  /** Mean 0 and variance 1 (Box and Muller 1958, one of the pair). */
  normal(): number;
  /** Shuffles in place (Fisher and Yates, as Durstenfeld 1964) and returns its argument. */
  shuffle<T extends Int32Array | unknown[]>(values: T): T;
  state(): RandomState;
}

/** A number for a name: FNV-1a over UTF-16 units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/**
 * A generator for one purpose. Different seeds, streams (say, `split` or `order`) and indices (say, the epoch) give
 * independent numbers.
 */
export function createRandom({
  seed,
  stream,
  index = 0,
  drawn = 0,
}: Omit<RandomState, 'index' | 'drawn'> & Partial<RandomState>): Random {
  const key: ThreefryKey = [seed | 0, Math.floor(seed / 2 ** 32) | 0, hashText(stream), index | 0];
  const block = new Int32Array(4);
  let blockNumber = -1;

  const uint32 = (): number => {
    const wanted = Math.floor(drawn / 4);
    if (wanted !== blockNumber) threefry(key, wanted | 0, Math.floor(wanted / 2 ** 32), block);
    blockNumber = wanted;
    return block[drawn++ % 4] >>> 0;
  };
  const uniform = (): number => {
    const high = uint32() >>> 5; // 27 bits
    const low = uint32() >>> 6; // 26 bits
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
  const integer = (limit: number): number => {
    const fair = 2 ** 32 - (2 ** 32 % limit); // numbers from here on would favour small results
    let word = uint32();
    while (word >= fair) word = uint32();
    return word % limit;
  };
  return {
    uint32,
    uniform,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    shuffle(values) {
      for (let i = values.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        const value = values[i];
        values[i] = values[j];
        values[j] = value;
      }
      return values;
    },
    state: () => ({ seed, stream, index, drawn }),
  };
}
