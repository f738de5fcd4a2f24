// Makes a workspace of very many made-up runs, and says how long it takes to list them: read one by one, and with the index.
// usage: npm run bench:runs [-- --count 10000 --seed 1 --epochs 5 --points 20 --kept 30 --folder <workspace>]
// `--kept`: of how many of 100 runs checkpoints lie there. With --folder the workspace is made there where it is not there yet, and
// kept: open it in the editor to look at it. Without, all is removed at the end.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { listRuns } from '../../src/engine/store/runFolder';
import { RunIndex } from '../../src/engine/store/runIndex';
import { writeMadeUpRuns } from './madeUpRuns';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '5' },
    points: { type: 'string', default: '20' },
    kept: { type: 'string', default: '30' },
    folder: { type: 'string' },
  },
});
const workspace = path.resolve(values.folder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-many-runs-')));
const runsFolder = path.join(workspace, '.nlplab', 'runs');
const [count, seed, epochs, points, kept] = (['count', 'seed', 'epochs', 'points', 'kept'] as const).map((key) =>
  Number(values[key]),
);

/** Milliseconds of the clock, and of the processor. */
function timed<T>(what: string, work: () => T): T {
  const [start, processor] = [performance.now(), process.cpuUsage()];
  const result = work();
  const [clock, used] = [performance.now() - start, process.cpuUsage(processor)];
  const processorMs = (used.user + used.system) / 1000;
  console.log(`${what}: ${clock.toFixed(0)} ms, of the processor ${processorMs.toFixed(0)} ms`);
  return result;
}

const opened = (): RunIndex => new RunIndex(nodeFiles, runsFolder);

try {
  const isNew = !fs.existsSync(runsFolder);
  if (isNew)
    timed(`${count} runs made, seed ${seed}`, () => writeMadeUpRuns(runsFolder, { count, seed, epochs, points, kept }));
  if (isNew) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500); // until their files count as settled
  timed('each read', () => listRuns(nodeFiles, runsFolder));
  fs.rmSync(path.join(runsFolder, '.index.jsonl'), { force: true });
  timed('read, and the index written', () => opened().read());
  const index = opened();
  const { runs, mark } = timed('with the index', () => index.read());
  timed('again, as a window does', () => index.read({ since: mark }));
  const name = path.basename(runs[runs.length >> 1].folder);
  const record = path.join(runsFolder, name, 'run.json');
  fs.writeFileSync(record, fs.readFileSync(record, 'utf8').replace('"seconds": ', '"seconds": 1'));
  const news = timed('one has changed', () => index.read({ since: mark, changed: [name] }));
  console.log(`${runs.length} runs; told of ${news.runs.length} that has changed`);
} finally {
  if (values.folder === undefined) fs.rmSync(workspace, { recursive: true, force: true });
}
