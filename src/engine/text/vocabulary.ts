// Which tokens a model knows, and their ids. Four special tokens come first; the words follow by falling count.

import { createHash } from 'node:crypto';
import type { Pipeline } from './tokenizers/pipeline';

export const specialTokens = ['<pad>', '<unk>', '<bos>', '<eos>'] as const;
export const PAD = 0;
export const UNK = 1;
export const BOS = 2;
export const EOS = 3;

export interface Vocabulary {
  /** Tokens by id; the first four are `specialTokens`. */
  readonly tokens: readonly string[];
  /** The id of a token of some text; `UNK` for all that are not words of the vocabulary, special ones included. */
  idOf(token: string): number;
  /** SHA-256 of the tokens in order, hexadecimal; of the whole file where there is one. */
  readonly hash: string;
  /** The tokenizer.json that belongs to this vocabulary, and its stages; none for a mere list of words. */
  readonly file?: { text: string; pipeline: Pipeline };
}

/** How often each token was seen, in the order of first appearance. */
export type TokenCounts = ReadonlyMap<string, { count: number }>;

/** A vocabulary of these words (without the special tokens), in this order. */
export function vocabularyOf(words: readonly string[]): Vocabulary {
  return vocabularyOfTokens([...specialTokens, ...words]);
}

/** A vocabulary of tokens by id, the special ones first. */
export function vocabularyOfTokens(tokens: readonly string[], file?: Vocabulary['file']): Vocabulary {
  const ids = new Map<string, number>();
  for (let id = specialTokens.length; id < tokens.length; id++) ids.set(tokens[id], id);
  return {
    tokens,
    idOf: (token) => ids.get(token) ?? UNK,
    hash: createHash('sha256')
      .update(file?.text ?? JSON.stringify(tokens))
      .digest('hex'),
    file,
  };
}

/**
 * The most frequent tokens, ties by first appearance: those seen at least `minFrequency` times, and with the special
 * tokens at most `vocabularySize`. A token of the text that looks like a special one is never a word. `ownSpecial` are
 * special tokens beside the four; they follow these.
 */
export function createVocabulary(
  counts: TokenCounts,
  {
    vocabularySize,
    minFrequency,
    ownSpecial = [],
  }: { vocabularySize: number; minFrequency: number; ownSpecial?: readonly string[] },
): Vocabulary {
  const special = new Set<string>([...specialTokens, ...ownSpecial]);
  const words = [...counts]
    .filter(([token, { count }]) => count >= minFrequency && !special.has(token))
    .sort(([, a], [, b]) => b.count - a.count) // stable: equal counts keep the order of first appearance
    .slice(0, Math.max(0, vocabularySize - special.size))
    .map(([token]) => token);
  return vocabularyOf([...ownSpecial, ...words]);
}
