// Known pieces as a trie over UTF-16 units, to find all that start at a place without making strings. Its edges lie in one
// hash table, all of an edge side by side, so that a step looks at one place of memory.

/** Of an edge: the node it leaves, its unit, the node it leads to, and the value there. */
const STRIDE = 4;
const NONE = -1;

/** A node is told by the place of the edge that leads to it; 0 is the root. Adding moves the places. */
export class Trie {
  private capacity = 16;
  private shift = 28;
  private edges: Int32Array;
  private nodes = 1;

  /** @param expectedUnits how many nodes there may be before the table has to grow */
  constructor(expectedUnits = 1024) {
    while (this.capacity < expectedUnits * 2) this.double();
    this.edges = emptyEdges(this.capacity);
  }

  /** `value` from 0. */
  add(text: string, value: number): void {
    let place = 0;
    for (let i = 0; i < text.length; i++) {
      if (this.nodes * 2 > this.capacity) {
        this.grow();
        place = this.placeOf(text, i);
      }
      const node = this.edges[place * STRIDE + 2];
      place = this.find(node, text.charCodeAt(i));
      if (this.edges[place * STRIDE] === NONE) this.write(place, node, text.charCodeAt(i), this.nodes++, NONE);
    }
    this.edges[place * STRIDE + 3] = value;
  }

  /** The place after `unit`, or -1; begin with 0. */
  step(place: number, unit: number): number {
    const { edges } = this;
    const next = this.find(edges[place * STRIDE + 2], unit);
    return edges[next * STRIDE] === NONE ? NONE : next;
  }

  /** The value of the text that leads to `place`, or -1. */
  valueOf(place: number): number {
    return this.edges[place * STRIDE + 3];
  }

  /** Where the edge is, or where it would go. */
  private find(node: number, unit: number): number {
    const { edges, capacity } = this;
    let slot = Math.imul(Math.imul(unit, 0x85ebca6b) ^ node, 0x9e3779b1) >>> this.shift;
    for (;;) {
      const at = (slot + 1) * STRIDE;
      if ((edges[at] === node && edges[at + 1] === unit) || edges[at] === NONE) return slot + 1;
      slot = (slot + 1) & (capacity - 1);
    }
  }

  private placeOf(text: string, length: number): number {
    let place = 0;
    for (let i = 0; i < length; i++) place = this.find(this.edges[place * STRIDE + 2], text.charCodeAt(i));
    return place;
  }

  private write(place: number, node: number, unit: number, next: number, value: number): void {
    this.edges[place * STRIDE] = node;
    this.edges[place * STRIDE + 1] = unit;
    this.edges[place * STRIDE + 2] = next;
    this.edges[place * STRIDE + 3] = value;
  }

  private double(): void {
    this.capacity *= 2;
    this.shift--;
  }

  private grow(): void {
    const old = this.edges;
    this.double();
    this.edges = emptyEdges(this.capacity);
    this.edges.set(old.subarray(0, STRIDE));
    for (let at = STRIDE; at < old.length; at += STRIDE)
      if (old[at] !== NONE) this.write(this.find(old[at], old[at + 1]), old[at], old[at + 1], old[at + 2], old[at + 3]);
  }
}

/** The root's own record comes first. */
function emptyEdges(capacity: number): Int32Array {
  const edges = new Int32Array((capacity + 1) * STRIDE).fill(NONE);
  edges[2] = 0;
  return edges;
}
