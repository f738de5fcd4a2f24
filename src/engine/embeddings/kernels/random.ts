// Random numbers of one chunk of text: SplitMix64 (Steele, Lea and Flood 2014). The state is set for every chunk, so a
// chunk draws the same numbers whichever thread takes it.

let state: u64 = 0;

export function seedRandom(low: u32, high: u32): void {
  state = ((<u64>high) << 32) | (<u64>low);
}

/** 64 random bits. */
// @ts-ignore: decorator
@inline
export function random64(): u64 {
  state += 0x9e3779b97f4a7c15;
  let z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** 0 to `limit` - 1, from the upper half of 64 random bits. */
// @ts-ignore: decorator
@inline
export function below(bits: u64, limit: i32): i32 {
  return <i32>(((bits >> 32) * <u64>limit) >> 32);
}
