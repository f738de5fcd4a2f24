// A neural language model at work: it scores texts window by window and goes on with them. Programs are compiled when they are first
// needed.

import { LabError } from '../../protocol/labError';
import type { StepModel } from '../decode/stepModel';
import type { Value } from '../graph/value';
import type { LanguageNetwork } from '../models/language/languageLayers';
import {
  attentionProgram,
  carriedName,
  leftName,
  nextProgram,
  rankingProgram,
  scoringProgram,
  statesProgram,
} from '../models/language/languagePrograms';
import { compiledPrograms } from '../runtime/compiledPrograms';
import { releaseAll } from '../runtime/release';
import type { CompiledProgram, Feeds, SessionSettings } from '../runtime/session';
import { tensor, zeros } from '../runtime/tensor';
import { createDecodingPrograms } from '../sequence/decodingPrograms';
import { createSequenceDecoder } from '../sequence/sequenceDecoder';
import { createContinuing } from './continuing';
import { usualStride } from './windows';
import { createWindowSteps } from './windowSteps';

/** Windows side by side, [time, batch] each. */
export interface LaidOut {
  ids: Int32Array;
  labels: Int32Array;
  time: number;
  size: number;
}

export type ProgramName = keyof typeof PROGRAMS;

const PROGRAMS = {
  scoring: scoringProgram,
  ranking: rankingProgram,
  attention: attentionProgram,
  states: statesProgram,
} satisfies Record<string, (network: LanguageNetwork) => Record<string, Value>>;

export interface NetworkSession {
  readonly network: LanguageNetwork;
  readonly vocabulary: number;
  /**
   * Runs a program of `languagePrograms` over windows. @param carried states of the windows before, by the names of inputs; zeros where
   * left out
   */
  run(name: ProgramName, parameters: Feeds, windows: LaidOut, carried?: Feeds): Promise<Feeds>;
  /** @param parameters are read at every step. @param tokens that begin and end texts */
  steps(parameters: Feeds, tokens: { begin: number; end: number }): StepModel<unknown>;
  release(): Promise<void>;
}

/** No text that is gone on with is longer. */
const LONGEST = 2 ** 24;

/** @param fixed parameters that never change: steps are made for them, and faster */
export function createNetworkSession(
  network: LanguageNetwork,
  vocabulary: number,
  settings: SessionSettings,
  fixed: Feeds = {},
): NetworkSession {
  const decoding = createDecodingPrograms(network, settings, vocabulary, fixed);
  const programs = compiledPrograms(settings);
  const programOf = (name: ProgramName): Promise<CompiledProgram> =>
    programs.of(name, () => ({ outputs: PROGRAMS[name](network) }));
  const { longest: context = Infinity } = network;

  /** [rows, vocabulary]. Shorter rows are filled up at their ends, which nothing before looks at. */
  async function nextOf(rows: readonly (readonly number[])[], parameters: Feeds): Promise<Feeds[string]> {
    const { run } = await programs.of('next', () => ({ outputs: nextProgram(network) }));
    const time = rows.reduce((most, { length }) => Math.max(most, length), 1);
    const shape = [time, rows.length];
    const ids = new Int32Array(time * rows.length);
    rows.forEach((row, column) => row.forEach((id, t) => (ids[t * rows.length + column] = id)));
    const at = Int32Array.from(rows, ({ length }, column) => (length - 1) * rows.length + column);
    return (await run({ ...parameters, ids: tensor('int32', shape, ids), at: tensor('int32', [rows.length], at) }))
      .next;
  }

  return {
    ...{ network, vocabulary },
    async run(name, parameters, { ids, labels, time, size }, carried = noStates(network, size)) {
      const { run } = await programOf(name);
      const shape = [time, size];
      return run({
        ...parameters,
        ...carried,
        ids: tensor('int32', shape, ids),
        labels: tensor('int32', shape, labels),
      });
    },
    steps(parameters, tokens) {
      if (network.readsAnew)
        return createWindowSteps({
          ...{ ...tokens, vocabulary, context, stride: usualStride(context) },
          next: async (rows) => (await nextOf(rows, parameters)).data as Float32Array,
        }) as StepModel<unknown>;
      const decoder = createSequenceDecoder({
        ...decoding,
        ...{ parameters, vocabulary, attention: false },
        shape: { padding: 'after', maxLength: Math.min(context, LONGEST) },
      });
      // Whoever goes on with texts hands back the states that it was given.
      return createContinuing(decoder, { ...tokens, context, stride: usualStride(context) }) as StepModel<unknown>;
    },
    release: () => releaseAll([programs, decoding]),
  };
}

/** The states at a beginning, by the names of inputs. */
export const noStates = ({ states }: LanguageNetwork, size: number): Feeds =>
  Object.fromEntries(
    Object.entries(states).map(([name, width]) => [carriedName(name), zeros('float32', [size, width])]),
  );

/** What windows left, by the names of the inputs that read it. */
export const leftBy = ({ states }: LanguageNetwork, results: Feeds): Feeds =>
  Object.fromEntries(Object.keys(states).map((name) => [carriedName(name), results[leftName(name)]]));

export function requireScoring(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LabError('CANCELLED', 'Scoring was cancelled.');
}
