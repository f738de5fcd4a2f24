// The lines that surprise a model most: no more of them are kept than are asked for, however long the text.

import { oddness, type OddBy, type OddLine } from '../../protocol/oddLines';

export class OddestLines {
  /** A heap: none is less odd than the one at half its place, the least odd first. */
  private readonly heap: OddLine[] = [];

  constructor(
    private readonly by: OddBy,
    private readonly most: number,
  ) {}

  add(line: OddLine): void {
    const { heap, most } = this;
    if (heap.length < most) {
      heap.push(line);
      this.rise(heap.length - 1);
    } else if (most > 0 && this.isOdder(line, heap[0])) {
      heap[0] = line;
      this.sink();
    }
  }

  /** The most surprising first; of equals the earlier line. */
  inOrder(): OddLine[] {
    return [...this.heap].sort((a, b) => (this.isOdder(a, b) ? -1 : 1));
  }

  private isOdder(one: OddLine, other: OddLine): boolean {
    const difference = oddness(one, this.by) - oddness(other, this.by);
    return difference === 0 || Number.isNaN(difference) ? one.line < other.line : difference > 0;
  }

  private rise(at: number): void {
    const { heap } = this;
    for (
      let parent = (at - 1) >> 1;
      at > 0 && this.isOdder(heap[parent], heap[at]);
      at = parent, parent = (at - 1) >> 1
    )
      [heap[parent], heap[at]] = [heap[at], heap[parent]];
  }

  private sink(): void {
    const { heap } = this;
    for (let at = 0; ;) {
      const children = [2 * at + 1, 2 * at + 2].filter((child) => child < heap.length);
      const [left, right = left] = children;
      if (left === undefined) return;
      const least = this.isOdder(heap[left], heap[right]) ? right : left;
      if (!this.isOdder(heap[at], heap[least])) return;
      [heap[at], heap[least]] = [heap[least], heap[at]];
      at = least;
    }
  }
}
