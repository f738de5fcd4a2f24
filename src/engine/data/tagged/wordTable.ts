// The different tokens of sentences, each once, with all that a tagger is told of it: the same token with other values in the columns
// that are looked at is another one.

import { UNK } from '../../text/vocabulary';

import { capitalsOf, shapeOf } from './tokenLooks';
import type { TaggedSentence } from './taggedSentence';

/** Names by number, from 1; 0 is what is not among them. */
export interface TokenAlphabets {
  characters: readonly string[];
  shapes: readonly string[];
  /** Of each column that is looked at, its number in files, from 1, and its values. */
  columns: readonly { column: number; values: readonly string[] }[];
}

/** Tokens, and their other columns where a file has them. */
export type GivenTokens = Pick<TaggedSentence, 'tokens' | 'columns'>;

/** Characters of a token beyond these say nothing new: the first ones and the last ones are read. */
const MOST_CHARACTERS = 40;

export class WordTable {
  private readonly numbers = new Map<string, number>();
  private readonly characterIds: ReadonlyMap<string, number>;
  private readonly shapeIds: ReadonlyMap<string, number>;
  private readonly columnIds: readonly { column: number; ids: ReadonlyMap<string, number> }[];
  /** By word: the ids of its pieces, at least one, its characters, how it is capitalised, its shape, its values in columns. */
  readonly pieces: Int32Array[] = [];
  readonly characters: Int32Array[] = [];
  readonly capitals: number[] = [];
  readonly shapes: number[] = [];
  readonly columns: number[][] = [];
  /** The same, its attributes, of models that read some: then each place of a token is a word of its own. */
  readonly attributes: Int32Array[] = [];
  /** Words that have more pieces than are read. */
  readonly shortened = new Set<number>();

  /** @param piecesOf the ids of a token in the vocabulary, none where nothing is left of it @param longest token in pieces: what is behind is not read @param attributesOf by token, of models that read some */
  constructor(
    private readonly piecesOf: (token: string) => Int32Array,
    { characters, shapes, columns }: TokenAlphabets,
    readonly longest: number,
    private readonly attributesOf?: (sentence: GivenTokens) => Int32Array[],
  ) {
    const numbered = (names: readonly string[]) => new Map(names.map((name, i) => [name, i + 1]));
    this.characterIds = numbered(characters);
    this.shapeIds = numbered(shapes);
    this.columnIds = columns.map(({ column, values }) => ({ column, ids: numbered(values) }));
  }

  /** The number of a token's word, `[tokens]`. Columns that a sentence does not have are unknown. */
  wordsOf(sentence: GivenTokens): Int32Array {
    const { tokens, columns } = sentence;
    const attributes = this.attributesOf?.(sentence);
    const found = this.columnIds.map(({ column, ids }) => ({ ids, values: columns?.get(column) }));
    return Int32Array.from(tokens, (token, t) => {
      const values = found.map(({ ids, values: own }) => ids.get(own?.[t] ?? '') ?? 0);
      const key = values.length > 0 ? `${values.join(' ')}\t${token}` : token;
      const number = this.numbers.get(key) ?? this.add(token, { key, values });
      return attributes ? this.addPlace(number, attributes[t]) : number;
    });
  }

  /** How many pieces each token of a sentence has, `[tokens]` */
  sizesOf(words: Int32Array): Int32Array {
    return words.map((word) => this.pieces[word].length);
  }

  /** Whether a piece of a word is not in the vocabulary. */
  isUnknown(word: number): boolean {
    return this.pieces[word].includes(UNK);
  }

  /** A word that looks as another one, at a place of its own. */
  private addPlace(word: number, attributes: Int32Array): number {
    const number = this.pieces.push(this.pieces[word]) - 1;
    this.characters.push(this.characters[word]);
    this.capitals.push(this.capitals[word]);
    this.shapes.push(this.shapes[word]);
    this.columns.push(this.columns[word]);
    if (this.shortened.has(word)) this.shortened.add(number);
    this.attributes[number] = attributes;
    return number;
  }

  private add(token: string, { key, values }: { key: string; values: number[] }): number {
    const found = this.piecesOf(token);
    if (found.length > this.longest) this.shortened.add(this.pieces.length);
    const number = this.pieces.push(found.length > 0 ? found.slice(0, this.longest) : Int32Array.of(UNK)) - 1;
    this.numbers.set(key, number);
    const all = [...token];
    const half = MOST_CHARACTERS / 2;
    const read = all.length > MOST_CHARACTERS ? [...all.slice(0, half), ...all.slice(-half)] : all;
    this.characters.push(Int32Array.from(read, (character) => this.characterIds.get(character) ?? 0));
    this.capitals.push(capitalsOf(token));
    this.shapes.push(this.shapeIds.get(shapeOf(token)) ?? 0);
    this.columns.push(values);
    return number;
  }
}

/** What stands in at least so many tokens gets a number; the rest teaches what an unknown one is. */
const LEAST = 2;

/** @param sentences those of the training part @param columns that are looked at, from 1 */
export function alphabetsOf(sentences: readonly GivenTokens[], columns: readonly number[] = []): TokenAlphabets {
  const characters = new Map<string, number>();
  const shapes = new Map<string, number>();
  const values = columns.map((column) => ({ column, counts: new Map<string, number>() }));
  const count = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const sentence of sentences) {
    for (const token of sentence.tokens) {
      for (const character of token) count(characters, character);
      count(shapes, shapeOf(token));
    }
    for (const { column, counts } of values)
      for (const value of sentence.columns?.get(column) ?? []) count(counts, value);
  }
  const frequent = (counts: Map<string, number>): string[] =>
    [...counts].flatMap(([name, times]) => (times >= LEAST ? [name] : [])).sort();
  return {
    ...{ characters: frequent(characters), shapes: frequent(shapes) },
    columns: values.map(({ column, counts }) => ({ column, values: frequent(counts) })),
  };
}
