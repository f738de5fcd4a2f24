// tokenizer.json in the format of Hugging Face tokenizers: a WordLevel model whose pre-tokeniser says how text is cut.

import { z } from 'zod';
import { requireSpanType, type SpanType } from './tokenSpans';
import { LabError } from '../../protocol/labError';
import { createTokenizer, type CuttingOptions, type Tokenizer } from './tokenizer';
import { specialTokens, vocabularyOf, type Vocabulary } from './vocabulary';

const whitespaceSplit = { type: 'WhitespaceSplit' };
const isolate = (pattern: string) => ({
  type: 'Split',
  pattern: { Regex: pattern },
  behavior: 'Isolated',
  invert: false,
});

/** Each type of tokeniser in the words of Hugging Face. */
const preTokenizers: Record<SpanType, object> = {
  whitespace: whitespaceSplit,
  word: {
    type: 'Sequence',
    pretokenizers: [whitespaceSplit, isolate('[\\p{L}\\p{M}\\p{N}_]+|[^\\p{L}\\p{M}\\p{N}_]')],
  },
  character: isolate('[\\s\\S]'),
};

/** The file's text. */
export function formatTokenizer({ type, lowercase }: CuttingOptions, vocabulary: Vocabulary): string {
  const added = specialTokens.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
  const head = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: lowercase ? { type: 'Lowercase' } : null,
    pre_tokenizer: preTokenizers[requireSpanType(type)],
    post_processor: null,
    decoder: null,
  };
  const entries = vocabulary.tokens.map((token, id) => `${JSON.stringify(token)}:${id}`); // in order, which objects lose
  const model = `{"type":"WordLevel","vocab":{${entries.join(',')}},"unk_token":"<unk>"}`;
  return `${JSON.stringify(head).slice(0, -1)},"model":${model}}\n`;
}

const tokenizerSchema = z.object({
  normalizer: z.object({ type: z.literal('Lowercase') }).nullish(),
  pre_tokenizer: z.unknown(),
  model: z.object({ type: z.literal('WordLevel'), vocab: z.custom<Record<string, unknown>>(isPlainObject) }),
});

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads what `formatTokenizer` wrote. Fails with `INVALID_FILE` when the text is damaged or describes a tokeniser that
 * is not known here.
 */
export function parseTokenizer(text: string, file: string): { tokenizer: Tokenizer; vocabulary: Vocabulary } {
  const invalid = (reason: string): LabError =>
    new LabError('INVALID_FILE', `"${file}" is not a tokenizer that can be used here: ${reason}.`, { file });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
  const parsed = tokenizerSchema.safeParse(raw);
  if (!parsed.success) throw invalid(`"${parsed.error.issues[0].path.join('.')}" is missing or of another kind`);
  const { normalizer, pre_tokenizer: preTokenizer, model } = parsed.data;
  const type = (Object.keys(preTokenizers) as SpanType[]).find(
    (each) => JSON.stringify(preTokenizers[each]) === JSON.stringify(preTokenizer),
  );
  if (!type) throw invalid('it cuts text in a way that is not known');
  const vocabulary = vocabularyFrom(model.vocab);
  if (!vocabulary) throw invalid('its ids do not run from 0 without gap, special tokens first');
  return { tokenizer: createTokenizer({ type, lowercase: !!normalizer }), vocabulary };
}

function vocabularyFrom(vocab: Record<string, unknown>): Vocabulary | undefined {
  const entries = Object.entries(vocab);
  const tokens = new Array<string | undefined>(entries.length).fill(undefined);
  for (const [token, id] of entries) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= entries.length) return undefined;
    tokens[id] = token;
  }
  const complete = tokens.filter((token) => token !== undefined);
  if (complete.length < tokens.length || specialTokens.some((token, id) => complete[id] !== token)) return undefined;
  return vocabularyOf(complete.slice(specialTokens.length));
}
