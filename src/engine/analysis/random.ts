// A fast seeded generator for layouts, which draw hundreds of millions of numbers: xoshiro128** (Blackman and Vigna 2021).

export interface FastRandom {
  /** 0 to 2^32 - 1. */
  uint32(): number;
  /** [0, 1), with 32 bits. */
  uniform(): number;
  /** 0 to limit - 1; the bias is below limit / 2^32. */
  integer(limit: number): number;
  /** Mean 0, variance 1 (Box and Muller 1958). */
  normal(): number;
}

export function createFastRandom(seed: number): FastRandom {
  let state = seed >>> 0;
  // SplitMix32 spreads a small seed over the state.
  const mix = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [mix(), mix() ^ Math.floor(seed / 2 ** 32), mix(), mix() | 1];
  const uint32 = (): number => {
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
  const uniform = (): number => uint32() / 2 ** 32;
  return {
    uint32,
    uniform,
    integer: (limit) => Math.floor(uniform() * limit),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}
