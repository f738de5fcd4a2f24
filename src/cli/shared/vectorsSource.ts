// What the commands on vectors have in common: a run or a vectors file, opened in the engine.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { EngineContract } from '../../protocol/engine';
import type { Client } from '../../protocol/rpc';
import type { VectorsInfo, VectorsSource } from '../../protocol/vectors';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { CHECKPOINT_OPTION, checkpointOf } from './checkpoint';

export const VECTORS_OPTIONS: Record<string, OptionSpec> = {
  limit: { value: 'N', help: 'read only the first N words of a vectors file' },
  layer: { value: '<name>', help: 'which embedding layer of a neural run (default the first)' },
  ...CHECKPOINT_OPTION,
  ...RUNS_OPTION,
};

export interface OpenedVectors {
  client: Client<EngineContract>;
  info: VectorsInfo;
}

/** Opens what the first argument (or `given`) names, tells its notices, and runs `use` on it. */
export async function withVectors(
  given: ParsedArguments,
  report: Report,
  surroundings: Surroundings,
  { name, use }: { name: string; use: (opened: OpenedVectors) => Promise<ExitCode> },
): Promise<ExitCode> {
  const checkpoint = checkpointOf(given);
  const { cwd } = surroundings;
  const limit = given.count('limit', 1);
  return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
    const source = await sourceOf();
    const info = await client.call('openVectors', { source });
    report.live('');
    for (const notice of info.notices) report.note(notice);
    return use({ client, info });

    async function sourceOf(): Promise<VectorsSource> {
      const file = path.resolve(cwd, name);
      if (fs.statSync(file, { throwIfNoEntry: false })?.isFile()) return { kind: 'file', file, limit };
      const runsFolder = runsFolderOf(given, cwd);
      const folder = await findRunFolder(name, { client, cwd, runsFolder });
      return { kind: 'run', folder, checkpoint, layer: given.text('layer') };
    }
  });
}
