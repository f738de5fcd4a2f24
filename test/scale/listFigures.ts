// How long it takes to list very many runs, read one by one and with the index; to give each its row, and to make a new run among them.

import fs from 'node:fs';
import path from 'node:path';
import { loggedCurves } from '../../src/engine/calls/loggedCurves';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { listRuns } from '../../src/engine/store/runFolder';
import { rowWith, valuesInFiles } from '../../src/engine/runs/runRow';
import { RunIndex } from '../../src/engine/store/runIndex';
import { FollowedRows } from '../../src/host/experimentTable/followedRows';
import type { PackedRows } from '../../src/protocol/packedRows';
import type { RunRow } from '../../src/protocol/runRow';
import { callContext } from '../engine/calls/support/callContext';
import { tellFigure, tellSection, timed } from './figures';
import { writeMadeUpRuns } from './madeUpRuns';

interface MadeUp {
  runsFolder: string;
  count: number;
  seed: number;
  epochs: number;
  points: number;
  kept: number;
}

/** The rows as the page is given them. */
export async function measureLists(made: MadeUp): Promise<PackedRows> {
  const { runsFolder, ...how } = made;
  const many = how.count.toLocaleString('en');
  tellSection(`${many} made-up runs, seed ${how.seed}`);
  const isNew = !fs.existsSync(runsFolder);
  if (isNew) await timed(() => writeMadeUpRuns(runsFolder, how));
  if (isNew) await new Promise((resolve) => setTimeout(resolve, 2500)); // until their files count as settled
  const tell = async <T>(what: string, work: () => T | Promise<T>, goal?: string): Promise<T> => {
    const { result, seen } = await timed(work);
    tellFigure({ what, seen, goal });
    return result;
  };
  const opened = (): RunIndex => new RunIndex(nodeFiles, runsFolder);
  await tell('listed, each run read', () => listRuns(nodeFiles, runsFolder));
  fs.rmSync(path.join(runsFolder, '.index.jsonl'), { force: true });
  await tell('listed, each run and its experiment read, and the index written', () => opened().read());
  const index = opened();
  const { runs, mark } = await tell('listed with the index, by who begins', () => index.read(), 'no stutter');
  await tell('listed again, as a window does', () => index.read({ since: mark }));
  const name = path.basename(runs[runs.length >> 1].folder);
  const record = path.join(runsFolder, name, 'run.json');
  fs.writeFileSync(record, fs.readFileSync(record, 'utf8').replace('"seconds": ', '"seconds": 1'));
  const news = await tell('listed again, one run having changed', () => index.read({ since: mark, changed: [name] }));
  if (news.runs.length !== 1) throw new Error(`${news.runs.length} runs are said to have changed, not 1`);
  const named = runs.filter(({ changes }) => changes && changes.length > 0).length;
  tellFigure({ what: 'runs whose name says what differs from the one before', seen: `${named} of ${runs.length}` });
  return measureRows(runsFolder);
}

/** The engine has listed the runs for the tree; the first time their files are read, later what stands in the index is enough. */
async function measureRows(runsFolder: string): Promise<PackedRows> {
  await rowsOf(new RunIndex(nodeFiles, runsFolder), 'rows of the table, all, when they are first made');
  const index = new RunIndex(nodeFiles, runsFolder);
  index.read();
  const followed = await rowsOf(index, 'rows of the table, all', '1 s with the page below');
  const { result, seen } = await timed(() => followed.since(-1).whole);
  tellFigure({ what: 'rows packed for the page', seen });
  return result ?? { ids: [], columns: [] };
}

/** The index is written with what was made of the runs. */
async function rowsOf(index: RunIndex, what: string, goal?: string): Promise<FollowedRows> {
  const { runs } = index.read();
  const engine = {
    call(_: string, { ids }: { ids?: string[] }): Promise<{ rows: RunRow[] }> {
      const found = index.withValues((summary) => valuesInFiles(nodeFiles, summary), ids);
      return Promise.resolve(structuredClone({ rows: found.map(({ summary, values }) => rowWith(summary, values)) })); // as a message between threads
    },
  };
  const entries = runs.map((summary) => ({ summary, ours: false }));
  let first: number | undefined;
  const start = performance.now();
  const followed = new FollowedRows({
    ...{ engine: engine as never, entries: () => entries, at: () => undefined },
    told: () => (first ??= performance.now() - start),
  });
  const { seen } = await timed(() => followed.follow());
  tellFigure({ what: `${what}: the first thousand`, seen: `${(first ?? 0).toFixed(0)} ms` });
  tellFigure({ what, seen, goal });
  index.read();
  return followed;
}

/** Curves of so many points each, read from their logs and thinned. */
export async function measureCurves(folder: string, { points, seed }: { points: number; seed: number }): Promise<void> {
  const runsFolder = path.join(folder, 'curves');
  const ids = writeMadeUpRuns(runsFolder, { count: 20, seed, epochs: 5, points, kept: 0 });
  const folders = ids.map((id) => path.join(runsFolder, id));
  const { ms } = await timed(() => loggedCurves({ folders, key: 'loss' }, callContext()));
  tellFigure({
    what: `a curve of ${points.toLocaleString('en')} points read and thinned`,
    seen: `${(ms / ids.length).toFixed(1)} ms`,
  });
}
