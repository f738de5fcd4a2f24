// All commands: a line for each feature.
import { askingCommands } from './asking/commands';
import type { Commands, PartsOf } from './commands/command';
import { comparisonCommands } from './comparison/commands';
import { corpusCommands } from './corpus/commands';
import { embeddingsCommands } from './embeddings/commands';
import { experimentCommands } from './experiments/commands';
import { parallelCommands } from './parallel/commands';
import { runsCommands } from './runs/commands';
import { tokenCommands } from './tokens/commands';

const TABLES = [
  tokenCommands,
  corpusCommands,
  experimentCommands,
  embeddingsCommands,
  parallelCommands,
  askingCommands,
  comparisonCommands,
  runsCommands,
] as const;

export type CommandParts = PartsOf<(typeof TABLES)[number]>;

export const COMMANDS: Commands<CommandParts> = Object.fromEntries(TABLES.flatMap((table) => Object.entries(table)));
