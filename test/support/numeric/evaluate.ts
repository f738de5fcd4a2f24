// One program, run once: what most numeric tests need of a session.

import { makeProgram, type CompilerPasses } from '../../../src/engine/graph/program';
import type { Value } from '../../../src/engine/graph/value';
import type { RandomMasks } from '../../../src/engine/runtime/randomMasks';
import { createSession, type CompiledProgram, type Feeds } from '../../../src/engine/runtime/session';
import type { Tensor } from '../../../src/engine/runtime/tensor';

export interface EvaluateOptions extends CompilerPasses {
  threads?: number;
  masks?: RandomMasks;
}

export const openProgram = (
  outputs: Readonly<Record<string, Value>>,
  { threads = 1, ...passes }: EvaluateOptions = {},
): Promise<CompiledProgram> => createSession(makeProgram(outputs, passes), { device: 'cpu', threads }, 'test program');

export async function evaluate(
  outputs: Readonly<Record<string, Value>>,
  feeds: Feeds,
  { masks, ...options }: EvaluateOptions = {},
): Promise<Record<string, Tensor>> {
  const session = await openProgram(outputs, options);
  try {
    return await session.run(feeds, { masks });
  } finally {
    await session.release();
  }
}
