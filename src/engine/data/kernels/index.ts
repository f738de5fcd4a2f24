// Dropout masks (`bernoulliMask.ts` says what they are): four blocks of Threefry-4x32 at a time, one in each lane, then 16
// bytes of mask at a time. AssemblyScript, compiled by scripts/makeKernels.mjs.

const PARITY: i32 = 0x1bd11bda;
/** Second counter words. */
const MASK: i32 = 0x4d41534b;
const REFINEMENT: i32 = 0x52464e45;

/** Four blocks of four words: a of all, b of all, c of all, d of all. */
const DRAWN: usize = memory.data(64, 16);

let key0: i32 = 0;
let key1: i32 = 0;
let key2: i32 = 0;
let key3: i32 = 0;

/** Turns the bits of each word of `x` left by `by`, then mixes it with `other`. */
// @ts-ignore: decorator
@inline
function turned(x: v128, by: i32, other: v128): v128 {
  return v128.xor(v128.or(i32x4.shl(x, by), i32x4.shr_u(x, 32 - by)), other);
}

/** Draws the blocks of four counters (`first`, `second`, 0, 0): 20 rounds, as `threefry.ts`. */
function draw(first: v128, second: i32): void {
  const k0 = i32x4.splat(key0);
  const k1 = i32x4.splat(key1);
  const k2 = i32x4.splat(key2);
  const k3 = i32x4.splat(key3);
  const k4 = i32x4.splat(PARITY ^ key0 ^ key1 ^ key2 ^ key3);
  let a = i32x4.add(first, k0);
  let b = i32x4.splat(second + key1);
  let c = k2;
  let d = k3;
  // prettier-ignore
  a = i32x4.add(a, b); b = turned(b, 10, a); c = i32x4.add(c, d); d = turned(d, 26, c);
  a = i32x4.add(a, d); d = turned(d, 11, a); c = i32x4.add(c, b); b = turned(b, 21, c);
  a = i32x4.add(a, b); b = turned(b, 13, a); c = i32x4.add(c, d); d = turned(d, 27, c);
  a = i32x4.add(a, d); d = turned(d, 23, a); c = i32x4.add(c, b); b = turned(b, 5, c);
  a = i32x4.add(a, k1); b = i32x4.add(b, k2); c = i32x4.add(c, k3); d = i32x4.add(d, i32x4.add(k4, i32x4.splat(1)));
  a = i32x4.add(a, b); b = turned(b, 6, a); c = i32x4.add(c, d); d = turned(d, 20, c);
  a = i32x4.add(a, d); d = turned(d, 17, a); c = i32x4.add(c, b); b = turned(b, 11, c);
  a = i32x4.add(a, b); b = turned(b, 25, a); c = i32x4.add(c, d); d = turned(d, 10, c);
  a = i32x4.add(a, d); d = turned(d, 18, a); c = i32x4.add(c, b); b = turned(b, 20, c);
  a = i32x4.add(a, k2); b = i32x4.add(b, k3); c = i32x4.add(c, k4); d = i32x4.add(d, i32x4.add(k0, i32x4.splat(2)));
  a = i32x4.add(a, b); b = turned(b, 10, a); c = i32x4.add(c, d); d = turned(d, 26, c);
  a = i32x4.add(a, d); d = turned(d, 11, a); c = i32x4.add(c, b); b = turned(b, 21, c);
  a = i32x4.add(a, b); b = turned(b, 13, a); c = i32x4.add(c, d); d = turned(d, 27, c);
  a = i32x4.add(a, d); d = turned(d, 23, a); c = i32x4.add(c, b); b = turned(b, 5, c);
  a = i32x4.add(a, k3); b = i32x4.add(b, k4); c = i32x4.add(c, k0); d = i32x4.add(d, i32x4.add(k1, i32x4.splat(3)));
  a = i32x4.add(a, b); b = turned(b, 6, a); c = i32x4.add(c, d); d = turned(d, 20, c);
  a = i32x4.add(a, d); d = turned(d, 17, a); c = i32x4.add(c, b); b = turned(b, 11, c);
  a = i32x4.add(a, b); b = turned(b, 25, a); c = i32x4.add(c, d); d = turned(d, 10, c);
  a = i32x4.add(a, d); d = turned(d, 18, a); c = i32x4.add(c, b); b = turned(b, 20, c);
  a = i32x4.add(a, k4); b = i32x4.add(b, k0); c = i32x4.add(c, k1); d = i32x4.add(d, i32x4.add(k2, i32x4.splat(4)));
  a = i32x4.add(a, b); b = turned(b, 10, a); c = i32x4.add(c, d); d = turned(d, 26, c);
  a = i32x4.add(a, d); d = turned(d, 11, a); c = i32x4.add(c, b); b = turned(b, 21, c);
  a = i32x4.add(a, b); b = turned(b, 13, a); c = i32x4.add(c, d); d = turned(d, 27, c);
  a = i32x4.add(a, d); d = turned(d, 23, a); c = i32x4.add(c, b); b = turned(b, 5, c);
  a = i32x4.add(a, k0); b = i32x4.add(b, k1); c = i32x4.add(c, k2); d = i32x4.add(d, i32x4.add(k3, i32x4.splat(5)));
  v128.store(DRAWN, a);
  v128.store(DRAWN, b, 16);
  v128.store(DRAWN, c, 32);
  v128.store(DRAWN, d, 48);
}

