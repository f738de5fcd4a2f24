// The programs that texts are gone on with: one for what is read first, one for a step, and steps that give the most probable tokens
// alone. They are compiled when they are first needed.

import { encoderProgram, stepProgram } from '../models/sequence/sequencePrograms';
import type { DecodingLayers } from '../models/sequence/sequenceModel';
import type { Value } from '../graph/value';
import { compiledPrograms } from '../runtime/compiledPrograms';
import type { CompiledProgram, Feeds, SessionSettings } from '../runtime/session';

export interface DecodingPrograms {
  encoder(): Promise<CompiledProgram>;
  step(): Promise<CompiledProgram>;
  /** The step that gives only the most probable tokens, `count` or more, where there is one. */
  best(count: number): Promise<CompiledProgram> | undefined;
  release(): Promise<void>;
}

/** A model with its parameters is one message of at most 2 GB; and all programs that hold their own together take no more. */
const MOST_FIXED_BYTES = 2 ** 30;

/** So many most probable tokens are found in the graph; each number has a program of its own. Wider beams look at all. */
const BEST = [2, 6, 16] as const;

const bytesOf = (feeds: Feeds): number => Object.values(feeds).reduce((sum, { data }) => sum + data.byteLength, 0);

/** @param fixed parameters that never change: the programs are made for them, and faster */
export function createDecodingPrograms(
  model: DecodingLayers,
  settings: SessionSettings,
  vocabulary: number,
  fixed: Feeds = {},
): DecodingPrograms {
  const programs = compiledPrograms(settings);
  const bytes = bytesOf(fixed);
  const withOwn = new Set<string>();
  const programOf = (name: string, outputs: () => Record<string, Value>): Promise<CompiledProgram> =>
    programs.of(name, () => {
      const isFixed = withOwn.has(name) || (withOwn.size + 1) * bytes <= MOST_FIXED_BYTES;
      if (isFixed) withOwn.add(name);
      return { outputs: outputs(), ...(isFixed && { fixed }) };
    });
  return {
    encoder: () => programOf('encoder', () => encoderProgram(model)),
    step: () => programOf('step', () => stepProgram(model)),
    best(count) {
      const enough = BEST.find((each) => each >= count);
      if (!enough || enough >= vocabulary) return undefined;
      return programOf(`best ${enough}`, () => stepProgram(model, { best: enough }));
    },
    release: () => programs.release(),
  };
}
