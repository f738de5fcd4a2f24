// What an agent may do here: a tool with a name, words for models and for people, a schema of its input, and what it does. The same
// tools are offered by `nlp-lab mcp` and to the language models of the editor.
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import type { EngineContract } from '../protocol/engine';
import { LabError } from '../protocol/labError';
import type { Said } from '../protocol/report';
import type { Client } from '../protocol/rpc';
import type { RunRecord } from '../protocol/run';

z.config(en());

/** Before the names of tools where those of others stand beside them. */
export const TOOL_PREFIX = 'nlp_lab_';

export interface Experiment {
  experimentText: string;
  experimentFile: string;
  baseFolder: string;
}

/** What tools work with: wherever they are offered, it is handed to them. */
export interface ToolContext {
  call: Client<EngineContract>['call'];
  /** Absolute; new runs go into the first. */
  runsFolders: readonly string[];
  /** An experiment file by its path, which may be relative. Fails with `NOT_FOUND`. */
  readExperiment(file: string): Promise<Experiment>;
  /** Trains until the end, or until the signal stops it between two steps. */
  train(experiment: Experiment, signal: AbortSignal): Promise<{ folder: string; record: RunRecord }>;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** @typeParam Input its schema */
interface ToolOf<Input extends z.ZodMiniType> {
  /** In snake case, as models call it. */
  name: string;
  /** For people: a text `toTranslate`. */
  title: string;
  /** For models, in English. */
  description: string;
  input: Input;
  /** What a person is asked before it runs: it takes the machine's time or writes files. Left out, it only reads. */
  question?: (input: z.infer<Input>) => Said;
  /** What it answers is written as JSON. */
  run(input: z.infer<Input>, context: ToolContext): Promise<object>;
}

/** A tool whose input is checked before anything else is done with it. Checks fail with `INVALID_ARGUMENT`. */
export interface Tool extends Pick<ToolOf<z.ZodMiniType>, 'name' | 'title' | 'description' | 'input'> {
  question?: (input: unknown) => Said;
  run(input: unknown, context: ToolContext): Promise<object>;
}

export function defineTool<Input extends z.ZodMiniType>({ question, run, ...tool }: ToolOf<Input>): Tool {
  const checked = (input: unknown): z.infer<Input> => {
    const { success, data, error } = z.safeParse(tool.input, input ?? {});
    if (success) return data;
    const faults = error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join('.')}: ${message}` : message,
    );
    throw new LabError('INVALID_ARGUMENT', `The input of ${tool.name} is wrong. ${faults.join('; ')}.`);
  };
  return {
    ...tool,
    ...(question && { question: (input: unknown) => question(checked(input)) }),
    run: async (input, context) => run(checked(input), context),
  };
}
