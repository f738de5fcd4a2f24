// Texts that occur again: within one file, and from one file in another. Texts are alike when they differ in case and
// white space alone.

import type { CorpusFinding } from '../../../protocol/corpus';
import { TextTable } from '../textTable';

/** So many different texts are told apart exactly: 16 bytes each, 134 MB at most. Beyond, a sample is. */
const MOST_TEXTS = Math.floor((1 << 23) * 0.8);
/** Groups of duplicates whose texts are kept to be shown. */
const MOST_GROUPS = 20_000;
const SHOWN_CHARACTERS = 160;

/** What is compared; `lower` is a text in lower case. */
function comparable(lower: string): string {
  const trimmed = lower.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

export const startOf = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;

export class RepeatedTexts {
  private readonly table = new TextTable(MOST_TEXTS);
  private readonly groups = new Map<number, { text: string; again: number; count: number }>();
  private readonly leaks: CorpusFinding[] = [];
  private leakCount = 0;

  /** Notes a text of the file; `lower` is `text` in lower case. */
  add(text: string, lower: string, line: number): void {
    const key = comparable(lower);
    const seen = key === '' ? undefined : this.table.add(key, line);
    if (!seen) return;
    const group = this.groups.get(seen.line);
    if (group) group.count = seen.count;
    else if (this.groups.size < MOST_GROUPS)
      this.groups.set(seen.line, { text: startOf(text), again: line, count: seen.count });
  }

  /** Compares a text of the test part with those of the file. */
  compare(text: string, line: number, most: number): void {
    const key = comparable(text.toLowerCase());
    const seen = key === '' ? undefined : this.table.find(key);
    if (!seen) return;
    this.leakCount++;
    if (this.leaks.length < most)
      this.leaks.push({ kind: 'leak', part: 'test', line, otherLine: seen.line, count: 1, text: startOf(text) });
  }

  get sampled(): number {
    return this.table.sampled;
  }

  get duplicates(): number {
    return this.table.repetitions;
  }

  get leaked(): number {
    return this.leakCount * this.table.sampled;
  }

  /** Leaks in the order of the test part; duplicates by how often they occur. */
  findings(most: number): CorpusFinding[] {
    const duplicates = [...this.groups]
      .map(([line, { text, again, count }]): CorpusFinding => {
        return { kind: 'duplicate', part: 'file', line: again, otherLine: line, count, text };
      })
      .sort((a, b) => b.count - a.count || (a.line ?? 0) - (b.line ?? 0));
    return [...this.leaks, ...duplicates.slice(0, most)];
  }
}
