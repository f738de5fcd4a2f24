// What a fastText classifier sees of a text (dictionary.cc, getLine): its words and the end of the line, parts of words, and
// words in a row; each is a row of the input matrix, those of words first and then the buckets.

import { hashBytes, ngramBuckets } from '../subwords';
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

interface Word {
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
  /** Of each known word. */
  private readonly hashes: Int32Array;
  private readonly parts: (readonly number[] | undefined)[] = [];
  /** Words that are not known. */
  private readonly seen = new Map<string, Word>();
  private readonly runs = new NgramHash();
  private hashesOfText = new Int32Array(64);

  constructor(
    private readonly known: FeatureWords,
    private readonly settings: FeatureSettings,
  ) {
    known.words.forEach((word, row) => this.rows.set(word, row));
    this.hashes = Int32Array.from(known.words, hashOf);
  }

  isKnown(token: string): boolean {
    return this.rows.has(token);
  }

  /** Calls `visit` for each feature of a text, in fastText's order; the end of the text is word number `tokens.length`. */
  visit(tokens: readonly string[], visit: VisitFeature): void {
    if (this.hashesOfText.length <= tokens.length) this.hashesOfText = new Int32Array(2 * tokens.length);
    let words = 0;
    const places: number[] = [];
    const add = (token: string, at: number): void => {
      const row = this.rows.get(token);
      const unknown = row === undefined ? this.unknown(token) : undefined;
      if (row !== undefined) visit(row, at, 1, false);
      for (const part of unknown?.parts ?? this.partsOf(token, row)) visit(part, at, 1, true);
      places.push(at);
      this.hashesOfText[words++] = unknown?.hash ?? this.hashes[row ?? 0];
    };
    tokens.forEach((token, at) => {
      if (isWord(token)) add(token, at);
    });
    add(END_OF_TEXT, tokens.length);
    this.visitRuns(words, (row, first, count) => visit(row, places[first], places[first + count - 1] - places[first] + 1, false)); // prettier-ignore
  }

  /** The rows of a text. */
  rowsOf(tokens: readonly string[]): number[] {
    const rows: number[] = [];
    this.visit(tokens, (row) => rows.push(row));
    return rows;
  }

  private visitRuns(words: number, visit: (row: number, first: number, count: number) => void): void {
    const { wordNgrams, buckets } = this.settings;
    for (let first = 0; first < words && wordNgrams > 1; first++) {
      this.runs.start(this.hashesOfText[first]);
      for (let next = first + 1; next < words && next < first + wordNgrams; next++) {
        this.runs.add(this.hashesOfText[next]);
        const row = this.hashedRow(this.runs.bucket(buckets));
        if (row >= 0) visit(row, first, next - first + 1);
      }
    }
  }

  private hashedRow(bucket: number): number {
    const { words, rowOfBucket } = this.known;
    const row = rowOfBucket ? rowOfBucket(bucket) : bucket;
    return row < 0 ? row : words.length + row;
  }

  private unknown(token: string): Word {
    const found = this.seen.get(token);
    if (found) return found;
    const word = { hash: hashOf(token), parts: this.partsOf(token, undefined) };
    if (this.seen.size < MOST_SEEN) this.seen.set(token, word);
    return word;
  }

  /** @param row where they are kept, of a known word */
  private partsOf(token: string, row: number | undefined): readonly number[] {
    if (this.settings.maxLength < 1 || token === END_OF_TEXT) return NO_PARTS;
    const kept = row === undefined ? undefined : this.parts[row];
    if (kept) return kept;
    const buckets = ngramBuckets(encoder.encode(`<${token}>`), this.settings);
    const parts = buckets.map((bucket) => this.hashedRow(bucket)).filter((part) => part >= 0);
    if (row !== undefined) this.parts[row] = parts;
    return parts;
  }
}

const hashOf = (word: string): number => hashBytes(encoder.encode(word)) | 0;
