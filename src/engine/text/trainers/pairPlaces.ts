// For each pair of neighbours the words in which it occurs: linked lists in one pool of integers, since an array for each of
// a million pairs takes several times the room.

const NONE = -1;

export class PairPlaces {
  private words = new Int32Array(1 << 16);
  private nexts = new Int32Array(1 << 16);
  private heads = new Int32Array(1 << 14).fill(NONE);
  private used = 0;
  private free = NONE;

  /** Notes the word; one that was noted last for this pair is not noted again. */
  add(pair: number, word: number): void {
    if (pair >= this.heads.length) this.heads = larger(this.heads, Math.max(pair + 1, this.heads.length * 2), NONE);
    const head = this.heads[pair];
    if (head !== NONE && this.words[head] === word) return;
    const node = this.freeNode();
    this.words[node] = word;
    this.nexts[node] = head;
    this.heads[pair] = node;
  }

  /** The pair's words, the last noted first, each perhaps more than once; forgets them. */
  take(pair: number): Int32Array {
    let count = 0;
    for (let node = this.heads[pair]; node !== NONE; node = this.nexts[node]) count++;
    const taken = new Int32Array(count);
    let node = this.heads[pair];
    for (let i = 0; i < count; i++) {
      taken[i] = this.words[node];
      const next = this.nexts[node];
      this.nexts[node] = this.free;
      this.free = node;
      node = next;
    }
    this.heads[pair] = NONE;
    return taken;
  }

  private freeNode(): number {
    if (this.free !== NONE) {
      const node = this.free;
      this.free = this.nexts[node];
      return node;
    }
    if (this.used === this.words.length) {
      const size = Math.ceil(this.used * 1.5);
      this.words = larger(this.words, size, 0);
      this.nexts = larger(this.nexts, size, 0);
    }
    return this.used++;
  }
}

function larger(array: Int32Array<ArrayBuffer>, size: number, fill: number): Int32Array<ArrayBuffer> {
  const result = new Int32Array(size);
  result.set(array);
  if (fill !== 0) result.fill(fill, array.length);
  return result;
}