/** The random bytes of the block in lane `lane`: its a, b, c and d. */
// @ts-ignore: decorator
@inline
function bytesOf(lane: usize): v128 {
  let bytes = v128.load32_zero(DRAWN + (lane << 2));
  bytes = v128.load32_lane(DRAWN + (lane << 2), bytes, 1, 16);
  bytes = v128.load32_lane(DRAWN + (lane << 2), bytes, 2, 32);
  return v128.load32_lane(DRAWN + (lane << 2), bytes, 3, 48);
}

/** Keeps those of the 16 bytes at `to` that are tied and whose 32 further bits are below `limit`; they belong to words from `word` on. */
function refine(to: usize, tied: v128, word: i32, limit: f64): void {
  const marks = i8x16.bitmask(tied);
  for (let part = 0; part < 4; part++) {
    if (((marks >> (4 * part)) & 15) == 0) continue;
    draw(i32x4.splat(word + part), REFINEMENT);
    for (let byte = 0; byte < 4; byte++)
      if (((marks >> (4 * part + byte)) & 1) != 0 && <f64>load<u32>(DRAWN + (byte << 4)) < limit)
        store<u8>(to + 4 * part + byte, 1);
  }
}

/**
 * Writes `groups` times four blocks of 16 bytes, 1 or 0, from block number `first` on. A byte is kept where a random one is
 * below `whole`; where they are equal, 32 further bits must be below `limit`.
 */
export function fillMask(
  to: usize,
  groups: i32,
  first: i32,
  whole: i32,
  limit: f64,
  k0: i32,
  k1: i32,
  k2: i32,
  k3: i32,
): void {
  key0 = k0;
  key1 = k1;
  key2 = k2;
  key3 = k3;
  const bound = i8x16.splat(<i8>whole);
  const ones = i8x16.splat(1);
  for (let group = 0; group < groups; group++) {
    const block = first + 4 * group;
    draw(i32x4.add(i32x4.splat(block), i32x4(0, 1, 2, 3)), MASK);
    const r0 = bytesOf(0);
    const r1 = bytesOf(1);
    const r2 = bytesOf(2);
    const r3 = bytesOf(3);
    v128.store(to, v128.and(i8x16.lt_u(r0, bound), ones));
    v128.store(to, v128.and(i8x16.lt_u(r1, bound), ones), 16);
    v128.store(to, v128.and(i8x16.lt_u(r2, bound), ones), 32);
    v128.store(to, v128.and(i8x16.lt_u(r3, bound), ones), 48);
    const t0 = i8x16.eq(r0, bound);
    const t1 = i8x16.eq(r1, bound);
    const t2 = i8x16.eq(r2, bound);
    const t3 = i8x16.eq(r3, bound);
    if (v128.any_true(t0)) refine(to, t0, 4 * block, limit);
    if (v128.any_true(t1)) refine(to + 16, t1, 4 * block + 4, limit);
    if (v128.any_true(t2)) refine(to + 32, t2, 4 * block + 8, limit);
    if (v128.any_true(t3)) refine(to + 48, t3, 4 * block + 12, limit);
    to += 64;
  }
}
