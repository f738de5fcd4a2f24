// From what a person typed for <sweep> to its folder: a folder, an id, or the start of exactly one id.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { EngineContract } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import type { Client } from '../../protocol/rpc';
import { SWEEPS_FOLDER } from '../../protocol/sweep';
import { invalidArgument } from '../failure';

interface Lookup {
  client: Client<EngineContract>;
  cwd: string;
  runsFolder: string;
}

/** Fails with `NOT_FOUND`, or with `INVALID_ARGUMENT` naming the candidates where several ids start so. */
export async function findSweepFolder(given: string, { client, cwd, runsFolder }: Lookup): Promise<string> {
  const folder = path.resolve(cwd, given);
  if (given !== '' && fs.existsSync(path.join(folder, 'sweep.json'))) return folder;
  const { sweeps } = await client.call('sweeps', { runsFolder });
  const matching = sweeps.filter(({ id }) => id === given || (given !== '' && id.startsWith(given)));
  const found = matching.find(({ id }) => id === given) ?? (matching.length === 1 ? matching[0] : undefined);
  if (found) return found.folder;
  // Not among those that can be read: whoever opens it says what is damaged.
  const unread = path.join(path.dirname(runsFolder), SWEEPS_FOLDER, path.basename(given));
  if (path.basename(given) === given && fs.existsSync(path.join(unread, 'sweep.json'))) return unread;
  const names = (matching.length > 0 ? matching : sweeps).map(({ id }) => id).join(', ');
  if (matching.length > 0) throw invalidArgument(`"${given}" is the start of ${matching.length} sweeps: ${names}.`);
  const known = sweeps.length === 0 ? 'There are no sweeps.' : `There are ${names}.`;
  throw new LabError('NOT_FOUND', `There is no sweep "${given}" beside ${runsFolder}. ${known}`);
}
