// What Keras' Tokenizer.to_json writes, as a tokenizer.json that cuts as Keras does: filtered characters become the character
// that words are split at, and a word's id is its place in `word_index`; those from `num_words` on are unknown.

import { z } from 'zod';
import type { NormalizerSpec, TokenizerSpec } from './spec';
import { safeParse } from '../../schema/safeParse';

const kerasFile = z.object({
  class_name: z.literal('Tokenizer'),
  config: z.object({
    num_words: z.int().min(0).nullish(),
    filters: z.string().max(10_000).default(''),
    lower: z.boolean().default(true),
    split: z.string().min(1).max(100).default(' '),
    char_level: z.boolean().default(false),
    oov_token: z.string().nullish(),
    word_index: z.string(),
  }),
});

export const isKerasTokenizer = (file: unknown): boolean =>
  typeof file === 'object' && file !== null && 'class_name' in file && file.class_name === 'Tokenizer';

/** The file, which may be JSON in a JSON string, as `json.dump(tokenizer.to_json())` leaves it; undefined where it is none. */
export function unpackedKeras(file: unknown): unknown {
  if (typeof file !== 'string' || !file.includes('"Tokenizer"')) return file;
  try {
    return JSON.parse(file);
  } catch {
    return file;
  }
}

/** Fails as zod's `parse` does, and with a `SyntaxError` where the words are no JSON. */
export function readKerasTokenizer(file: unknown): TokenizerSpec {
  const parsed = safeParse(kerasFile, file);
  if (!parsed.success) throw parsed.error;
  const { filters, lower, split, char_level: byCharacter, ...config } = parsed.data.config;
  const normalizers: NormalizerSpec[] = lower ? [{ type: 'Lowercase' }] : [];
  const filtered = new Set(byCharacter ? '' : filters);
  if (filtered.size > 0)
    normalizers.push({
      type: 'Replace',
      pattern: { Regex: `[${[...filtered].map(escaped).join('')}]` },
      content: split,
    });
  return {
    added_tokens: [],
    truncation: null,
    padding: null,
    normalizer: { type: 'Sequence', normalizers },
    pre_tokenizer: {
      type: 'Split',
      ...(byCharacter
        ? { pattern: { Regex: '[\\s\\S]' }, behavior: 'Isolated', invert: false }
        : { pattern: { String: split }, behavior: 'Removed', invert: false }),
    },
    model: { type: 'WordLevel', ...wordsOf(config) },
  };
}

const escaped = (character: string): string => `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;

function wordsOf({ num_words: limit, oov_token: unknown, word_index: index }: KerasWords) {
  const words = Object.entries(JSON.parse(index) as Record<string, unknown>);
  const isKept = ([word, id]: [string, unknown]): boolean =>
    word === unknown || !limit || (typeof id === 'number' && id < limit);
  return { vocab: Object.fromEntries(words.filter(isKept)), unk_token: unknown ?? '' };
}

type KerasWords = Pick<z.output<typeof kerasFile>['config'], 'num_words' | 'oov_token' | 'word_index'>;
