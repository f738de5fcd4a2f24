// The parameters of an encoder of blocks as files of BERT have them (Devlin et al. 2019, in the layout of Hugging Face), and back. Both
// name the same numbers; queries, keys and values are three matrices there and one here.

import { LabError } from '../../../protocol/labError';
import type { NamedTensors, StoredTensor } from '../../store/safetensors';

/** By our name, theirs; of layers within `layers.<n>.` and `encoder.layer.<n>.`. */
const OUTSIDE: Readonly<Record<string, string>> = {
  'positions.weight': 'embeddings.position_embeddings.weight',
  'token_types.weight': 'embeddings.token_type_embeddings.weight',
  'embedding_norm.weight': 'embeddings.LayerNorm.weight',
  'embedding_norm.bias': 'embeddings.LayerNorm.bias',
};
const WORDS = 'embeddings.word_embeddings.weight';
const INSIDE: Readonly<Record<string, string>> = {
  'self_attn.out_proj': 'attention.output.dense',
  linear1: 'intermediate.dense',
  linear2: 'output.dense',
  norm1: 'attention.output.LayerNorm',
  norm2: 'output.LayerNorm',
};
const PROJECTED = ['query', 'key', 'value'].map((part) => `attention.self.${part}`);

/** Rows of our vectors that are none of the file's: padding, unknown, begin and end; by the file's ids. */
export interface SpecialRows {
  /** For each of our own special tokens the file's, or undefined where it has none. */
  readonly rows: readonly (number | undefined)[];
}

/** What is no part of the encoder keeps its name. @param layers how many there are. Fails with `INVALID_FILE` where a tensor is missing or not float32. */
export function fromBert(stored: NamedTensors, layers: number, { rows }: SpecialRows, file: string): NamedTensors {
  const theirs = new Map([...stored].map(([name, tensor]) => [plainName(name), tensor]));
  const used = new Set<string>();
  const need = (name: string): StoredTensor => {
    const found = theirs.get(name);
    if (!(found?.data instanceof Float32Array))
      throw new LabError(
        'INVALID_FILE',
        `"${file}" has no float32 tensor "${name}": it is no encoder in the layout of BERT.`,
        { file },
      );
    used.add(name);
    return found;
  };
  const own = new Map<string, StoredTensor>([['embedding.weight', withSpecialRows(need(WORDS), rows)]]);
  for (const [name, source] of Object.entries(OUTSIDE)) if (theirs.has(source)) own.set(name, need(source));
  for (let layer = 0; layer < layers; layer++)
    for (const part of ['weight', 'bias']) {
      const [here, there] = [`layers.${layer}.`, `encoder.layer.${layer}.`];
      const projected = PROJECTED.map((name) => need(`${there}${name}.${part}`));
      own.set(`${here}self_attn.in_proj_${part}`, stacked(projected));
      for (const [name, source] of Object.entries(INSIDE))
        own.set(`${here}${name}.${part}`, need(`${there}${source}.${part}`));
    }
  for (const [name, tensor] of theirs) if (!used.has(name) && !name.endsWith('position_ids')) own.set(name, tensor);
  return own;
}

/** The tensors of the encoder as a file of BERT has them; what answers is left out. */
export function toBert(own: NamedTensors, { rows }: SpecialRows): NamedTensors {
  const theirs = new Map<string, StoredTensor>();
  for (const [name, tensor] of own) {
    if (name === 'embedding.weight') theirs.set(WORDS, withoutSpecialRows(tensor, rows));
    const outside = OUTSIDE[name] as string | undefined;
    if (outside !== undefined) theirs.set(outside, tensor);
    const inside = /^layers\.(\d+)\.(.*?)[._](weight|bias)$/.exec(name);
    if (!inside) continue;
    const [, layer, place, part] = inside;
    const there = `encoder.layer.${layer}.`;
    if (place === 'self_attn.in_proj')
      thirds(tensor).forEach((third, i) => theirs.set(`${there}${PROJECTED[i]}.${part}`, third));
    else theirs.set(`${there}${INSIDE[place]}.${part}`, tensor);
  }
  return theirs;
}

/** Without the name of the model before it, and with today's names of its normalisations. */
const plainName = (name: string): string =>
  name
    .replace(/^(bert|model)\.(?=embeddings\.|encoder\.|pooler\.)/, '')
    .replace(/LayerNorm\.gamma$/, 'LayerNorm.weight')
    .replace(/LayerNorm\.beta$/, 'LayerNorm.bias');

function stacked(parts: readonly StoredTensor[]): StoredTensor {
  const [rows, ...widths] = parts[0].shape;
  const data = new Float32Array(parts.reduce((sum, each) => sum + each.data.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part.data as Float32Array, at);
    at += part.data.length;
  }
  return { shape: [rows * parts.length, ...widths], data };
}

function thirds({ shape: [rows, ...widths], data }: StoredTensor): StoredTensor[] {
  const size = data.length / 3;
  const part = (i: number) => (data as Float32Array).slice(i * size, (i + 1) * size);
  return [0, 1, 2].map((i) => ({ shape: [rows / 3, ...widths], data: part(i) }));
}

function withSpecialRows({ shape: [count, width], data }: StoredTensor, rows: SpecialRows['rows']): StoredTensor {
  const all = new Float32Array((count + rows.length) * width);
  const values = data as Float32Array;
  rows.forEach((row, i) => {
    if (row !== undefined) all.set(values.subarray(row * width, (row + 1) * width), i * width);
  });
  all.set(values, rows.length * width);
  return { shape: [count + rows.length, width], data: all };
}

/** What the model learned of a special token is the file's: it never read the file's own row of it. */
function withoutSpecialRows({ shape: [count, width], data }: StoredTensor, rows: SpecialRows['rows']): StoredTensor {
  const values = (data as Float32Array).slice(rows.length * width);
  rows.forEach((row, i) => {
    if (row !== undefined && i === UNKNOWN)
      values.set((data as Float32Array).subarray(i * width, (i + 1) * width), row * width);
  });
  return { shape: [count - rows.length, width], data: values };
}

/** The one of our special tokens that texts are encoded with in place of the file's. */
const UNKNOWN = 1;
