// What a tokenizer.json may say, in Hugging Face's words: the schema that checks a file, and the types that follow.

import { z } from 'zod';
import { ANALYSER_STAGES } from '../../../protocol/analysers/analysers';

const text = z.string().max(100_000);
const pattern = z.union([z.strictObject({ String: text.min(1) }), z.strictObject({ Regex: text.min(1) })]);
export type PatternSpec = z.output<typeof pattern>;

/** Deeper nesting than any tokenizer has; keeps hostile files from filling the stack. */
const MAX_DEPTH = 8;

const simpleNormalizer = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'StripAccents', 'Nmt', 'ByteLevel']) }),
  z.object({ type: z.literal('Strip'), strip_left: z.boolean(), strip_right: z.boolean() }),
  // Short, and normalizers watch how texts grow: a file must not make a gigabyte of a line.
  z.object({ type: z.literal('Prepend'), prepend: text.min(1).max(100) }),
  z.object({ type: z.literal('Replace'), pattern, content: text.max(100) }),
  z.object({ type: z.literal('Precompiled'), precompiled_charsmap: z.string().max(16_000_000).nullable() }),
  z.object({
    type: z.literal('BertNormalizer'),
    clean_text: z.boolean(),
    handle_chinese_chars: z.boolean(),
    strip_accents: z.boolean().nullish(),
    lowercase: z.boolean(),
  }),
]);
export type NormalizerSpec = z.output<typeof simpleNormalizer> | { type: 'Sequence'; normalizers: NormalizerSpec[] };
const normalizerAt = (depth: number): z.ZodType<NormalizerSpec> =>
  depth === 0
    ? simpleNormalizer
    : z.discriminatedUnion('type', [
        ...simpleNormalizer.options,
        z.object({ type: z.literal('Sequence'), normalizers: z.array(normalizerAt(depth - 1)).max(100) }),
      ]);

const behavior = z.enum(['Isolated', 'Removed', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous']);
export type SplitBehavior = z.output<typeof behavior>;

const metaspace = z.object({
  type: z.literal('Metaspace'),
  replacement: z.string().length(1).default('▁'),
  prepend_scheme: z.enum(['always', 'first', 'never']).default('always'),
  split: z.boolean().default(true),
});

const simplePreTokenizer = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['Whitespace', 'WhitespaceSplit', 'BertPreTokenizer', 'UnicodeScripts']) }),
  z.object({ type: z.literal('CharDelimiterSplit'), delimiter: z.string().length(1) }),
  z.object({ type: z.literal('Split'), pattern, behavior, invert: z.boolean().default(false) }),
  z.object({ type: z.literal('Punctuation'), behavior: behavior.default('Isolated') }),
  z.object({ type: z.literal('FixedLength'), length: z.int().min(1).max(100_000).default(5) }),
  z.object({ type: z.literal('Digits'), individual_digits: z.boolean().default(false) }),
  z.object({
    type: z.literal('ByteLevel'),
    add_prefix_space: z.boolean().default(true),
    trim_offsets: z.boolean().default(true),
    use_regex: z.boolean().default(true),
  }),
  metaspace,
  // The laboratory's own: other programs do not know them.
  z.object({
    type: z.enum(ANALYSER_STAGES),
    tags: z.boolean().default(false),
    content_words: z.boolean().default(false),
    base_forms: z.boolean().optional(),
    mark_spaces: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('Segmenter'),
    language: z.string().max(100).default('und'),
    mark_spaces: z.boolean().default(false),
  }),
]);
export type PreTokenizerSpec =
  z.output<typeof simplePreTokenizer> | { type: 'Sequence'; pretokenizers: PreTokenizerSpec[] };
const preTokenizerAt = (depth: number): z.ZodType<PreTokenizerSpec> =>
  depth === 0
    ? simplePreTokenizer
    : z.discriminatedUnion('type', [
        ...simplePreTokenizer.options,
        z.object({ type: z.literal('Sequence'), pretokenizers: z.array(preTokenizerAt(depth - 1)).max(100) }),
      ]);

/** Checked by hand where it is read: these may hold hundreds of thousands of entries, and any string as a key. */
const vocabulary = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object of tokens',
);
const list = z.custom<readonly unknown[]>(Array.isArray, 'expected a list');

