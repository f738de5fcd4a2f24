// The five stages of a `tokenizer.json` (Hugging Face), for showing them.
import { findNodeAtLocation, type ParseError, type ParseErrorCode, parseTree, visit } from 'jsonc-parser';
import { LabError } from '../../../protocol/labError';
import type { DescribedTokenizer, TokenizerStage } from '../../../protocol/describedTokenizer';

type Json = Record<string, unknown>;

const KEYS = [
  ['normalizer', 'normalizer'],
  ['pre-tokenizer', 'pre_tokenizer'],
  ['model', 'model'],
  ['post-processor', 'post_processor'],
  ['decoder', 'decoder'],
] as const;

/** Lists that are data, not settings. */
const LARGE = new Set(['vocab', 'merges', 'precompiled_charsmap', 'type']);
const LONGEST_VALUE = 80;
const MOST_WORDS = 50_000;
/** Sequences within sequences, and stages or settings in one, that are described: files have some two and some ten. */
const MOST_LEVELS = 10;
const MOST_PARTS = 100;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fails with `INVALID_FILE` and the line at fault when the text is no `tokenizer.json`. */
export function describeTokenizer(text: string, name: string): DescribedTokenizer {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const place = faultIn(text);
    const message = `${name} is not JSON: line ${place.line} cannot be read. Mend the line, or train a tokenizer anew.`;
    throw new LabError('INVALID_FILE', message, place);
  }
  const keras = kerasOf(json);
  if (keras) return keras;
  if (!isObject(json) || !isObject(json.model)) {
    const place = lineOfKey(text, ['model']) ?? { line: 1 };
    const message = `${name} is no tokenizer.json: there is no object "model" (line ${place.line}). Open another file, or train a tokenizer.`;
    throw new LabError('INVALID_FILE', message, place);
  }
  const root = json;
  const { vocab } = json.model;
  const words = wordsOf(vocab);
  return {
    vocabularySize: words.length,
    words: words.slice(0, MOST_WORDS),
    stages: KEYS.map(([stage, key]) => ({ stage, ...describeStage(root[key]) })),
  };
}

/** What Keras' Tokenizer.to_json wrote: words alone, and no stages. */
function kerasOf(json: unknown): DescribedTokenizer | undefined {
  try {
    const file: unknown = typeof json === 'string' ? JSON.parse(json) : json;
    if (!isObject(file) || file.class_name !== 'Tokenizer' || !isObject(file.config)) return undefined;
    const words = wordsOf(JSON.parse(String(file.config.word_index)));
    return { vocabularySize: words.length, words: words.slice(0, MOST_WORDS), stages: [] };
  } catch {
    return undefined;
  }
}

interface LinePlace {
  /** 1-based, as in errors. */
  line: number;
  column: number;
}

function placeAt(text: string, offset: number): LinePlace {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

/** Where reading the text as JSON fails. */
function faultIn(text: string): LinePlace {
  const faults: ParseError[] = [];
  const onError = (error: ParseErrorCode, offset: number, length: number): number =>
    faults.push({ error, offset, length });
  const isRead = inDepth(() => (visit(text, { onError }, { disallowComments: true }), true));
  return isRead ? placeAt(text, faults.at(0)?.offset ?? text.length) : { line: 1, column: 1 };
}

/** Undefined where a text is nested deeper than can be followed. */
function inDepth<T>(follow: () => T): T | undefined {
  try {
    return follow();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The place of the value under a path of keys, or of the deepest part of the path that is there. */
function lineOfKey(text: string, keys: readonly (string | number)[]): LinePlace | undefined {
  const root = inDepth(() => parseTree(text));
  for (let depth = keys.length; root && depth > 0; depth--) {
    const node = findNodeAtLocation(root, keys.slice(0, depth));
    if (node) return placeAt(text, node.offset);
  }
  return undefined;
}

/** WordPiece and BPE map tokens to ids; Unigram lists pairs of token and score. */
function wordsOf(vocab: unknown): DescribedTokenizer['words'] {
  const entries: [unknown, unknown][] = Array.isArray(vocab)
    ? vocab.map((pair: unknown, id) => [Array.isArray(pair) ? pair[0] : undefined, id])
    : Object.entries(isObject(vocab) ? vocab : {});
  return entries
    .flatMap(([token, id]) => (typeof token === 'string' && typeof id === 'number' ? [{ token, count: 0, id }] : []))
    .sort((a, b) => a.id - b.id);
}

/** A stage, or a sequence of them, in words. */
function describeStage(stage: unknown, level = 0): Omit<TokenizerStage, 'stage'> {
  if (!isObject(stage)) return { types: [], detail: '' };
  if (level > MOST_LEVELS) return { types: ['…'], detail: '' };
  const parts = stage.normalizers ?? stage.pretokenizers ?? stage.processors ?? stage.decoders;
  if (Array.isArray(parts)) {
    const described = parts.slice(0, MOST_PARTS).map((part) => describeStage(part, level + 1));
    const detail = described.map(({ types, detail: own }) => (own ? `${types.join()}: ${own}` : '')).filter(Boolean);
    return { types: described.flatMap(({ types }) => types), detail: detail.join('; ') };
  }
  const settings = Object.entries(stage)
    .filter(([key, value]) => !LARGE.has(key) && value !== null)
    .slice(0, MOST_PARTS);
  return {
    types: [typeof stage.type === 'string' ? stage.type : '?'],
    detail: [...settings.map(([key, value]) => `${key} ${shortened(value)}`), ...sizes(stage)].join(', '),
  };
}

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : (inDepth(() => JSON.stringify(value)) ?? '');
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function sizes(stage: Json): string[] {
  const merges = Array.isArray(stage.merges) ? [`merges ${stage.merges.length}`] : [];
  const { vocab } = stage;
  if (Array.isArray(vocab)) return [`vocab ${vocab.length}`, ...merges];
  return isObject(vocab) ? [`vocab ${Object.keys(vocab).length}`, ...merges] : merges;
}
