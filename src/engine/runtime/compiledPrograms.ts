// Programs by name, each compiled when it is first needed and kept.

import type { Value } from '../graph/value';
import { releaseAll } from './release';
import { compile, type CompiledProgram, type Feeds, type SessionSettings } from './session';

export interface CompiledPrograms {
  /** @param make its outputs and, where there are some, the inputs that never change; asked once, and anew after a failure */
  of(name: string, make: () => { outputs: Record<string, Value>; fixed?: Feeds }): Promise<CompiledProgram>;
  release(): Promise<void>;
}

export function compiledPrograms(settings: SessionSettings): CompiledPrograms {
  const compiled = new Map<string, Promise<CompiledProgram>>();
  return {
    of(name, make) {
      const known = compiled.get(name);
      if (known) return known;
      const { outputs, fixed } = make();
      const program = compile(outputs, settings, name, fixed);
      compiled.set(name, program);
      program.catch(() => compiled.delete(name));
      return program;
    },
    release: () => releaseAll(compiled.values()),
  };
}
