// A sequence model as the decoder sees it: programs for the source and for one step, and what goes from step to step.

import { layOutSources } from '../data/pairBatches';
import type { RowChoice, Step, StepModel } from '../decode/stepModel';
import type { CompiledProgram, Feeds } from '../runtime/session';
import { countOf, tensor, zeros, type Tensor } from '../runtime/tensor';
import { BOS, EOS } from '../text/vocabulary';
import { PastSlots, type SlotLayout } from './pastSlots';
import { createScratch, type Scratch } from './scratch';

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
  past?: PastSlots;
  scratch: Scratch;
}

export interface DecoderParts {
  encoder(): Promise<CompiledProgram>;
  step(): Promise<CompiledProgram>;
  parameters: Feeds;
  shape: { padding: 'before' | 'after'; maxLength: number };
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
  let idle: Scratch[] = [];
  return {
    vocabulary,
    begin: BOS,
    end: EOS,
    longest: parts.longest,

    async start(sources) {
      const [encoder, { program }] = [await parts.encoder(), await parts.step()];
      const { source, sourceMask, sourceTime, size } = layOutSources(sources, parts.shape);
      const results = await encoder.run({
        ...parameters,
        source: tensor('int32', [sourceTime, size], source),
        sourceMask: tensor('bool', [sourceTime, size], sourceMask),
      });
      const layouts = program.inputs.flatMap(({ name, shape }): SlotLayout[] =>
        name.startsWith('past.') ? [{ name: name.slice(5), heads: Number(shape[1]), depth: Number(shape[3]) }] : [],
      );
      const scratch = idle.pop() ?? createScratch();
      return {
        memory: pickNamed(results, 'memory.'),
        state: pickNamed(results, 'next.', 'state.'),
        parents: Int32Array.from({ length: size }, (_, row) => row),
        ...{ sentences: size, groups: size, position: 0, scratch },
        past: layouts.length > 0 ? new PastSlots(layouts, size, scratch) : undefined,
      };
    },

    async step(before, tokens): Promise<Step<DecoderState>> {
      const { memory, state, parents, groups, position, past, scratch } = before;
      const { program, run } = await parts.step();
      const rows = tokens.length;
      const beam = rows / groups;
      const names = program.outputs.map(({ name }) => name).filter((name) => attention || name !== 'attention');
      const fetches: Record<string, Tensor> = {};
      for (const { name, value } of program.outputs) {
        const [, heads, , depth] = value.shape.map(Number);
        if (name === 'logProbabilities') fetches[name] = taken(scratch, name, [rows, vocabulary]);
        if (name.startsWith('present.')) fetches[name] = taken(scratch, name, [groups, heads, beam, depth]);
      }
      const feeds: Feeds = {
        ...parameters,
        ...memory,
        ...state,
        ...past?.feeds(),
        tokens: tensor('int32', [groups, beam], tokens),
        parents: tensor('int32', [parents.length], parents),
        position: tensor('int32', [1], [position]),
      };
      const results = await run(feeds, { outputs: names, fetches });
      past?.append(results);
      const looked = results.attention as Tensor | undefined;
      return {
        logProbabilities: results.logProbabilities.data as Float32Array,
        state: {
          ...before,
          state: pickNamed(results, 'next.', 'state.'),
          parents: Int32Array.from(parents.keys()),
          position: position + 1,
        },
        ...(looked ? { attention: { weights: looked.data as Float32Array, sourceTime: looked.shape[1] } } : {}),
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
      idle = [scratch];
    },
  };
}

/** By new group, the group before that its rows were in. */
function originsOf({ parents, groups }: DecoderState, { rows }: RowChoice, share: number): Int32Array {
  const before = parents.length / groups;
  return Int32Array.from({ length: rows.length / share }, (_, group) => Math.floor(rows[group * share] / before));
}

function taken(scratch: Scratch, name: string, shape: readonly number[]): Tensor {
  return { dtype: 'float32', shape, data: scratch.room(name, countOf(shape)) };
}

function pickNamed(tensors: Feeds, prefix: string, renamed = prefix): Feeds {
  const found = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(found.map(([name, value]) => [renamed + name.slice(prefix.length), value]));
}

/** Rows of tensors [rows, ...]. */
function takeRows(tensors: Feeds, rows: Int32Array): Feeds {
  const takenRows = Object.entries(tensors).map(([name, { dtype, shape, data }]) => {
    const width = countOf(shape.slice(1));
    const result = zeros(dtype, [rows.length, ...shape.slice(1)]);
    rows.forEach((row, at) =>
      (result.data as Float32Array).set((data as Float32Array).subarray(row * width, (row + 1) * width), at * width),
    );
    return [name, result] as const;
  });
  return Object.fromEntries(takenRows);
}
