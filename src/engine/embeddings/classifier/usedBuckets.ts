// Which buckets of n-grams a training has touched, and the place of each among them: a model keeps those rows alone. A bit for
// each bucket, and for every 32 of them how many came before, so that a place is found at once.

export class UsedBuckets {
  private readonly bits: Int32Array;
  private before = new Int32Array(0);

  constructor(readonly buckets: number) {
    this.bits = new Int32Array(Math.ceil(buckets / 32));
  }

  /** Before `count`. */
  add(bucket: number): void {
    this.bits[bucket >>> 5] |= 1 << (bucket & 31);
  }

  /** How many there are; from then on places are known. */
  count(): number {
    this.before = new Int32Array(this.bits.length + 1);
    this.bits.forEach((word, at) => (this.before[at + 1] = this.before[at] + onesOf(word)));
    return this.before[this.bits.length];
  }

  /** Its place among those that were added; -1 where it was not. */
  placeOf(bucket: number): number {
    const word = this.bits[bucket >>> 5];
    const bit = 1 << (bucket & 31);
    return (word & bit) === 0 ? -1 : this.before[bucket >>> 5] + onesOf(word & (bit - 1));
  }

  /** All in order. */
  list(): Int32Array<ArrayBuffer> {
    const list = new Int32Array(this.before[this.bits.length]);
    let count = 0;
    for (let bucket = 0; bucket < this.buckets; bucket++)
      if ((this.bits[bucket >>> 5] & (1 << (bucket & 31))) !== 0) list[count++] = bucket;
    return list;
  }
}

/** How many bits of 32 are set (Hacker's Delight, section 5-1). */
function onesOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
