// An encoder from elsewhere: a folder with the files of BERT, as Hugging Face's programs write them (`config.json`, `model.safetensors`
// and `tokenizer.json` or `vocab.txt`).

import path from 'node:path';
import { z } from 'zod';
import { LabError } from '../../../protocol/labError';
import { safeParse } from '../../schema/safeParse';
import type { Files } from '../../store/files';
import { readSafetensors, type NamedTensors } from '../../store/safetensors';
import { readFileText } from '../../store/wholeFile';
import { bertTokenizerText } from '../../text/bertVocabulary';
import { openTokenizer } from '../../text/tokenizer';
import { specialTokens } from '../../text/vocabulary';
import type { Base } from './base';
import { fromBert, type SpecialRows } from './bertTensors';
import type { EncoderDescription } from './encoderKeys';

export const BERT_FILES = {
  config: 'config.json',
  weights: 'model.safetensors',
  tokenizer: 'tokenizer.json',
  vocabulary: 'vocab.txt',
} as const;

const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/** By what config.json calls them. */
const ACTIVATIONS = { relu: 'relu', gelu: 'exact-gelu', gelu_new: 'gelu', gelu_pytorch_tanh: 'gelu' } as const;

const size = z.int().min(1).max(10_000_000);

const configuration = z.object({
  model_type: z.literal('bert'),
  hidden_size: size,
  num_attention_heads: size,
  intermediate_size: size,
  num_hidden_layers: size.max(64),
  max_position_embeddings: size,
  type_vocab_size: z.int().min(0).max(16).default(2),
  hidden_act: z.enum(['relu', 'gelu', 'gelu_new', 'gelu_pytorch_tanh']).default('gelu'),
  layer_norm_eps: z.number().gt(0).max(0.1).default(1e-12),
  position_embedding_type: z.literal('absolute').default('absolute'),
});

/** Undefined where the folder has no `config.json`. Fails with `INVALID_FILE` and `NOT_FOUND` where something in it is missing or wrong. */
export function baseOfBert(files: Files, folder: string): Base | undefined {
  const at = (name: string): string => path.join(folder, name);
  const has = (name: string): boolean => files.stat(at(name))?.kind === 'file';
  if (!has(BERT_FILES.config)) return undefined;
  const config = configOf(files, at(BERT_FILES.config));
  if (!has(BERT_FILES.weights))
    throw new LabError('NOT_FOUND', `"${folder}" is no folder of an encoder: it has no ${BERT_FILES.weights}.`, {
      file: at(BERT_FILES.weights),
    });
  const cuts = [BERT_FILES.tokenizer, BERT_FILES.vocabulary].find(has);
  if (cuts === undefined)
    throw new LabError(
      'NOT_FOUND',
      `"${folder}" is no folder of an encoder: it has no ${BERT_FILES.tokenizer} and no ${BERT_FILES.vocabulary}.`,
      { file: at(BERT_FILES.tokenizer) },
    );
  const layers = config.num_hidden_layers;
  return {
    name: path.basename(folder),
    encoder: {
      keys: {
        type: 'transformer',
        ...{ width: config.hidden_size, heads: config.num_attention_heads, feedForward: config.intermediate_size },
        ...{
          norm: 'post',
          positions: 'learned',
          attention: 'full',
          activation: ACTIVATIONS[config.hidden_act],
          layers,
        },
        ...{ embeddings: 'normalized', tokenTypes: config.type_vocab_size, normEpsilon: config.layer_norm_eps },
      },
      places: config.max_position_embeddings,
    },
    tokenizer: { read: { type: 'file', file: at(cuts), lowercase: false } },
    parameters() {
      const text = bertTokenizer(readFileText(files, at(cuts), MAX_TEXT_BYTES), at(cuts));
      const { tensors } = readSafetensors(files, at(BERT_FILES.weights));
      return fromBert(tensors, layers, specialRows(text, at(cuts)), at(BERT_FILES.weights));
    },
  };
}

/** The `config.json` of an encoder; undefined where it is not one of BERT. @param tensors under their names there */
export function configOfBert(keys: EncoderDescription['keys'], tensors: NamedTensors): object | undefined {
  const fixed = {
    type: 'transformer',
    norm: 'post',
    positions: 'learned',
    attention: 'full',
    embeddings: 'normalized',
    vectorWidth: undefined,
  };
  if (Object.entries(fixed).some(([key, value]) => keys[key] !== value)) return undefined;
  const rowsOf = (name: string): number => tensors.get(`embeddings.${name}_embeddings.weight`)?.shape[0] ?? 0;
  const activation = Object.entries(ACTIVATIONS).find(([, own]) => own === keys.activation);
  return {
    ...{ architectures: ['BertModel'], model_type: 'bert', vocab_size: rowsOf('word') },
    ...{ hidden_size: keys.width, num_attention_heads: keys.heads, intermediate_size: keys.feedForward },
    ...{ num_hidden_layers: keys.layers, max_position_embeddings: rowsOf('position') },
    ...{ type_vocab_size: rowsOf('token_type'), hidden_act: activation?.[0], layer_norm_eps: keys.normEpsilon },
    position_embedding_type: 'absolute',
  };
}

/** Of a `tokenizer.json` its text, of a `vocab.txt` that which cuts as it does. */
export const bertTokenizer = (text: string, file: string): string =>
  file.endsWith('.txt') ? bertTokenizerText(text, file, { lowercase: true }) : text;

/** The file's tokens that stand for ours, which come before them. */
export function specialRows(tokenizer: string, file: string): SpecialRows {
  const { vocabulary } = openTokenizer(tokenizer, file);
  const own = vocabulary.file?.pipeline.tokens ?? [];
  const idOf = (token: string): number | undefined => (own.includes(token) ? own.indexOf(token) : undefined);
  if (vocabulary.tokens.length === own.length) return { rows: [] }; // it begins with ours
  const named = { '<pad>': '[PAD]', '<unk>': '[UNK]', '<bos>': '[CLS]', '<eos>': '[SEP]' };
  return { rows: specialTokens.map((token) => idOf(named[token])) };
}

function configOf(files: Files, file: string): z.output<typeof configuration> {
  const wrong = (message: string): LabError => new LabError('INVALID_FILE', message, { file });
  let raw: unknown;
  try {
    raw = JSON.parse(readFileText(files, file, MAX_TEXT_BYTES));
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw wrong(`"${file}" is not JSON. Encoders in the layout of BERT can be read.`);
  }
  const parsed = safeParse(configuration, raw);
  if (parsed.success) return parsed.data;
  const [key] = parsed.error.issues[0].path;
  const given =
    typeof raw === 'object' && raw !== null && key !== undefined ? (raw as Record<PropertyKey, unknown>)[key] : raw;
  const said = JSON.stringify(given) ?? 'missing';
  throw wrong(`"${file}" says "${String(key)}" is ${said}. Encoders in the layout of BERT can be read.`);
}
