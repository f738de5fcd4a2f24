// All that is counted while a corpus goes by, text after text, in bounded memory.

import type { CorpusFinding, CorpusNgram, CorpusStatistics } from '../../../protocol/corpus';
import { alikeLabels } from '../alikeLabels';
import type { CorpusText } from './corpusTexts';
import { Lengths } from './lengths';
import { NGRAM_LIMIT, NgramCounts } from './ngramCounts';
import { RepeatedTexts, startOf } from './repeated';
import { WordCounts } from './wordCounts';
import { countCharacters, forEachWord } from './words';
import { UnicodeForms } from '../unicodeForms';
import { zipfOf } from './zipf';

export interface CounterOptions {
  /** More different words than this are not kept. */
  wordLimit?: number;
}

type Counted = Omit<CorpusStatistics, 'columns' | 'encoding' | 'bytes' | 'notices' | 'seconds'>;

const WORD_LIMIT = 600_000;
const NGRAMS_SHOWN = 500;
const FINDINGS_SHOWN = 200;
const LABELS_SHOWN = 1000;
/** A label is rare when the most frequent one has this many times its texts. */
const IMBALANCE = 3;

export class CorpusCounter {
  private readonly words: WordCounts;
  private readonly pairs = new NgramCounts(2);
  private readonly triples = new NgramCounts(3);
  private readonly lengths = new Lengths();
  private readonly repeated = new RepeatedTexts();
  private readonly labels = new Map<string, { count: number; line: number }>();
  private readonly emptyLines: number[] = [];
  private readonly unreadableLines: CorpusFinding[] = [];
  private unreadable = 0;
  private readonly sums = { lines: 0, empty: 0, characters: 0, tokens: 0 };
  private testLines = 0;
  private readonly forms = new UnicodeForms();
  private firstDecomposed?: CorpusFinding;

  constructor({ wordLimit = WORD_LIMIT }: CounterOptions = {}) {
    this.words = new WordCounts(wordLimit);
  }

  add({ text, line, label }: CorpusText): void {
    this.sums.lines++;
    this.sums.characters += countCharacters(text);
    const lower = text.normalize('NFC').toLowerCase();
    this.noteForms(text, line);
    let length = 0;
    let before = 0;
    let last = 0;
    forEachWord(lower, (start, end) => {
      const { id } = this.words.add(lower, start, end, line);
      if (last > 0) this.pairs.add(last, id, 0, line);
      if (before > 0) this.triples.add(before, last, id, line);
      before = last;
      last = id;
      length++;
    });
    this.sums.tokens += length;
    this.lengths.add(length, line);
    this.repeated.add(text, lower, line);
    if (text.trim() === '') this.noteEmpty(line);
    if (text.includes('\uFFFD')) this.noteUnreadable(text, line);
    if (label !== undefined) this.noteLabel(label, line);
  }

  /** Compares a text of the test part; call after all texts of the file were added. */
  compare({ text, line }: CorpusText): void {
    this.testLines++;
    this.repeated.compare(text, line, FINDINGS_SHOWN);
  }

  result({ hasTest, ragged }: { hasTest: boolean; ragged: number }): Counted {
    const { words, pairs, triples, repeated } = this;
    const { tokens } = this.sums;
    const lengths = this.lengths.result();
    const labels = [...this.labels]
      .map(([label, { count, line }]) => ({ label, count, line }))
      .sort((a, b) => b.count - a.count);
    const estimate = (limit: number, error: number) => (error > 0 ? { limit, error } : undefined);
    return {
      ...this.sums,
      types: words.types,
      typeTokenRatio: tokens > 0 ? words.types / tokens : 0,
      once: this.once(),
      zipf: zipfOf(words.entries, words.error),
      lengths,
      ngrams: this.ngrams(),
      duplicates: repeated.duplicates,
      ...(labels.length > 0 ? { labels: labels.slice(0, LABELS_SHOWN) } : {}),
      ...(hasTest ? { test: { lines: this.testLines, leaked: repeated.leaked } } : {}),
      findings: this.findings({ ragged, labels, lengths }),
      estimates: {
        words: estimate(words.limit, words.error),
        pairs: estimate(NGRAM_LIMIT, pairs.error > 0 ? pairs.error + words.error : words.error),
        triples: estimate(NGRAM_LIMIT, triples.error > 0 ? triples.error + words.error : words.error),
        ...(repeated.sampled > 1 ? { sampledTexts: repeated.sampled } : {}),
      },
    };
  }

