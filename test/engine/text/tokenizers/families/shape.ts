// What a tokenizer.json is put together from.

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Stage = { [key: string]: Json };

export interface AddedToken {
  content: string;
  special?: boolean;
  normalized?: boolean;
  lstrip?: boolean;
  rstrip?: boolean;
  single_word?: boolean;
}

export interface Shape {
  normalizer?: Stage | null;
  pre_tokenizer?: Stage | null;
  post_processor?: Stage | null;
  decoder?: Stage | null;
  /** Without its vocabulary. */
  model: Stage;
  tokens?: readonly string[];
  /** In the place of `tokens` for Unigram. */
  pieces?: readonly [string, number][];
  added: readonly AddedToken[];
}

export const special = (content: string, more: Partial<AddedToken> = {}): AddedToken => ({
  content,
  special: true,
  ...more,
});
export const sequence = (key: string, ...parts: Stage[]): Stage => ({ type: 'Sequence', [key]: parts });
export const split = (Regex: string, behavior = 'Isolated', invert = false): Stage => ({
  ...{ type: 'Split', pattern: { Regex }, behavior, invert },
});
export const replace = (pattern: Stage, content: string): Stage => ({ type: 'Replace', pattern, content });
export const byteLevel = (more: Stage = {}): Stage => ({
  ...{ type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
  ...more,
});
export const metaspace = (more: Stage = {}): Stage => ({
  ...{ type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
  ...more,
});
export const bert = (more: Stage = {}): Stage => ({
  ...{ type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  ...more,
});

const part = (token: string): Stage =>
  token === '$' ? { Sequence: { id: 'A', type_id: 0 } } : { SpecialToken: { id: token, type_id: 0 } };

/** `'<s> $ </s>'`, with the ids that the file gives these. */
const template = (single: string, ids: ReadonlyMap<string, number>): Stage => ({
  type: 'TemplateProcessing',
  single: single.split(' ').map(part),
  pair: [...single.split(' ').map(part), { Sequence: { id: 'B', type_id: 1 } }],
  special_tokens: Object.fromEntries(
    single
      .split(' ')
      .filter((token) => token !== '$')
      .map((id) => [id, { id, ids: [ids.get(id) ?? 0], tokens: [id] }]),
  ),
});

/** Ids of names in `sep` and `cls`, and templates written as text, are filled in. */
function postProcessor(stage: Stage | null | undefined, ids: ReadonlyMap<string, number>): Stage | null {
  if (!stage) return null;
  const named = (token: Json): Json => [token, ids.get(String(token)) ?? 0];
  if (Array.isArray(stage.processors))
    return { ...stage, processors: stage.processors.map((each) => postProcessor(each as Stage, ids)) };
  if (typeof stage.template === 'string') return template(stage.template, ids);
  return stage.sep === undefined ? stage : { ...stage, sep: named(stage.sep), cls: named(stage.cls) };
}

/** The text of the file: added tokens first that the model does not have, then the model's. */
export function fileOf({ tokens = [], pieces, added, model, ...stages }: Shape): string {
  const names = [
    ...new Set([...added.map(({ content }) => content), ...(pieces ? pieces.map(([token]) => token) : tokens)]),
  ];
  const ids = new Map(names.map((token, id) => [token, id]));
  const scores = new Map(pieces);
  const vocab = pieces ? names.map((token): Json => [token, scores.get(token) ?? 0]) : Object.fromEntries(ids);
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: false };
  return JSON.stringify({
    ...{ version: '1.0', truncation: null, padding: null },
    added_tokens: added.map((token) => ({ id: ids.get(token.content) ?? 0, ...flags, ...token })),
    normalizer: stages.normalizer ?? null,
    pre_tokenizer: stages.pre_tokenizer ?? null,
    post_processor: postProcessor(stages.post_processor, ids),
    decoder: stages.decoder ?? null,
    model: {
      ...model,
      ...(pieces ? { unk_id: ids.get(String(model.unk_token)) ?? null, unk_token: undefined } : {}),
      vocab,
    },
  });
}
