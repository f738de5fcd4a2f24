// Known pieces as a trie over UTF-16 units, to find all that start at a place without making strings.

import { PairTable } from './pairTable';

const ROOT = 0;

export class Trie {
  private readonly edges: PairTable;
  private values: Int32Array;
  private nodes = 1;

  constructor(expectedUnits = 1024) {
    this.edges = new PairTable(expectedUnits);
    this.values = new Int32Array(1024).fill(-1);
  }

  /** `value` from 0. */
  add(text: string, value: number): void {
    let node = ROOT;
    for (let i = 0; i < text.length; i++) {
      const next = this.edges.getOrAdd(node, text.charCodeAt(i), this.nodes);
      if (next === this.nodes) this.nodes++;
      node = next;
    }
    while (node >= this.values.length) {
      const larger = new Int32Array(this.values.length * 2).fill(-1);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[node] = value;
  }

  /** The node after `unit`, or -1; begin with 0. */
  step(node: number, unit: number): number {
    return this.edges.get(node, unit);
  }

  /** The value of the text that leads to `node`, or -1. */
  valueOf(node: number): number {
    return node < this.values.length ? this.values[node] : -1;
  }
}
