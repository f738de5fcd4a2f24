// What a person should know of a tokenizer: what its file asks for and is not done, a vocabulary that became larger than asked
// for, special tokens that stand in the texts.

import { specialsInText, type TokenizerOptions } from '../../protocol/tokenizer';
import type { Pipeline } from './tokenizers/pipeline';

const number = (value: number): string => value.toLocaleString('en');

/** Why a learned vocabulary is larger than asked for, where it is. */
export function sizeNotes(
  { type, vocabularySize, alphabetLimit = 0 }: Pick<TokenizerOptions, 'type' | 'vocabularySize' | 'alphabetLimit'>,
  tokens: number,
): string[] {
  if (type === 'file' || tokens <= vocabularySize) return [];
  const [found, asked] = [number(tokens), number(vocabularySize)];
  if (type === 'byte-bpe')
    return [`The vocabulary has ${found} tokens, more than the ${asked} of "vocabularySize": each of the 256 bytes is a token.`]; // prettier-ignore
  const advice =
    alphabetLimit > 0
      ? 'Raise "vocabularySize", or set "alphabetLimit" lower to keep fewer characters.'
      : 'Raise "vocabularySize", or set "alphabetLimit" to keep fewer characters.';
  return [
    type === 'wordpiece'
      ? `The vocabulary has ${found} tokens, more than the ${asked} of "vocabularySize": every character of the text, alone and within a word, is a token, so that nothing was left to learn. ${advice}`
      : `The vocabulary has ${found} tokens, more than the ${asked} of "vocabularySize": every character of the text is a token, so that nothing was left to learn. ${advice}`,
  ];
}

/** Counts texts with special tokens in them, to tell what becomes of these. */
export class SpecialsCount {
  private found = 0;
  private texts = 0;

  constructor(
    private readonly pipeline: Pipeline,
    private readonly options: Partial<TokenizerOptions>,
  ) {}

  add(text: string): void {
    this.texts++;
    if (this.pipeline.holdsSpecial(text)) this.found++;
  }

  notes(): string[] {
    if (this.found === 0) return [];
    const [found, all] = [number(this.found), number(this.texts)];
    return [
      specialsInText(this.options) === 'recognise'
        ? `Special tokens of the tokenizer stand in ${found} of ${all} texts and are taken for what they are ("specialTokens": "recognise").`
        : `Special tokens of the tokenizer stand in ${found} of ${all} texts and are cut like other text. With "specialTokens": "recognise" they are taken for what they are.`,
    ];
  }
}
