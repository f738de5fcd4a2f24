// The different tokens of sentences, each once, with all that a tagger is told of it.

import { UNK } from '../../text/vocabulary';

import { capitalsOf, shapeOf } from './tokenLooks';

/** Names by number, from 1; 0 is what is not among them. */
export interface TokenAlphabets {
  characters: readonly string[];
  shapes: readonly string[];
}

/** Characters of a token beyond these say nothing new: the first ones and the last ones are read. */
const MOST_CHARACTERS = 40;

export class WordTable {
  private readonly numbers = new Map<string, number>();
  private readonly characterIds: ReadonlyMap<string, number>;
  private readonly shapeIds: ReadonlyMap<string, number>;
  /** By word: the ids of its pieces, at least one, its characters, how it is capitalised, its shape. */
  readonly pieces: Int32Array[] = [];
  readonly characters: Int32Array[] = [];
  readonly capitals: number[] = [];
  readonly shapes: number[] = [];
  /** Words that have more pieces than are read. */
  readonly shortened = new Set<number>();

  /** @param piecesOf the ids of a token in the vocabulary, none where nothing is left of it @param longest token in pieces: what is behind is not read */
  constructor(
    private readonly piecesOf: (token: string) => Int32Array,
    { characters, shapes }: TokenAlphabets,
    readonly longest: number,
  ) {
    const numbered = (names: readonly string[]) => new Map(names.map((name, i) => [name, i + 1]));
    this.characterIds = numbered(characters);
    this.shapeIds = numbered(shapes);
  }

  /** The number of a token's word, `[tokens]` */
  wordsOf(tokens: readonly string[]): Int32Array {
    return Int32Array.from(tokens, (token) => this.numbers.get(token) ?? this.add(token));
  }

  /** How many pieces each token of a sentence has, `[tokens]` */
  sizesOf(words: Int32Array): Int32Array {
    return words.map((word) => this.pieces[word].length);
  }

  /** Whether a piece of a word is not in the vocabulary. */
  isUnknown(word: number): boolean {
    return this.pieces[word].includes(UNK);
  }

  private add(token: string): number {
    const found = this.piecesOf(token);
    if (found.length > this.longest) this.shortened.add(this.pieces.length);
    const number = this.pieces.push(found.length > 0 ? found.slice(0, this.longest) : Int32Array.of(UNK)) - 1;
    this.numbers.set(token, number);
    const all = [...token];
    const half = MOST_CHARACTERS / 2;
    const read = all.length > MOST_CHARACTERS ? [...all.slice(0, half), ...all.slice(-half)] : all;
    this.characters.push(Int32Array.from(read, (character) => this.characterIds.get(character) ?? 0));
    this.capitals.push(capitalsOf(token));
    this.shapes.push(this.shapeIds.get(shapeOf(token)) ?? 0);
    return number;
  }
}

/** What stands in at least so many tokens gets a number; the rest teaches what an unknown one is. */
const LEAST = 2;

/** @param tokens those of the training part */
export function alphabetsOf(tokens: Iterable<string>): TokenAlphabets {
  const characters = new Map<string, number>();
  const shapes = new Map<string, number>();
  const count = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const token of tokens) {
    for (const character of token) count(characters, character);
    count(shapes, shapeOf(token));
  }
  const frequent = (counts: Map<string, number>): string[] =>
    [...counts].flatMap(([name, times]) => (times >= LEAST ? [name] : [])).sort();
  return { characters: frequent(characters), shapes: frequent(shapes) };
}
