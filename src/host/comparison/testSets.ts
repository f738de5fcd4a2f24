// The parallel text that experiments keep for testing.
import * as path from 'node:path';
import { filesOfSource, type ParallelSource } from '../../protocol/data';
import type { RunDetails } from '../../protocol/run';
import type { RunEntry } from '../runs/runEntry';

export interface TestSet {
  data: ParallelSource;
  /** Where its paths start. */
  baseFolder: string;
  /** Names of its files, for people. */
  name: string;
  /** Names of the runs that have it. */
  runs: string[];
}

/** One for each set of files, however many of the runs have it; a part cut off the training files is none. */
export async function testSetsOf(
  entries: readonly RunEntry[],
  read: (folder: string) => Promise<Pick<RunDetails, 'test'>>,
): Promise<TestSet[]> {
  const sets = new Map<string, TestSet>();
  for (const { summary } of entries) {
    const { baseFolder, name: run } = summary.record;
    const { test: data } = await read(summary.folder);
    if (data === undefined) continue;
    const files = filesOfSource(data);
    const key = files.map((file) => path.resolve(baseFolder, file)).join('\n');
    const name = files.map((file) => path.basename(file)).join(', ');
    const known = sets.get(key);
    if (known) known.runs.push(run);
    else sets.set(key, { data, baseFolder, name, runs: [run] });
  }
  return [...sets.values()];
}
