// tokenizer.json in the format of Hugging Face tokenizers: written from what was learned.

import type { TokenizerDesign } from './tokenizerDesign';
import { specialTokens, UNK } from './vocabulary';

/** What was learned for the model stage; tokens by id, special ones first. */
export interface LearnedModel {
  tokens: readonly string[];
  /** BPE */
  merges?: readonly (readonly [left: string, right: string])[];
  /** Unigram: by id. */
  scores?: readonly number[];
}

/** Tokens that a person gives beside what is learned. */
export interface GivenTokens {
  /** Never cut; their ids come after those of the model. */
  userWords?: readonly string[];
  /** Special tokens beside the four, which they follow. */
  ownSpecial?: readonly string[];
}

export function tokenizerText(
  { normalizer, pre_tokenizer, decoder, model, dropsUnknown }: TokenizerDesign,
  learned: LearnedModel,
  { userWords = [], ownSpecial = [] }: GivenTokens = {},
): string {
  const { tokens } = learned;
  const known = new Map(tokens.map((token, id) => [token, id]));
  const fresh = userWords.filter((word) => !known.has(word));
  fresh.forEach((word, i) => known.set(word, tokens.length + i));
  const flags = { single_word: false, lstrip: false, rstrip: false };
  const added = [
    ...[...specialTokens, ...ownSpecial].map((content, id) => ({
      id,
      content,
      ...flags,
      normalized: false,
      special: true,
    })),
    ...userWords.map((content) => ({ id: known.get(content), content, ...flags, normalized: true, special: false })),
  ];
  const head = {
    ...{ version: '1.0', truncation: null, padding: null, added_tokens: added },
    ...{ normalizer, pre_tokenizer, post_processor: null, decoder },
  };
  const unknown = JSON.stringify(dropsUnknown ? '' : specialTokens[UNK]);
  return `${JSON.stringify(head).slice(0, -1)},"model":${modelText(model, learned, unknown)}}\n`;
}

/** Written by hand, since objects would not keep the order of tokens that look like numbers. */
function modelText(
  type: TokenizerDesign['model'],
  { tokens, merges = [], scores = [] }: LearnedModel,
  unknown: string,
) {
  const vocab = (): string => `{${tokens.map((token, id) => `${JSON.stringify(token)}:${id}`).join(',')}}`;
  switch (type) {
    case 'WordLevel':
      return `{"type":"WordLevel","vocab":${vocab()},"unk_token":${unknown}}`;
    case 'WordPiece':
      return `{"type":"WordPiece","unk_token":${unknown},"continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":${vocab()}}`;
    case 'BPE': {
      const flags = '"continuing_subword_prefix":null,"end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false';
      return `{"type":"BPE","dropout":null,"unk_token":${unknown},${flags},"ignore_merges":false,"vocab":${vocab()},"merges":${JSON.stringify(merges)}}`;
    }
    case 'Unigram': {
      const pieces = tokens.map((token, id) => [token, scores[id]]);
      return `{"type":"Unigram","unk_id":${UNK},"vocab":${JSON.stringify(pieces)},"byte_fallback":false}`;
    }
  }
}
