// The attributes that a chain knows: values of templates, numbered. An attribute with a tag is a feature, and has a weight.

import type { Training } from '../text/trainers/training';
import type { Expander } from './expandTemplates';
import type { FieldedSentence } from './tokenFields';

/** By template its values, in the order of their numbers, which go on from template to template. */
export type AttributeValues = readonly (readonly string[])[];

/** The attributes of sentences, flat. */
export interface AttributeRows {
  /** [sentences + 1]: where each begins among the tokens. */
  sentenceStarts: Int32Array;
  /** [tokens + 1]: where the attributes of each token begin. */
  tokenStarts: Int32Array;
  attributes: Int32Array;
}

/** The number of each attribute. */
export class AttributeIndex {
  readonly count: number;

  /** @param numbers by template of each of its values; left out, they are made */
  constructor(
    private readonly expander: Expander,
    readonly values: AttributeValues,
    private readonly numbers: readonly ReadonlyMap<string, number>[] = numbered(values),
  ) {
    this.count = values.reduce((sum, { length }) => sum + length, 0);
  }

  /** Those of a sentence that are known, in the order of the templates, told one by one. */
  visit(sentence: FieldedSentence, visit: (token: number, attribute: number, template: number) => void): void {
    this.expander.visit(sentence, (token, template, value) => {
      const number = this.numbers[template].get(value);
      if (number !== undefined) visit(token, number, template);
    });
  }

  /** As templates and values are written. */
  nameOf(attribute: number): string {
    let at = attribute;
    const template = this.values.findIndex(({ length }) => {
      if (at < length) return true;
      at -= length;
      return false;
    });
    return this.expander.nameOf(template, this.values[template][at]);
  }
}

function numbered(values: AttributeValues): Map<string, number>[] {
  let count = 0;
  return values.map((of) => new Map(of.map((value) => [value, count++])));
}

/** Between two pauses. */
const TOKENS_A_STEP = 2048;
/** The same, of values. */
const VALUES_A_STEP = 1 << 15;

/** The attributes of sentences, learned: those that occur at `least` times. */
export function* learnAttributes(
  sentences: readonly FieldedSentence[],
  expander: Expander,
  least: number,
): Training<{ index: AttributeIndex; rows: AttributeRows }> {
  const seenNumbers = Array.from({ length: expander.count }, () => new Map<string, number>());
  const counts: number[] = [];
  const seen = function (template: number, value: string): number {
    const known = seenNumbers[template].get(value);
    const number = known ?? counts.push(0) - 1;
    if (known === undefined) seenNumbers[template].set(value, number);
    counts[number]++;
    return number;
  };
  const all = yield* rowsOf(sentences, expander.count + 1, (sentence, add) =>
    expander.visit(sentence, (token, template, value) => add(token, seen(template, value))),
  );
  const renumbered = new Int32Array(counts.length).fill(-1);
  let [count, looked] = [0, 0];
  const values: string[][] = [];
  const numbers: Map<string, number>[] = [];
  for (const of of seenNumbers) {
    const kept: string[] = [];
    const numbersOfKept = new Map<string, number>();
    for (const [value, number] of of) {
      if (++looked % VALUES_A_STEP === 0) yield 1;
      if (counts[number] < least) continue;
      numbersOfKept.set(value, count);
      renumbered[number] = count++;
      kept.push(value);
    }
    of.clear();
    values.push(kept);
    numbers.push(numbersOfKept);
  }
  const rows = yield* keptRows(all, renumbered);
  return { index: new AttributeIndex(expander, values, numbers), rows };
}

/** The known attributes of sentences. */
export const attributeRows = (sentences: readonly FieldedSentence[], index: AttributeIndex): Training<AttributeRows> =>
  rowsOf(sentences, index.values.length + 1, (sentence, add) => index.visit(sentence, add));

type Visitor = (sentence: FieldedSentence, add: (token: number, attribute: number) => void) => void;

/** @param most attributes of a token */
function* rowsOf(sentences: readonly FieldedSentence[], most: number, visit: Visitor): Training<AttributeRows> {
  const tokens = sentences.reduce((sum, sentence) => sum + sentence.tokens.length, 0);
  const sentenceStarts = new Int32Array(sentences.length + 1);
  const tokenStarts = new Int32Array(tokens + 1);
  const attributes = new Int32Array(tokens * most);
  let [at, sinceYield] = [0, 0];
  for (const [number, sentence] of sentences.entries()) {
    const first = sentenceStarts[number];
    const { length } = sentence.tokens;
    sentenceStarts[number + 1] = first + length;
    const found: number[][] = Array.from({ length }, () => []);
    visit(sentence, (token, attribute) => found[token].push(attribute));
    for (let t = 0; t < length; t++) {
      attributes.set(found[t], at);
      at += found[t].length;
      tokenStarts[first + t + 1] = at;
    }
    sinceYield += length;
    if (sinceYield < TOKENS_A_STEP) continue;
    sinceYield = 0;
    yield number / sentences.length;
  }
  return { sentenceStarts, tokenStarts, attributes: attributes.slice(0, at) };
}

/** Without those that are not kept (-1), the others by their new numbers. */
function* keptRows(
  { sentenceStarts, tokenStarts, attributes }: AttributeRows,
  renumbered: Int32Array,
): Training<AttributeRows> {
  const kept = attributes.slice();
  const starts = new Int32Array(tokenStarts.length);
  let at = 0;
  for (let token = 0; token + 1 < tokenStarts.length; token++) {
    for (let i = tokenStarts[token]; i < tokenStarts[token + 1]; i++) {
      const number = renumbered[attributes[i]];
      if (number >= 0) kept[at++] = number;
    }
    starts[token + 1] = at;
    if (token % TOKENS_A_STEP === 0) yield 1;
  }
  return { sentenceStarts, tokenStarts: starts, attributes: kept.slice(0, at) };
}
