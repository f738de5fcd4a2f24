// How many words texts have: a histogram that long outliers do not squeeze, and its figures.

import type { CorpusStatistics } from '../../../protocol/corpus';

/** Lengths up to this are counted one by one. */
const EXACT = 1 << 14;
const MOST_BINS = 50;

export class Lengths {
  private readonly counts = new Uint32Array(EXACT);
  private beyond = 0;
  private texts = 0;
  private sum = 0;
  private longest = { words: 0, line: 1 };

  add(words: number, line: number): void {
    this.texts++;
    this.sum += words;
    if (words > this.longest.words) this.longest = { words, line };
    if (words < EXACT) this.counts[words]++;
    else this.beyond++;
  }

  /** Bins reach to the 99.5th percentile; the last holds what is beyond. */
  result(): CorpusStatistics['lengths'] {
    const top = this.percentile(0.995);
    const binWidth = Math.max(1, Math.ceil((top + 1) / MOST_BINS));
    const bins = new Array<number>(
      this.texts === 0 ? 0 : Math.floor(Math.min(this.longest.words, top + 1) / binWidth) + 1,
    ).fill(0);
    const last = bins.length - 1;
    this.counts.forEach((count, words) => {
      if (count > 0) bins[Math.min(last, Math.floor(words / binWidth))] += count;
    });
    if (this.beyond > 0) bins[last] += this.beyond;
    return {
      ...{ lines: bins, binWidth, longest: this.longest },
      mean: this.texts > 0 ? this.sum / this.texts : 0,
      median: this.percentile(0.5),
      percentile95: this.percentile(0.95),
    };
  }

  /** The shortest length that this share of the texts does not exceed. */
  private percentile(share: number): number {
    let seen = 0;
    for (let words = 0; words < EXACT; words++) {
      seen += this.counts[words];
      if (seen >= share * this.texts) return words;
    }
    return EXACT;
  }
}
