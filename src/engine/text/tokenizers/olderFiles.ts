// Files of older versions of Hugging Face's library, brought to today's words: those from before 2021 do not name the type of
// their model, and Metaspace once had `add_prefix_space` alone.

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same file, or a copy with what is missing. */
export function inTodaysWords(file: unknown): unknown {
  if (!isObject(file)) return file;
  const { model, pre_tokenizer: preTokenizer, decoder } = file;
  return {
    ...file,
    ...(isObject(model) && model.type === undefined ? { model: { type: modelType(model), ...model } } : {}),
    ...(preTokenizer === undefined ? {} : { pre_tokenizer: withScheme(preTokenizer, 0) }),
    ...(decoder === undefined ? {} : { decoder: withScheme(decoder, 0) }),
  };
}

/** Told by keys that only one model has. */
function modelType(model: Json): string {
  if ('merges' in model) return 'BPE';
  if (Array.isArray(model.vocab) || 'unk_id' in model) return 'Unigram';
  return 'continuing_subword_prefix' in model || 'max_input_chars_per_word' in model ? 'WordPiece' : 'WordLevel';
}

const DEEPEST = 10;

function withScheme(stage: unknown, depth: number): unknown {
  if (!isObject(stage) || depth > DEEPEST) return stage;
  if (stage.type === 'Metaspace' && stage.prepend_scheme === undefined && stage.add_prefix_space === false)
    return { ...stage, prepend_scheme: 'never' };
  for (const key of ['pretokenizers', 'decoders']) {
    const parts = stage[key];
    if (Array.isArray(parts)) return { ...stage, [key]: parts.map((part) => withScheme(part, depth + 1)) };
  }
  return stage;
}