  private once(): number | undefined {
    if (this.words.error > 0) return undefined;
    let once = 0;
    for (const { count } of this.words.entries.values()) if (count === 1) once++;
    return once;
  }

  private ngrams(): CorpusNgram[] {
    const byId = new Map<number, string>();
    for (const [word, { id }] of this.words.entries) byId.set(id, word);
    const joined = (table: NgramCounts, length: 2 | 3): CorpusNgram[] =>
      table.top(NGRAMS_SHOWN).flatMap(({ ids, count, line }) => {
        const parts = ids.flatMap((id) => byId.get(id) ?? []); // a word that was dropped has no name any more
        return parts.length === length ? [{ text: parts.join(' '), words: length, count, line }] : [];
      });
    const single = [...this.topWords()].map(([text, { count, line }]): CorpusNgram => ({
      text,
      words: 1,
      count,
      line,
    }));
    return [...single, ...joined(this.pairs, 2), ...joined(this.triples, 3)];
  }

  private topWords() {
    const { entries } = this.words;
    const counts = Uint32Array.from(entries.values(), ({ count }) => count).sort();
    const least = counts[Math.max(0, counts.length - NGRAMS_SHOWN)] ?? 0;
    return [...entries]
      .filter(([, { count }]) => count >= least)
      .sort(([, a], [, b]) => b.count - a.count)
      .slice(0, NGRAMS_SHOWN);
  }

  private findings({
    ragged,
    labels,
    lengths,
  }: {
    ragged: number;
    labels: readonly { label: string; count: number; line: number }[];
    lengths: CorpusStatistics['lengths'];
  }): CorpusFinding[] {
    const part = 'file' as const;
    const most = labels[0]?.count ?? 0;
    const rare = labels.length > LABELS_SHOWN ? [] : labels.filter(({ count }) => count * IMBALANCE < most);
    const { longest, percentile95 } = lengths;
    const isLong = longest.words > 50 && longest.words > 10 * Math.max(1, percentile95);
    return [
      ...this.repeated.findings(FINDINGS_SHOWN),
      ...this.emptyLines.map((line): CorpusFinding => ({ kind: 'empty', part, line, count: 1 })),
      ...this.unreadableLines,
      ...(this.firstDecomposed && this.forms.areMixed
        ? [{ ...this.firstDecomposed, count: this.forms.decomposed }]
        : []),
      ...(ragged > 0 ? [{ kind: 'ragged' as const, part, count: ragged }] : []),
      ...this.alikeLabels(),
      ...rare.map(({ label, count, line }): CorpusFinding => {
        return { kind: 'imbalance', part, line, count, text: startOf(label) };
      }),
      ...(isLong ? [{ kind: 'long' as const, part, line: longest.line, count: longest.words }] : []),
    ];
  }

  /** At the line where the later of both is first. */
  private alikeLabels(): CorpusFinding[] {
    return alikeLabels(this.labels.keys()).map(([, label]): CorpusFinding => {
      const { count = 0, line } = this.labels.get(label) ?? {};
      return { kind: 'labels', part: 'file', line, count, text: startOf(label) };
    });
  }

  private noteEmpty(line: number): void {
    this.sums.empty++;
    if (this.emptyLines.length < FINDINGS_SHOWN) this.emptyLines.push(line);
  }

  private noteUnreadable(text: string, line: number): void {
    this.unreadable++;
    if (this.unreadable <= FINDINGS_SHOWN)
      this.unreadableLines.push({ kind: 'unreadable', part: 'file', line, count: 1, text: startOf(text) });
  }

  private noteForms(text: string, line: number): void {
    this.forms.add(text);
    if (this.forms.decomposed === 1)
      this.firstDecomposed ??= { kind: 'forms', part: 'file', line, count: 1, text: startOf(text) };
  }

  private noteLabel(label: string, line: number): void {
    const known = this.labels.get(label);
    if (known) known.count++;
    else if (this.labels.size < 100 * LABELS_SHOWN) this.labels.set(startOf(label), { count: 1, line });
  }
}
