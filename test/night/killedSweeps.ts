// A sweep of short trials whose process is killed with SIGKILL at seeded random moments: it goes on each time and ends complete. Every
// trial is there once, with one run; with one worker all figures are those of a sweep that was left alone, as what is tried next depends
// on nothing but the figures before. The seed of the search is that of the proof.
//
// npm run test:sweeps -- [--trials 200] [--kills 10] [--seed 1] [--workers 1]
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { TrialSummary } from '../../src/protocol/sweep';
import type { RunRecord } from '../../src/protocol/run';
import { openSweep, summarizeSweep } from '../../src/engine/runs/sweep/openSweep';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { withFolder } from '../engine/store/support/temporaryFolder';
import { startCli } from '../faults/cliProcess';
import { randomNumbers } from '../faults/randomNumbers';
import { corpusRows, smallExperiment, tsvOf, writeExperiment } from '../faults/smallExperiment';
import { prove } from './prove';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '200' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
  },
});
const [trials, kills, seed, workers] = [values.trials, values.kills, values.seed, values.workers].map(Number);

function experiment(): object {
  const keys = {
    'model.type': ['naive-bayes', 'logistic-regression'],
    'model.alpha': { from: 0.001, to: 10, scale: 'log', when: { 'model.type': 'naive-bayes' } },
    'model.C': { from: 0.01, to: 100, scale: 'log', when: { 'model.type': 'logistic-regression' } },
  };
  const sweep = { keys, search: 'tpe', seed, budget: { trials } };
  return smallExperiment({ model: 'naive-bayes', training: undefined, tokenizer: 'whitespace', sweep });
}

const onlyFolder = (folder: string): string => {
  const names = fs.readdirSync(folder).filter((name) => !name.startsWith('.'));
  assert.equal(names.length, 1, `one sweep: ${names.join(', ')}`);
  return path.join(folder, names[0]);
};

/** What a trial is but for the names of its runs and the time they took. */
const figures = ({ trial, values: tried, epochs, status, value, runs }: TrialSummary) => ({
  ...{ trial, tried, epochs, status, value },
  runs: runs.map(({ number, steps, isOver }) => ({ number, steps, isOver })),
});

/** Every trial once, every run once, all of them whole. */
function requireWhole(folder: string): TrialSummary[] {
  const sweep = summarizeSweep(nodeFiles, openSweep(nodeFiles, onlyFolder(path.join(folder, '.nlplab', 'sweeps'))));
  assert.ok(sweep.isComplete);
  const expected = Array.from({ length: trials }, (_, i) => i + 1);
  assert.deepEqual(
    sweep.trials.map(({ trial }) => trial),
    expected,
  );
  const runs = path.join(folder, '.nlplab', 'runs');
  const names = fs.readdirSync(runs).filter((name) => !name.startsWith('.'));
  const records = names.map(
    (name) => JSON.parse(fs.readFileSync(path.join(runs, name, 'run.json'), 'utf8')) as RunRecord,
  );
  assert.deepEqual(
    records.map(({ sweep: of }) => of?.number ?? 0).sort((a, b) => a - b),
    expected,
    'one run for each',
  );
  assert.deepEqual([...new Set(records.map(({ status }) => status))], ['completed']);
  assert.deepEqual(new Set(sweep.trials.map(({ runs: [run] }) => run.run)), new Set(names));
  return sweep.trials;
}

const write = (folder: string): string =>
  path.basename(writeExperiment(folder, experiment() as Record<string, unknown>, tsvOf(corpusRows(200, seed))));

async function undisturbed(): Promise<TrialSummary[]> {
  return withFolder(async (folder) => {
    const { end } = startCli(['sweep', write(folder), '--workers', '1', '--json'], folder);
    const { code, err } = await end;
    assert.equal(code, 0, err);
    return requireWhole(folder);
  });
}

async function killed(alone: readonly TrialSummary[]): Promise<string> {
  return withFolder(async (folder) => {
    const random = randomNumbers(seed);
    const file = write(folder);
    const told: number[] = [];
    for (let kill = 0; kill <= kills; kill++) {
      const sweeps = path.join(folder, '.nlplab', 'sweeps');
      const resumed = kill > 0 ? ['--resume', onlyFolder(sweeps)] : [file];
      // After so many runs, and then so many milliseconds: in the middle of whatever is done by then.
      let left = kill < kills ? 1 + random.below(Math.floor((1.6 * trials) / (kills + 1))) : Number.POSITIVE_INFINITY;
      const { child, end } = startCli(
        ['sweep', ...resumed, '--workers', String(workers), '--json'],
        folder,
        ({ event }) => {
          if (event === 'run' && --left === 0) setTimeout(() => child.kill('SIGKILL'), random.below(300));
        },
      );
      const { code, signal, err, events } = await end;
      told.push(events.filter(({ event }) => event === 'run').length);
      if (signal === 'SIGKILL') continue;
      assert.equal(code, 0, err);
      break;
    }
    const whole = requireWhole(folder);
    if (workers === 1) assert.deepEqual(whole.map(figures), alone.map(figures));
    const same = workers === 1 ? ', all figures those of a sweep left alone' : '';
    return `${trials} trials, killed ${told.length - 1} times (${told.join(' + ')} runs told)${same}`;
  });
}

void prove(seed, {
  async 'a killed sweep ends complete'() {
    return killed(workers === 1 ? await undisturbed() : []);
  },
});
