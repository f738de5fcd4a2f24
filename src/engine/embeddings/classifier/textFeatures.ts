// What a fastText classifier sees of a text (dictionary.cc, getLine): its words and the end of the line, parts of words, and
// words in a row; each is a row of the input matrix, those of words first and then the buckets.

import { hashText, ngramBuckets } from '../subwords';
import { NgramHash } from './ngramHash';
import type { FeatureSettings } from './settings';

/** Ends each text, as the end of a line does in fastText's files. */
export const END_OF_TEXT = '</s>';
/** Words that start so are labels there, and no part of the text. */
export const LABEL_PREFIX = '__label__';

/** Whether it is part of a text. */
export const isWord = (token: string): boolean => !token.startsWith(LABEL_PREFIX) && token !== END_OF_TEXT;

/** A row and what it stands for: the words from `first` on, `count` of them, or a part of that word. */
export type VisitFeature = (row: number, first: number, count: number, isPart: boolean) => void;

export interface FeatureWords {
  readonly words: readonly string[];
  /** The row of a bucket, counted from the first; undefined: the bucket itself; negative: left out, as of pruned models. */
  readonly rowOfBucket?: (bucket: number) => number;
}

/** What is seen of a word, wherever it stands. */
export interface SeenWord {
  /** Undefined: it is not known. */
  row: number | undefined;
  /** Signed 32 bits. */
  hash: number;
  /** Rows of its parts. */
  parts: readonly number[];
}

const NO_PARTS: readonly number[] = [];
/** So many words that are not known are kept with what was made of them. */
const MOST_SEEN = 100_000;
const encoder = new TextEncoder();

export class TextFeatures {
  private readonly rows = new Map<string, number>();
  /** Known words, by row, as soon as they have been seen. */
  private readonly known: (SeenWord | undefined)[] = [];
  private readonly unknown = new Map<string, SeenWord>();
  private readonly runs = new NgramHash();

  constructor(
    private readonly words: FeatureWords,
    private readonly settings: FeatureSettings,
  ) {
    words.words.forEach((word, row) => this.rows.set(word, row));
  }

  isKnown(token: string): boolean {
    return this.rows.has(token);
  }

  wordOf(token: string): SeenWord {
    const row = this.rows.get(token);
    if (row !== undefined) return (this.known[row] ??= this.seen(token, row));
    const found = this.unknown.get(token);
    if (found) return found;
    const word = this.seen(token, undefined);
    if (this.unknown.size < MOST_SEEN) this.unknown.set(token, word);
    return word;
  }

  /** Calls `visit` for each feature of a text, in fastText's order; the end of the text is word number `tokens.length`. */
  visit(tokens: readonly string[], visit: VisitFeature): void {
    const places: number[] = [];
    const words: SeenWord[] = [];
    const add = (token: string, at: number): void => {
      places.push(at);
      words.push(this.wordOf(token));
    };
    tokens.forEach((token, at) => {
      if (isWord(token)) add(token, at);
    });
    add(END_OF_TEXT, tokens.length);
    this.visitWords(words, (row, first, count, isPart) =>
      visit(row, places[first], places[first + count - 1] - places[first] + 1, isPart),
    );
  }

  /** The same of words that were looked up before, none of them a label, the end of the text behind them. */
  visitWords(words: readonly SeenWord[], visit: VisitFeature): void {
    for (let at = 0; at < words.length; at++) {
      const { row, parts } = words[at];
      if (row !== undefined) visit(row, at, 1, false);
      for (const part of parts) visit(part, at, 1, true);
    }
    const { wordNgrams, buckets } = this.settings;
    for (let first = 0; first < words.length && wordNgrams > 1; first++) {
      this.runs.start(words[first].hash);
      for (let next = first + 1; next < words.length && next < first + wordNgrams; next++) {
        this.runs.add(words[next].hash);
        const row = this.hashedRow(this.runs.bucket(buckets));
        if (row >= 0) visit(row, first, next - first + 1, false);
      }
    }
  }

  /** The rows of a text. */
  rowsOf(tokens: readonly string[]): number[] {
    const rows: number[] = [];
    this.visit(tokens, (row) => rows.push(row));
    return rows;
  }

  private hashedRow(bucket: number): number {
    const { words, rowOfBucket } = this.words;
    const row = rowOfBucket ? rowOfBucket(bucket) : bucket;
    return row < 0 ? row : words.length + row;
  }

  private seen(token: string, row: number | undefined): SeenWord {
    return { row, hash: hashOf(token), parts: this.partsOf(token) };
  }

  private partsOf(token: string): readonly number[] {
    if (this.settings.maxLength < 1 || token === END_OF_TEXT) return NO_PARTS;
    const buckets = ngramBuckets(encoder.encode(`<${token}>`), this.settings);
    return buckets.map((bucket) => this.hashedRow(bucket)).filter((part) => part >= 0);
  }
}

const hashOf = (word: string): number => hashText(word) | 0;
