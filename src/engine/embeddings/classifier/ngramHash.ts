// fastText's hash of words in a row (dictionary.cc, addWordNgrams): h ← h · 116049371 + next, modulo 2^64, where the hashes of
// words are 32-bit numbers with a sign. In two halves, because numbers here are exact up to 2^53 alone.

const FACTOR = 116_049_371;
const HALF = 65_536;

export class NgramHash {
  private high = 0;
  private low = 0;

  /** @param hash of the first word, 32 bits */
  start(hash: number): void {
    this.high = signOf(hash);
    this.low = hash >>> 0;
  }

  add(hash: number): void {
    const upper = (this.low >>> 16) * FACTOR; // below 2^43
    const lower = (this.low % HALF) * FACTOR + (upper % HALF) * HALF + (hash >>> 0);
    const carry = Math.floor(upper / HALF) + Math.floor(lower / 2 ** 32);
    this.high = (Math.imul(this.high, FACTOR) + carry + signOf(hash)) >>> 0;
    this.low = lower >>> 0;
  }

  /** The hash modulo `buckets`, from 1 to 2^31 - 1. */
  bucket(buckets: number): number {
    const first = ((this.high % buckets) * HALF + (this.low >>> 16)) % buckets;
    return (first * HALF + (this.low % HALF)) % buckets;
  }
}

/** The upper half of a 32-bit number with its sign. */
const signOf = (hash: number): number => ((hash | 0) < 0 ? 0xffffffff : 0);
