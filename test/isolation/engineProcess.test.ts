// An engine in a process of its own: whatever happens to it, the host lives, calls end, and the run can go on. The whole number of
// repeats is `npm run test:isolation`.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';
import { TEST_LIMIT_MS } from '../../scripts/test/limits.mjs';
import { engineStarter } from '../../src/host/engine/engineThread';
import type { TrainRequest } from '../../src/protocol/engine';
import { LabError } from '../../src/protocol/labError';
import { ageLease, readMetrics, readRunRecord, runFolders } from '../faults/runFolder';
import { smallExperiment, writeExperiment } from '../faults/smallExperiment';
import { type Fault, FAULTS } from './faults';

const REPEATS = Number(process.env.NLP_LAB_TEST_REPEATS ?? 1);
/** Of a process that does not heed; the right figure is far longer than a step. */
const PATIENCE_MS = 300;
/** Enough steps that none of the faults comes too late. */
const LONG = { epochs: 400, batchSize: 16, checkpointEverySteps: 3 };
/** What a person is told. */
const SAYS: Record<Fault, RegExp> = {
  segfault: /ended unexpectedly, by the signal SIGSEGV/,
  abort: /ended unexpectedly, by the signal SIGABRT/,
  killed: /ended unexpectedly, by the signal SIGKILL/,
  exit: /engine has ended/,
  heap: /memory limit|SIGABRT/,
  loop: /did not stop/,
};
const DIST = path.resolve(__dirname, '..', '..');

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

describe('an engine in a process of its own', function () {
  this.timeout(TEST_LIMIT_MS * REPEATS);
  let folder = '';
  /** Built here for their packages to be found. */
  const programs = path.join(__dirname, 'programs');

  before(async () => {
    const entryPoints = { worker: 'test/isolation/faultyWorker.ts', exitingHost: 'test/isolation/exitingHost.ts' };
    const external = ['onnxruntime-node', 'kiwi-nlp'];
    const engineProcess = 'src/engine/engineProcess.ts';
    await build({
      ...{ entryPoints: { ...entryPoints, engineProcess }, outdir: programs, external },
      ...{ bundle: true, platform: 'node', target: 'node20', logLevel: 'silent' },
      alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    });
  });
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-isolation-'))));
  afterEach(async () => {
    delete process.env.NLP_LAB_TEST_FAULT;
    delete process.env.NODE_OPTIONS;
    await remove(folder);
  });

  const starter = (patienceMs?: number) => engineStarter({ programs, isolation: () => 'process', patienceMs });
  /** An engine whose host has gone may still be at its last save: then it is tried once more. */
  async function remove(name: string): Promise<void> {
    while (!(await succeeds(fs.promises.rm(name, { recursive: true, force: true })))) await new Promise(setImmediate);
  }
  function experiment(training: object): TrainRequest {
    const file = writeExperiment(folder, smallExperiment({ training }));
    const runsFolder = path.join(folder, 'runs');
    return { experimentText: fs.readFileSync(file, 'utf8'), baseFolder: folder, runsFolder };
  }

  async function trainInto(fault: Fault): Promise<unknown> {
    process.env.NLP_LAB_TEST_FAULT = fault;
    if (fault === 'heap') process.env.NODE_OPTIONS = '--max-old-space-size=48';
    const stop = new AbortController();
    let metrics = 0;
    const { client, gone } = starter(fault === 'loop' ? PATIENCE_MS : undefined)({});
    const onProgress = (told: { kind: string }): void => {
      if (told.kind === 'metric' && ++metrics === 5 && fault === 'loop') stop.abort();
    };
    const error = await client
      .call('train', experiment(LONG), { signal: stop.signal, onProgress })
      .catch((caught: unknown) => caught);
    await gone;
    return error;
  }

  async function resumesAfterwards(): Promise<void> {
    delete process.env.NLP_LAB_TEST_FAULT;
    delete process.env.NODE_OPTIONS;
    const { client, end } = starter()({});
    const [run] = runFolders(path.join(folder, 'runs'));
    ageLease(run);
    const { runs } = await client.call('runs', { runsFolder: path.join(folder, 'runs') });
    assert.deepEqual(
      runs.map(({ record }) => record?.status),
      ['interrupted'],
    );
    const stop = new AbortController();
    const request = { ...experiment(LONG), resume: run };
    const { record } = await client.call('train', request, {
      signal: stop.signal,
      onProgress: ({ kind }) => void (kind === 'metric' && stop.abort()),
    });
    assert.equal(record.status, 'stopped');
    const steps = readMetrics(run, { torn: false }).filter(({ kind }) => kind === 'step');
    assert.ok(steps.length >= 4, `${steps.length} steps`);
    await end();
  }

  for (const fault of FAULTS)
    it(`takes the host not with it: ${fault}`, async () => {
      for (let repeat = 0; repeat < REPEATS; repeat++) {
        const error = await trainInto(fault);
        assert.ok(error instanceof LabError && error.code === 'CLOSED', String(error));
        assert.match(error.message, SAYS[fault]);
        if (fault === 'segfault' || REPEATS > 1) await resumesAfterwards();
        await remove(path.join(folder, 'runs'));
      }
    });

  it('trains, answers and ends as in a thread', async () => {
    const { client, end, gone } = starter()({});
    const { record, folder: run } = await client.call('train', experiment({ epochs: 2, batchSize: 16 }));
    assert.equal(record.status, 'completed');
    const { answers } = await client.call('ask', { folder: run, texts: ['a lovely film'] });
    assert.equal(answers.length, 1);
    await end();
    assert.equal(await gone, 'The engine has ended.');
  });

  it('ends with a host that is killed', async () => {
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      experiment(LONG);
      const args = [path.join(DIST, 'cli.js'), 'train', 'small.nlplab.json', '--json', '--isolation', 'process'];
      const host = spawn(process.execPath, args, { cwd: folder });
      await once(host.stdout, 'data');
      host.kill('SIGKILL');
      await once(host, 'close'); // its engine holds standard error as long as it lives
      const [run] = runFolders(path.join(folder, '.nlplab', 'runs'));
      assert.ok(['running', 'stopped'].includes(readRunRecord(run).status));
      await remove(path.join(folder, '.nlplab'));
    }
  });

  for (const isolation of ['thread', 'process'] as const)
    it(`is left without an abort by a host that exits in a step: ${isolation}`, async () => {
      for (let repeat = 0; repeat < REPEATS; repeat++) {
        experiment(LONG);
        const args = [path.join(programs, 'exitingHost.js'), programs, folder, isolation];
        const host = spawn(process.execPath, args, { cwd: folder });
        let said = '';
        host.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
        const [code, signal] = (await once(host, 'close')) as [number | null, string | null];
        assert.deepEqual([code, signal, said], isolation === 'thread' ? [null, 'SIGKILL', ''] : [0, null, '']);
        await remove(path.join(folder, 'runs'));
      }
    });
});