const model = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('BPE'),
    vocab: vocabulary,
    merges: list,
    dropout: z.number().nullish(),
    unk_token: z.string().nullish(),
    continuing_subword_prefix: z.string().nullish(),
    end_of_word_suffix: z.string().nullish(),
    fuse_unk: z.boolean().default(false),
    byte_fallback: z.boolean().default(false),
    ignore_merges: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('WordPiece'),
    vocab: vocabulary,
    unk_token: z.string().default('[UNK]'),
    continuing_subword_prefix: z.string().default('##'),
    max_input_chars_per_word: z.int().min(1).max(100_000).default(100),
  }),
  z.object({ type: z.literal('WordLevel'), vocab: vocabulary, unk_token: z.string() }),
  z.object({
    type: z.literal('Unigram'),
    vocab: list,
    unk_id: z.int().min(0).nullish(),
    byte_fallback: z.boolean().default(false),
  }),
]);
export type ModelSpec = z.output<typeof model>;

const templatePart = z.union([
  z.strictObject({ SpecialToken: z.object({ id: z.string(), type_id: z.int() }) }),
  z.strictObject({ Sequence: z.object({ id: z.enum(['A', 'B']), type_id: z.int() }) }),
]);
/** Whether places leave out the spaces that tokens begin and end with. */
const spaces = { trim_offsets: z.boolean().default(true), add_prefix_space: z.boolean().default(true) };
const namedToken = z.tuple([z.string(), z.int().min(0)]);
const simplePostProcessor = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('TemplateProcessing'),
    single: z.array(templatePart).max(100),
    pair: z.array(templatePart).max(100).optional(),
    special_tokens: z.record(
      z.string(),
      z.object({ id: z.string(), ids: z.array(z.int().min(0)).max(100), tokens: z.array(z.string()).max(100) }),
    ),
  }),
  z.object({ type: z.literal('BertProcessing'), sep: namedToken, cls: namedToken }),
  z.object({ type: z.literal('RobertaProcessing'), sep: namedToken, cls: namedToken, ...spaces }),
  z.object({ type: z.literal('ByteLevel'), ...spaces }),
]);
export type PostProcessorSpec =
  z.output<typeof simplePostProcessor> | { type: 'Sequence'; processors: z.output<typeof simplePostProcessor>[] };
const postProcessor: z.ZodType<PostProcessorSpec> = z.discriminatedUnion('type', [
  ...simplePostProcessor.options,
  z.object({ type: z.literal('Sequence'), processors: z.array(simplePostProcessor).max(100) }),
]);

const simpleDecoder = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['Fuse', 'ByteFallback']) }),
  z.object({
    type: z.literal('ByteLevel'),
    add_prefix_space: z.boolean().optional(),
    trim_offsets: z.boolean().optional(),
    use_regex: z.boolean().optional(),
  }),
  z.object({ type: z.literal('WordPiece'), prefix: z.string().default('##'), cleanup: z.boolean().default(true) }),
  metaspace,
  z.object({
    type: z.literal('CTC'),
    pad_token: text.min(1).default('<pad>'),
    word_delimiter_token: text.min(1).default('|'),
    cleanup: z.boolean().default(true),
  }),
  z.object({ type: z.literal('BPEDecoder'), suffix: z.string().default('</w>') }),
  z.object({ type: z.literal('Strip'), content: z.string().length(1), start: z.int().min(0), stop: z.int().min(0) }),
  z.object({ type: z.literal('Replace'), pattern, content: text }),
]);
export type DecoderSpec = z.output<typeof simpleDecoder> | { type: 'Sequence'; decoders: DecoderSpec[] };
const decoderAt = (depth: number): z.ZodType<DecoderSpec> =>
  depth === 0
    ? simpleDecoder
    : z.discriminatedUnion('type', [
        ...simpleDecoder.options,
        z.object({ type: z.literal('Sequence'), decoders: z.array(decoderAt(depth - 1)).max(100) }),
      ]);

const addedToken = z.object({
  id: z.int().min(0),
  content: text.min(1),
  single_word: z.boolean().default(false),
  lstrip: z.boolean().default(false),
  rstrip: z.boolean().default(false),
  normalized: z.boolean().default(false),
  special: z.boolean().default(false),
});
export type AddedTokenSpec = z.output<typeof addedToken>;

export const tokenizerFileSchema = z.object({
  /** Not followed, and told. */
  truncation: z.unknown().optional(),
  padding: z.unknown().optional(),
  added_tokens: z.array(addedToken).max(1_000_000).default([]),
  normalizer: normalizerAt(MAX_DEPTH).nullish(),
  pre_tokenizer: preTokenizerAt(MAX_DEPTH).nullish(),
  post_processor: postProcessor.nullish(),
  decoder: decoderAt(MAX_DEPTH).nullish(),
  model,
});

/** A whole tokenizer.json, checked but for what the vocabulary holds. */
export type TokenizerSpec = z.output<typeof tokenizerFileSchema>;
