// Known pieces as a trie over UTF-16 units, to find all that start at a place without making strings.

import { PairTable } from './pairTable';

const ROOT = 0;
const NONE = -1;

export class Trie {
  /** The edges from the root by unit, and all others. */
  private readonly first = new Int32Array(0x10000).fill(NONE);
  private readonly edges: PairTable;
  private values: Int32Array;
  private nodes = 1;

  constructor(expectedUnits = 1024) {
    this.edges = new PairTable(expectedUnits);
    this.values = new Int32Array(1024).fill(NONE);
  }

  /** `value` from 0. */
  add(text: string, value: number): void {
    let node = ROOT;
    for (let i = 0; i < text.length; i++) {
      const next = this.edge(node, text.charCodeAt(i));
      if (next === this.nodes) this.nodes++;
      node = next;
    }
    while (node >= this.values.length) {
      const larger = new Int32Array(this.values.length * 2).fill(NONE);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[node] = value;
  }

  /** Where the edge leads; a new one to the node `nodes`. */
  private edge(node: number, unit: number): number {
    if (node !== ROOT) return this.edges.getOrAdd(node, unit, this.nodes);
    if (this.first[unit] === NONE) this.first[unit] = this.nodes;
    return this.first[unit];
  }

  /** The node after `unit`, or -1; begin with 0. */
  step(node: number, unit: number): number {
    return node === ROOT ? this.first[unit] : this.edges.get(node, unit);
  }

  /** The value of the text that leads to `node`, or -1. */
  valueOf(node: number): number {
    return node < this.values.length ? this.values[node] : NONE;
  }
}
