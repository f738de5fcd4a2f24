// The model stage of a tokenizer.json.

import { Bpe } from './bpe';
import { Nonsense } from './nonsense';
import type { WordModel } from './pieces';
import type { ModelSpec } from './spec';
import { Unigram } from './unigram';
import { WordLevel } from './wordLevel';
import { WordPiece } from './wordPiece';

interface KnownTokens {
  ids: ReadonlyMap<string, number>;
  /** Never found in text. */
  specials: ReadonlySet<string>;
}

/** Fails with `Nonsense` where parts contradict each other. `byteLevel`: words come as text that is read as bytes. */
export function createModel(
  spec: ModelSpec,
  { ids, specials }: KnownTokens,
  byteLevel: boolean,
): { model: WordModel; unknownId?: number } {
  const words = specials.size === 0 ? ids : new Map([...ids].filter(([token]) => !specials.has(token)));
  switch (spec.type) {
    case 'BPE':
      return createBpe(spec, { ids, words }, byteLevel);
    case 'WordPiece': {
      const unknownId = requireId(spec.unk_token, ids);
      const { continuing_subword_prefix: continuingPrefix, max_input_chars_per_word: maxCharacters } = spec;
      return { model: new WordPiece({ ids: words, unknownId, continuingPrefix, maxCharacters }), unknownId };
    }
    case 'WordLevel': {
      // Without a name for unknown words they are left out.
      const unknownId = spec.unk_token === '' ? undefined : requireId(spec.unk_token, ids);
      return { model: new WordLevel(words, unknownId), unknownId };
    }
    case 'Unigram': {
      const unknownId = spec.unk_id ?? undefined;
      if (unknownId !== undefined && unknownId >= spec.vocab.length)
        throw new Nonsense(`"unk_id" is ${unknownId}, but there are ${spec.vocab.length} pieces`);
      const pieces = spec.vocab.map((entry) => {
        const [token, score] = entry as [string, number]; // checked by unigramTokens
        return { token: specials.has(token) ? '' : token, score };
      });
      return { model: new Unigram({ pieces, unknownId, byteFallback: spec.byte_fallback }), unknownId };
    }
  }
}

/** Whether a model looks at the characters of bytes, one by one: BPE whose words are all its bytes reads these itself. */
export function spellsBytes(spec: ModelSpec): boolean {
  if (spec.type !== 'BPE') return true;
  const { continuing_subword_prefix: prefix, end_of_word_suffix: suffix, fuse_unk: fuses, byte_fallback: falls } = spec;
  return Boolean(prefix) || Boolean(suffix) || fuses || falls;
}

function requireId(token: string, ids: ReadonlyMap<string, number>): number {
  const id = ids.get(token);
  if (id === undefined) throw new Nonsense(`its unknown token "${token.slice(0, 60)}" is not in the vocabulary`);
  return id;
}

function createBpe(
  spec: Extract<ModelSpec, { type: 'BPE' }>,
  { ids, words }: Record<'ids' | 'words', ReadonlyMap<string, number>>,
  byteLevel: boolean,
): { model: WordModel; unknownId?: number } {
  const unknownId = spec.unk_token ? ids.get(spec.unk_token) : undefined; // as there, missing where it has no id
  const continuingPrefix = spec.continuing_subword_prefix ?? '';
  const merges = spec.merges.map((entry, index) => {
    const pair: unknown = typeof entry === 'string' ? entry.split(' ') : entry;
    const [left, right]: unknown[] = Array.isArray(pair) && pair.length === 2 ? pair : [];
    if (typeof left !== 'string' || typeof right !== 'string')
      throw new Nonsense(`merge ${index} is not a pair of tokens`);
    const isContinued = continuingPrefix !== '' && right.startsWith(continuingPrefix);
    const leftId = ids.get(left);
    const rightId = ids.get(right);
    const id = ids.get(left + (isContinued ? right.slice(continuingPrefix.length) : right));
    if (leftId === undefined || rightId === undefined || id === undefined)
      throw new Nonsense(`merge ${index} is of tokens that are not in the vocabulary`);
    return { left: leftId, right: rightId, id };
  });
  const model = new Bpe({
    ...{ ids, merges, byteLevel, unknownId, continuingPrefix },
    endSuffix: spec.end_of_word_suffix ?? '',
    fuseUnknown: spec.fuse_unk,
    byteFallback: spec.byte_fallback,
    wholeWords: spec.ignore_merges ? words : undefined,
  });
  return { model, unknownId };
}
