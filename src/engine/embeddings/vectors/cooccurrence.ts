// How often probe words stand beside two words, and the ratio of their probabilities (Pennington, Socher and Manning 2014,
// table 1): far above 1 where a probe belongs to the first word, far below where to the second, near 1 where to both or none.

import type { CooccurrenceReply, CooccurrenceRequest } from '../../../protocol/wordEvidence';
import { forEachWord } from '../../text/corpus/words';

export class CooccurrenceCounter {
  private readonly window: number;
  private readonly targets: Map<string, number[]>;
  private readonly probes: Map<string, number>;
  private readonly seen = new Map<string, number>();
  private readonly contexts: [number, number] = [0, 0];
  private readonly counts: [number, number][];

  constructor(private readonly request: Omit<CooccurrenceRequest, 'files'>) {
    const { words, probes, window = 10 } = request;
    this.window = window;
    this.targets = new Map();
    words.forEach((word, index) => {
      const key = this.fold(word);
      this.targets.set(key, [...(this.targets.get(key) ?? []), index]);
    });
    this.probes = new Map(probes.map((probe, index) => [this.fold(probe), index]));
    this.counts = probes.map(() => [0, 0]);
    for (const word of [...words, ...probes]) this.seen.set(this.fold(word), 0);
  }

  /** Counts one line; nothing beyond it is beside a word. */
  add(line: string): void {
    const tokens: string[] = [];
    const text = line.normalize('NFC');
    forEachWord(text, (start, end) => tokens.push(this.fold(text.slice(start, end))));
    const { weighted = false } = this.request;
    tokens.forEach((token, at) => {
      const occurrences = this.seen.get(token);
      if (occurrences === undefined) return;
      this.seen.set(token, occurrences + 1);
      for (const target of this.targets.get(token) ?? []) {
        const last = Math.min(tokens.length - 1, at + this.window);
        for (let other = Math.max(0, at - this.window); other <= last; other++) {
          if (other === at) continue;
          const count = weighted ? 1 / Math.abs(other - at) : 1;
          this.contexts[target] += count;
          const probe = this.probes.get(tokens[other]);
          if (probe !== undefined) this.counts[probe][target] += count;
        }
      }
    });
  }

  result(): Omit<CooccurrenceReply, 'notices' | 'seconds'> {
    const { words, probes } = this.request;
    const occurrencesOf = (word: string): number => this.seen.get(this.fold(word)) ?? 0;
    return {
      words: words.map((word, i) => ({ word, occurrences: occurrencesOf(word), contexts: this.contexts[i] })),
      probes: probes.map((probe) => {
        const counts = this.counts[this.probes.get(this.fold(probe)) ?? 0];
        const [p, q] = counts.map((count, i) => (this.contexts[i] > 0 ? count / this.contexts[i] : null));
        const isDefined = p !== null && q !== null && (p > 0 || q > 0);
        return {
          ...{ probe, occurrences: occurrencesOf(probe), counts: [...counts] as [number, number] },
          ...{ probabilities: [p, q] as [number | null, number | null], ratio: isDefined ? p / q : null },
        };
      }),
    };
  }

  private fold(word: string): string {
    const composed = word.normalize('NFC');
    return this.request.lowercase === false ? composed : composed.toLowerCase();
  }
}
