// A sequence model as the decoder sees it: programs for the source and for one step, and what goes from step to step.

import { layOutSources, type SourceLayout } from '../data/pairBatches';
import type { RowChoice, StepModel } from '../decode/stepModel';
import type { Program } from '../graph/program';
import type { CompiledProgram, Feeds } from '../runtime/session';
import { countOf, tensor, zeros, type Tensor } from '../runtime/tensor';
import { BOS, EOS } from '../text/vocabulary';
import { sourceFeeds } from './pairFeeds';
import { PastSlots, type PastOptions, type SlotLayout } from './pastSlots';
import { createScratch, isRising, keepRows, type Scratch } from './scratch';

/** What a decoder's state is here: tensors of the programs, and the rows that go on. It is used up by its step. */
export interface DecoderState {
  /** `[groups, ...]` */
  memory: Feeds;
  /** `[rows, ...]` of the step before. */
  state: Feeds;
  /** By row of the next step, the row it continues. */
  parents: Int32Array;
  sentences: number;
  /** Rows of a group share memory and past; one sentence has one group or several. */
  groups: number;
  position: number;
  /** From the first step on, of models that leave anything. */
  past?: PastSlots;
  scratch: Scratch;
}

export interface DecoderParts {
  encoder(): Promise<CompiledProgram>;
  step(): Promise<CompiledProgram>;
  /** The step that gives only the most probable tokens, `count` or more, where there is one. */
  best(count: number): Promise<CompiledProgram> | undefined;
  parameters: Feeds;
  shape: SourceLayout;
  vocabulary: number;
  /** Longest output. */
  longest?: number;
  /** Whether steps tell where the model looked. */
  attention: boolean;
}

/**
 * A sentence with more hypotheses has one group for each: sharing their past would be a product of all with all. What they
 * see is then copied when they change places.
 */
const MOST_SHARING = 16;

export function createSequenceDecoder(parts: DecoderParts): StepModel<DecoderState> {
  const { parameters, vocabulary, attention } = parts;
  let idle: Scratch | undefined;

  async function advance(compiled: Promise<CompiledProgram>, before: DecoderState, tokens: Int32Array) {
    const { program, run } = await compiled;
    const { memory, state, parents, groups, position, scratch } = before;
    const beam = tokens.length / groups;
    const past = before.past ?? createPast(program, { groups, members: beam, scratch });
    const names = program.outputs.map(({ name }) => name).filter((name) => attention || name !== 'attention');
    const feeds: Feeds = {
      ...parameters,
      ...memory,
      ...state,
      ...past?.feeds(),
      tokens: tensor('int32', [groups, beam], tokens),
      parents: tensor('int32', [parents.length], parents),
      position: tensor('int32', [1], [position]),
      rowNumbers: tensor('int32', [tokens.length, 1], [...tokens.keys()]),
    };
    const results = await run(feeds, { outputs: names });
    past?.append(results);
    const looked = results.attention as Tensor | undefined;
    const after: DecoderState = {
      ...before,
      state: pickNamed(results, 'next.', 'state.'),
      parents: Int32Array.from(parents.keys()),
      position: position + 1,
      past,
    };
    const weights = looked && { weights: looked.data as Float32Array, sourceTime: looked.shape[1] };
    return { results, after: { state: after, ...(weights ? { attention: weights } : {}) } };
  }

  return {
    vocabulary,
    begin: BOS,
    end: EOS,
    longest: parts.longest,

    async start(sources) {
      const encoder = await parts.encoder();
      const laidOut = layOutSources(sources, parts.shape);
      const { size } = laidOut;
      const results = await encoder.run({ ...parameters, ...sourceFeeds(laidOut, parts.shape.numbered) });
      const scratch = idle ?? createScratch();
      idle = undefined;
      return {
        memory: pickNamed(results, 'memory.'),
        state: pickNamed(results, 'next.', 'state.'),
        parents: Int32Array.from({ length: size }, (_, row) => row),
        ...{ sentences: size, groups: size, position: 0, scratch },
      };
    },

    async step(before, tokens) {
      const { results, after } = await advance(parts.step(), before, tokens);
      return { ...after, logProbabilities: results.logProbabilities.data as Float32Array };
    },

    best(count) {
      const program = parts.best(count);
      if (!program) return undefined;
      return async (before, tokens) => {
        const { results, after } = await advance(program, before, tokens);
        const { bestParts, bestLogProbabilities } = results;
        const [, given, width] = bestLogProbabilities.shape;
        const logProbabilities = bestLogProbabilities.data as Float32Array;
        return { ...after, width, count: given, parts: bestParts.data as Int32Array, logProbabilities };
      };
    },

    reorder(state, choice) {
      const { past, memory } = state;
      const { rows, sentences } = choice;
      const beam = rows.length / sentences.length;
      const share = past && beam > MOST_SHARING ? 1 : beam;
      const origins = originsOf(state, choice, share);
      past?.choose(origins, rows);
      const stays = origins.length === state.groups && sentences.length === state.sentences;
      return {
        ...state,
        memory: stays ? memory : takeRows(memory, origins),
        ...{ parents: rows, sentences: sentences.length, groups: origins.length },
      };
    },

    release({ scratch }) {
      idle = scratch;
    },
  };
}

/** By new group, the group before that its rows were in. */
function originsOf({ parents, groups }: DecoderState, { rows }: RowChoice, share: number): Int32Array {
  const before = parents.length / groups;
  return Int32Array.from({ length: rows.length / share }, (_, group) => Math.floor(rows[group * share] / before));
}

/** Room for what positions leave, of models that leave anything. */
function createPast({ inputs }: Program, options: PastOptions): PastSlots | undefined {
  const layouts = inputs.flatMap(({ name, shape }): SlotLayout[] =>
    name.startsWith('past.') ? [{ name: name.slice(5), heads: Number(shape[1]), depth: Number(shape[3]) }] : [],
  );
  return layouts.length > 0 ? new PastSlots(layouts, options) : undefined;
}

function pickNamed(tensors: Feeds, prefix: string, renamed = prefix): Feeds {
  const found = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(found.map(([name, value]) => [renamed + name.slice(prefix.length), value]));
}

/** Rows of tensors [rows, ...], which are used up. */
function takeRows(tensors: Feeds, rows: Int32Array): Feeds {
  const stay = isRising(rows);
  const taken = Object.entries(tensors).map(([name, { dtype, shape, data }]): [string, Tensor] => {
    const width = countOf(shape.slice(1));
    const next = [rows.length, ...shape.slice(1)];
    const from = data as Float32Array;
    if (stay) return [name, { dtype, shape: next, data: keepRows(from, width, rows) }];
    const result = zeros(dtype, next);
    rows.forEach((row, at) =>
      (result.data as Float32Array).set(from.subarray(row * width, (row + 1) * width), at * width),
    );
    return [name, result];
  });
  return Object.fromEntries(taken);
}
