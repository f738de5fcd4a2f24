// A model that is a table: the probabilities of the next token after each beginning are drawn from a generator keyed by
// the sentence and the beginning, so that every output can be scored and enumerated without the decoder.

import type { StepModel } from '../../../src/engine/decode/stepModel';
import { createRandom } from '../../../src/engine/data/random';

const BEGIN = 0;
export const END = 1;

interface Rows {
  sources: readonly Int32Array[];
  /** By row, the sentence's source and the tokens so far; after a step, the tokens it was given included. */
  rows: { source: Int32Array; tokens: readonly number[] }[];
  sentences: number;
  /** The begin symbol comes next. */
  isFirst: boolean;
}

export interface TableModel extends StepModel<Rows> {
  /** Natural log probabilities after these tokens, `[vocabulary]`. */
  next(source: Int32Array, tokens: readonly number[]): Float32Array;
  /** How many rows were computed in all. */
  computed(): number;
}

export function tableModel(vocabulary: number, seed: number, { sharpness = 3 } = {}): TableModel {
  let computed = 0;
  const next = (source: Int32Array, tokens: readonly number[]): Float32Array => {
    const { normal } = createRandom({ seed, stream: `${[...source].join()}|${tokens.join()}` });
    const logits = Array.from({ length: vocabulary }, () => sharpness * normal());
    logits[BEGIN] = -50; // never comes again
    const greatest = Math.max(...logits);
    const sum = Math.log(logits.reduce((total, z) => total + Math.exp(z - greatest), 0)) + greatest;
    return Float32Array.from(logits, (z) => z - sum);
  };
  return {
    vocabulary,
    begin: BEGIN,
    end: END,
    next,
    computed: () => computed,
    start: (sources: readonly Int32Array[]) =>
      Promise.resolve({
        sources,
        rows: sources.map((source) => ({ source, tokens: [] })),
        sentences: sources.length,
        isFirst: true,
      }),
    step(state, tokens) {
      const rows = state.rows.map(({ source, tokens: before }, row) => ({
        source,
        tokens: state.isFirst ? before : [...before, tokens[row]],
      }));
      computed += rows.length;
      const logProbabilities = new Float32Array(rows.length * vocabulary);
      rows.forEach((row, i) => logProbabilities.set(next(row.source, row.tokens), i * vocabulary));
      return Promise.resolve({ logProbabilities, state: { ...state, rows, isFirst: false } });
    },
    reorder(state, { rows, sentences }) {
      if (rows.length % sentences.length !== 0) throw new Error('rows are not grouped by sentence');
      return { ...state, rows: Array.from(rows, (row) => state.rows[row]), sentences: sentences.length };
    },
  };
}

/** The natural log probability of an output by teacher forcing, one token after the other. */
export function scoreByTeacher(
  model: TableModel,
  source: Int32Array,
  tokens: readonly number[],
  ended: boolean,
): number {
  const all = ended ? [...tokens, END] : tokens;
  return all.reduce((sum, token, t) => sum + model.next(source, all.slice(0, t))[token], 0);
}
