// What a person at the editor feels: stopping takes no longer than a step (promise I5), and the host's thread stays free while engines
// train with all cores (promise I6). The parts of the extension's host, in a process of their own, with the engine that is shipped.
//
// npm run test:editor -- [--stops 200] [--seconds 20] [--seed 1]
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { summarizeRun } from '../../src/engine/store/runFolder';
import { engineStarter } from '../../src/host/engine/engineThread';
import { Trainings } from '../../src/host/engine/trainings';
import type { TrainProgress, TrainRequest } from '../../src/protocol/engine';
import { LabError } from '../../src/protocol/labError';
import type { Isolation } from '../../src/protocol/processPort';
import { randomNumbers } from '../faults/randomNumbers';
import { corpusRows, smallExperiment, tsvOf } from '../faults/smallExperiment';
import { prove } from './prove';

const { values } = parseArgs({
  options: {
    stops: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const seed = Number(values.seed);
const random = randomNumbers(seed);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-editor-'));
fs.writeFileSync(path.join(folder, 'train.tsv'), tsvOf(corpusRows(4000, 1)));

const MOST_STOP_MS = 200;
const MOST_DELAY_MS = 20;
/** From the moment at which a training is asked for. */
const LATEST_STOP_MS = 1500;

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A training that no stop comes too late for. `threads` 0: all cores. */
function request(name: string, threads: number): TrainRequest {
  const training = { epochs: 1000, batchSize: 32, optimizer: { type: 'adam', learningRate: 0.001 } };
  const experiment = smallExperiment({ name, training, runtime: { threads } });
  return { experimentText: JSON.stringify(experiment), baseFolder: folder, runsFolder: path.join(folder, 'runs') };
}

const starterFor = (isolation: Isolation) =>
  engineStarter({ programs: path.resolve('dist'), isolation: () => isolation });

function share(sorted: readonly number[], of: number): string {
  if (sorted.length === 0) return '-';
  return sorted[Math.min(sorted.length - 1, Math.floor(of * sorted.length))].toFixed(0);
}

async function stops(isolation: Isolation): Promise<string> {
  const thread = starterFor(isolation)({});
  const took: Record<'prepares' | 'trains', number[]> = { prepares: [], trains: [] };
  let resumable = 0;
  for (let number = 0; number < Number(values.stops); number++) {
    const stop = new AbortController();
    let phase: 'prepares' | 'trains' = 'prepares';
    const onProgress = ({ kind }: TrainProgress): void => void (phase = kind === 'metric' ? 'trains' : phase);
    const train = thread.client.call('train', request(`stop-${number}`, 1), { signal: stop.signal, onProgress });
    const ended = train.then(
      ({ folder: run, record }) => {
        assert.equal(record.status, 'stopped', record.failure?.message);
        resumable += Number(summarizeRun(nodeFiles, run).resumable);
        fs.rmSync(run, { recursive: true });
      },
      (error: unknown) => assert.ok(error instanceof LabError && error.code === 'CANCELLED', String(error)),
    );
    await later(random.below(LATEST_STOP_MS));
    const began = performance.now();
    const at = phase;
    stop.abort();
    await ended;
    took[at].push(performance.now() - began);
  }
  await thread.end();
  const told = Object.entries(took).map(([at, times]) => {
    times.sort((a, b) => a - b);
    const [half, most, all] = [0.5, 0.95, 1].map((of) => share(times, of));
    return `of ${times.length} while it ${at} half within ${half} ms, 95 % within ${most} ms, all within ${all} ms`;
  });
  const words = `${told.join('; ')}; ${resumable} of the runs can be resumed`;
  assert.ok(took.trains.length > 0 && Number(share(took.trains, 0.95)) <= MOST_STOP_MS, words);
  return words;
}

async function smooth(): Promise<string> {
  const trainings = new Trainings({ start: starterFor('thread'), onLog: () => undefined });
  let told = 0;
  trainings.onChange(() => told++);
  const training = trainings.train('smooth', request('smooth', 0));
  await training.started;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await later(Number(values.seconds) * 1000);
  delay.disable();
  training.stop();
  await training.ended;
  const [p50, p99, most] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) =>
    (ns / 1e6 - 1).toFixed(1),
  );
  assert.ok(Number(p99) <= MOST_DELAY_MS, `99 % of the turns began within ${p99} ms`);
  return `${values.seconds} s of training with all cores, ${told} changes told: half of the turns began within ${p50} ms, 99 % within ${p99} ms, all within ${most} ms`;
}

void prove(seed, {
  'the thread of the host': smooth,
  'stops of a thread': () => stops('thread'),
  'stops of a process': () => stops('process'),
}).finally(() => fs.rmSync(folder, { recursive: true }));
