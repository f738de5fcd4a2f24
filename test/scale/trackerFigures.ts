// Every figure of keeping, listing and comparing very many runs, beside what is to be reached: lists with and without the index, rows, the
// page in a browser, curves, searches beside Optuna, statistics beside scipy and statsmodels; with --long also what takes minutes.
//
// npm run bench:runs [-- --count 10000 --seed 1 --epochs 5 --points 20 --kept 30 --folder <workspace> --only lists,page --long]
//
// `--kept`: of how many of 100 runs checkpoints lie there. With --folder the workspace is made there where it is not there yet, and kept:
// open it in the editor to look at it. Without, all is removed at the end. `--only`: lists, page, searches, statistics.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/root.mjs';
import { tellSection } from './figures';
import { measureCurves, measureLists } from './listFigures';
import { measureSearches } from './searchFigures';
import { measureStatistics } from './statisticsFigures';
import { measurePage } from './tablePage';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '5' },
    points: { type: 'string', default: '20' },
    kept: { type: 'string', default: '30' },
    folder: { type: 'string' },
    only: { type: 'string', default: 'lists,page,searches,statistics' },
    long: { type: 'boolean', default: false },
  },
});
const [count, seed, epochs, points, kept] = (['count', 'seed', 'epochs', 'points', 'kept'] as const).map((key) =>
  Number(values[key]),
);
const LOGGED_POINTS = 10_000;

/** Proofs with a script of their own; what each says at its end is its figure. */
const LONG: readonly (readonly [what: string, command: string, args: readonly string[]])[] = [
  ['8 processes, 10,000 changes of one folder of runs, with kills', 'npm', ['run', '--silent', 'test:writers']],
  ['a sweep of 200 trials killed ten times', 'npm', ['run', '--silent', 'test:sweeps']],
  ['40 trainings in the queue, three processes killed ten times', 'npm', ['run', '--silent', 'test:queue']],
  ['a sweep on a Slurm of two nodes (as root)', 'test/night/slurm.sh', []],
];

async function main(): Promise<void> {
  const parts = new Set(values.only.split(','));
  const [processor] = os.cpus();
  console.log(`${new Date().toISOString()}  ${processor?.model}, ${os.availableParallelism()} cores, Node ${process.version}, load ${os.loadavg()[0].toFixed(1)}`); // prettier-ignore
  const workspace = path.resolve(values.folder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-many-runs-')));
  try {
    if (parts.has('lists') || parts.has('page')) {
      const runsFolder = path.join(workspace, '.nlplab', 'runs');
      const rows = await measureLists({ runsFolder, count, seed, epochs, points, kept });
      if (parts.has('lists')) await measureCurves(workspace, { points: LOGGED_POINTS, seed });
      if (parts.has('page')) await measurePage(rows);
    }
  } finally {
    fs.rmSync(path.join(workspace, 'curves'), { recursive: true, force: true });
    if (values.folder === undefined) fs.rmSync(workspace, { recursive: true, force: true });
  }
  if (parts.has('searches')) measureSearches();
  if (parts.has('statistics')) measureStatistics();
  if (!values.long) return;
  for (const [what, command, args] of LONG) {
    tellSection(what);
    const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
