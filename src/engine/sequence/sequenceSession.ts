// A sequence-to-sequence model at work: it decodes, scores known targets and shows its attention. Programs are compiled
// when they are first needed.

import { LabError } from '../../protocol/labError';
import { makePairBatch, placeLengths, type EncodedPairs } from '../data/pairBatches';
import type { StepModel } from '../decode/stepModel';
import { attentionProgram, scoringProgram } from '../models/sequence/sequencePrograms';
import type { LayerWeights, SequenceModel } from '../models/sequence/sequenceModel';
import { compiledPrograms } from '../runtime/compiledPrograms';
import { releaseAll } from '../runtime/release';
import type { CompiledProgram, Feeds, SessionSettings } from '../runtime/session';
import type { Tensor } from '../runtime/tensor';
import { createDecodingPrograms } from './decodingPrograms';
import { pairFeeds } from './pairFeeds';
import { createSequenceDecoder, type DecoderState } from './sequenceDecoder';

export interface SequenceShape {
  padding: 'before' | 'after';
  /** Longest source and target in tokens. */
  maxLength: number;
}

/** Figures of known targets, padding left out. */
export interface TargetScores {
  /** By pair: natural log probabilities of its tokens and the end symbol. */
  logProbabilities: Float32Array[];
  /** Tokens that were the most probable ones, of all. */
  right: number;
  tokens: number;
}

/** One attention of a pair: `[heads, rows, columns]`, padding cut off. */
interface PairAttention {
  kind: LayerWeights['kind'];
  layer: number;
  heads: number;
  rows: number;
  columns: number;
  weights: Float32Array;
}

export interface SequenceSession {
  /** Longest output in tokens, where the model is limited. */
  readonly longest?: number;
  /** @param parameters are read at every step: they may be changed between two uses */
  decoder(parameters: Feeds, options?: { attention?: boolean }): StepModel<DecoderState>;
  /** In the order of the pairs. Fails with `CANCELLED`. */
  score(
    parameters: Feeds,
    pairs: EncodedPairs,
    batches: readonly Int32Array[],
    signal?: AbortSignal,
  ): Promise<TargetScores>;
  /** Every attention while the target is known, and the log probability of each of its tokens and of the end symbol. */
  attention(parameters: Feeds, pair: EncodedPairs): Promise<{ maps: PairAttention[]; logProbabilities: Float32Array }>;
  release(): Promise<void>;
}

const PROGRAMS = { scoring: scoringProgram, attention: attentionProgram };

/** @param fixed parameters that never change: the decoder is made for them, and faster */
export function createSequenceSession(
  model: SequenceModel,
  shape: SequenceShape,
  settings: SessionSettings,
  vocabulary: number,
  fixed: Feeds = {},
): SequenceSession {
  const decoding = createDecodingPrograms(model, settings, vocabulary, fixed);
  const programs = compiledPrograms(settings);
  const programOf = (name: keyof typeof PROGRAMS): Promise<CompiledProgram> =>
    programs.of(name, () => ({ outputs: PROGRAMS[name](model) }));
  const batchOf = (pairs: EncodedPairs, numbers: Int32Array) => {
    const batch = makePairBatch(pairs, numbers, shape);
    return { batch, feeds: pairFeeds(batch, pairs.source.numbered) };
  };

  const longest = model.longest === undefined ? undefined : model.longest - 1;
  return {
    longest,
    decoder: (parameters, { attention = false } = {}) =>
      createSequenceDecoder({
        ...decoding,
        ...{ parameters, vocabulary, attention, shape: { ...shape, numbered: model.source } },
        longest,
      }),

    async score(parameters, pairs, batches, signal) {
      const program = await programOf('scoring');
      const scores: TargetScores = { logProbabilities: [], right: 0, tokens: 0 };
      for (const numbers of batches) {
        if (signal?.aborted) throw new LabError('CANCELLED', 'Evaluation was cancelled.');
        const { batch, feeds } = batchOf(pairs, numbers);
        const results = await program.run({ ...parameters, ...feeds });
        const [each, right] = [results.logProbabilities.data, results.right.data] as Float32Array[];
        batch.pairs.forEach((pair, column) => {
          const length = pairs.target.starts[pair + 1] - pairs.target.starts[pair] + 1;
          scores.logProbabilities[pair] = Float32Array.from({ length }, (_, t) => each[t * batch.size + column]);
          for (let t = 0; t < length; t++) scores.right += right[t * batch.size + column];
        });
        scores.tokens += batch.tokens;
      }
      return scores;
    },

    async attention(parameters, pair) {
      const program = await programOf('attention');
      const { batch, feeds } = batchOf(pair, Int32Array.of(0));
      const { logProbabilities, ...maps } = await program.run({ ...parameters, ...feeds });
      const sourceLength = placeLengths(pair.source)[0];
      const length = pair.target.starts[1] + 1;
      const firstColumn = shape.padding === 'before' ? batch.sourceTime - sourceLength : 0;
      const source = { first: firstColumn, length: sourceLength };
      const target = { first: 0, length };
      const both = [source, { first: batch.sourceTime, length }];
      const tokensOf: Record<LayerWeights['kind'], [Range[], Range[]]> = {
        ...{ encoder: [[source], [source]], decoder: [[target], [target]], cross: [[target], [source]] },
        joint: [both, both],
      };
      return {
        logProbabilities: (logProbabilities.data as Float32Array).slice(0, length),
        maps: Object.entries(maps).map(([name, weights]): PairAttention => {
          const [kind, layer] = name.split('.') as [LayerWeights['kind'], string];
          return { kind, layer: Number(layer), ...cutOut(weights, ...tokensOf[kind]) };
        }),
      };
    },

    release: () => releaseAll([programs, decoding]),
  };
}

interface Range {
  first: number;
  length: number;
}

/** The rows and columns without padding: weights [1, heads, allRows, allColumns] */
function cutOut({ shape, data }: Tensor, rows: readonly Range[], columns: readonly Range[]) {
  const [, heads, allRows, allColumns] = shape;
  const lengthOf = (ranges: readonly Range[]): number => ranges.reduce((sum, { length }) => sum + length, 0);
  const weights = new Float32Array(heads * lengthOf(rows) * lengthOf(columns));
  let at = 0;
  for (let head = 0; head < heads; head++)
    for (const { first, length } of rows)
      for (let row = first; row < first + length; row++)
        for (const column of columns) {
          const from = (head * allRows + row) * allColumns + column.first;
          weights.set((data as Float32Array).subarray(from, from + column.length), at);
          at += column.length;
        }
  return { heads, rows: lengthOf(rows), columns: lengthOf(columns), weights };
}
