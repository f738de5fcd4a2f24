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
  const found = `The vocabulary has ${number(tokens)} tokens, more than the ${number(vocabularySize)} of "vocabularySize"`;
  if (type === 'byte-bpe') return [`${found}: each of the 256 bytes is a token.`];
  const forms = type === 'wordpiece' ? ', alone and within a word,' : '';
  return [
    `${found}: every character of the text${forms} is a token, so that nothing was left to learn. Raise "vocabularySize", or set "alphabetLimit"${alphabetLimit > 0 ? ' lower' : ''} to keep fewer characters.`,
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
    const found = `Special tokens of the tokenizer stand in ${number(this.found)} of ${number(this.texts)} texts`;
    return [
      specialsInText(this.options) === 'recognise'
        ? `${found} and are taken for what they are ("specialTokens": "recognise").`
        : `${found} and are cut like other text. With "specialTokens": "recognise" they are taken for what they are.`,
    ];
  }
}
