// A tokenizer.json, written here or elsewhere, as a pipeline. Nothing in it is believed before it was checked.

import { LabError } from '../../../protocol/labError';
import { Bpe } from './bpe';
import { createDecoder } from './decoders';
import { createNormalizer } from './normalizers';
import type { Kiwi } from './kiwi';
import type { WordModel } from './pieces';
import { Pipeline } from './pipeline';
import { createPostProcessor } from './postProcessors';
import { createPreTokenizer } from './preTokenizers';
import { type ModelSpec, tokenizerFileSchema, type TokenizerSpec } from './spec';
import { Unigram } from './unigram';
import { WordLevel } from './wordLevel';
import { WordPiece } from './wordPiece';

/** What is wrong with a file, in words that follow "it is not a tokenizer that can be used here:". */
class Nonsense extends Error {}

export interface ReadOptions {
  /** Only the stages before the model will be used. */
  cutOnly?: boolean;
  /** For a file that cuts by morphemes. */
  kiwi?: Kiwi;
}

/** Fails with `INVALID_FILE`, naming what is missing, contradictory or not known here. */
export function readTokenizerJson(text: string, file: string, options: ReadOptions = {}): Pipeline {
  try {
    return createPipeline(parse(text), options);
  } catch (error) {
    if (!(error instanceof Nonsense) && !(error instanceof LabError)) throw error;
    const message = `"${file}" is not a tokenizer that can be used here: ${error.message.replace(/\.$/, '')}.`;
    throw new LabError('INVALID_FILE', message, { file }, { cause: error });
  }
}

function parse(text: string): TokenizerSpec {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Nonsense('it is not JSON');
  }
  const parsed = tokenizerFileSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue.path.join('.');
  throw new Nonsense(`"${key === '' ? 'the file' : key}" is missing or of a kind that is not known here`);
}

function createPipeline(spec: TokenizerSpec, { cutOnly = false, kiwi }: ReadOptions): Pipeline {
  const { cut, cutSpans, byteLevel } = createPreTokenizer(spec.pre_tokenizer, kiwi);
  const { ids, tokens } = vocabularyOf(spec);
  const specials = spec.added_tokens.filter(({ special }) => special).map(({ content }) => content);
  if (spec.pre_tokenizer?.type === 'Kiwi' && spec.model.type !== 'WordLevel')
    throw new Nonsense(`"Kiwi" before a ${spec.model.type} is not known here`);
  const { model, unknownId } = createModel(spec.model, { ids, specials: new Set(specials) }, byteLevel && !cutOnly);
  const surround = createPostProcessor(spec.post_processor);
  if ([...surround.before, ...surround.after].some((id) => id >= tokens.length))
    throw new Nonsense('its post-processor adds a token that is not in the vocabulary');
  return new Pipeline({
    normalizer: spec.normalizer ? createNormalizer(spec.normalizer) : undefined,
    ...{ cut, cutSpans, model, surround, tokens, unknownId },
    decode: createDecoder(spec.decoder),
    added: spec.added_tokens,
  });
}

interface Vocabulary {
  /** Of the model alone. */
  ids: Map<string, number>;
  /** Added tokens included. */
  tokens: string[];
}

function vocabularyOf({ model, added_tokens: added }: TokenizerSpec): Vocabulary {
  const entries = model.type === 'Unigram' ? unigramEntries(model.vocab) : Object.entries(model.vocab);
  const limit = 2 * (entries.length + added.length) + 1024; // a few gaps occur; an id of millions is nonsense
  const ids = new Map<string, number>();
  const tokens: (string | undefined)[] = [];
  for (const [token, id] of entries) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= limit)
      throw new Nonsense(
        `the id of the token ${JSON.stringify(token.slice(0, 60))} is not a number from 0 without large gaps`,
      );
    if (tokens[id] !== undefined) throw new Nonsense(`the id ${id} is given to two tokens`);
    tokens[id] = token;
    ids.set(token, id);
  }
  for (const { id, content } of added) {
    if (id >= limit) throw new Nonsense(`the id ${id} of the added token "${content.slice(0, 60)}" is too large`);
    if (tokens[id] !== undefined && tokens[id] !== content) throw new Nonsense(`the id ${id} is given to two tokens`);
    tokens[id] = content;
  }
  if (tokens.length === 0) throw new Nonsense('its vocabulary is empty');
  return { ids, tokens: Array.from(tokens, (token) => token ?? '') };
}

function unigramEntries(vocab: readonly unknown[]): [string, number][] {
  return vocab.map((entry, id) => {
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string' || !Number.isFinite(entry[1]))
      throw new Nonsense(`piece ${id} is not a pair of text and score`);
    return [entry[0], id];
  });
}

interface KnownTokens {
  ids: ReadonlyMap<string, number>;
  /** Never found in text. */
  specials: ReadonlySet<string>;
}

function createModel(
  spec: ModelSpec,
  { ids, specials }: KnownTokens,
  byteLevel: boolean,
): { model: WordModel; unknownId?: number } {
  if (byteLevel && spec.type !== 'BPE') throw new Nonsense(`"ByteLevel" before a ${spec.type} is not known here`);
  const words = new Map([...ids].filter(([token]) => !specials.has(token)));
  switch (spec.type) {
    case 'BPE':
      return createBpe(spec, ids, byteLevel);
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
        const [token, score] = entry as [string, number]; // checked by unigramEntries
        return { token: specials.has(token) ? '' : token, score };
      });
      return { model: new Unigram({ pieces, unknownId, byteFallback: spec.byte_fallback }), unknownId };
    }
  }
}

function requireId(token: string, ids: ReadonlyMap<string, number>): number {
  const id = ids.get(token);
  if (id === undefined) throw new Nonsense(`its unknown token "${token.slice(0, 60)}" is not in the vocabulary`);
  return id;
}

function createBpe(
  spec: Extract<ModelSpec, { type: 'BPE' }>,
  ids: ReadonlyMap<string, number>,
  byteLevel: boolean,
): { model: WordModel; unknownId?: number } {
  if (spec.dropout) throw new Nonsense('it has dropout, which makes ids random; set "dropout" to null');
  const unknownId = spec.unk_token ? requireId(spec.unk_token, ids) : undefined;
  const continuingPrefix = spec.continuing_subword_prefix ?? '';
  const merges = spec.merges.map((entry, index) => {
    const pair = typeof entry === 'string' ? entry.split(' ') : entry;
    if (!Array.isArray(pair) || pair.length !== 2) throw new Nonsense(`merge ${index} is not a pair of tokens`);
    const [left, right] = pair as unknown[];
    if (typeof left !== 'string' || typeof right !== 'string')
      throw new Nonsense(`merge ${index} is not a pair of tokens`);
    const joined = left + right.slice(right.startsWith(continuingPrefix) ? continuingPrefix.length : 0);
    const found = [left, right, joined].map((token) => ids.get(token));
    const [leftId, rightId, id] = found;
    if (leftId === undefined || rightId === undefined || id === undefined)
      throw new Nonsense(`merge ${index} is of tokens that are not in the vocabulary`);
    return { left: leftId, right: rightId, id };
  });
  const model = new Bpe({
    ...{ ids, merges, byteLevel, unknownId, continuingPrefix },
    endSuffix: spec.end_of_word_suffix ?? '',
    fuseUnknown: spec.fuse_unk,
    byteFallback: spec.byte_fallback,
    ignoreMerges: spec.ignore_merges,
  });
  return { model, unknownId };
}
