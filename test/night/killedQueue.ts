// Trainings that wait in a queue, taken by several processes that are killed with SIGKILL at seeded random moments: each is trained once, one
// run for each, and ends in the same parameters, bit for bit, as where the queue was left alone.
//
// npm run test:queue -- [--items 40] [--kills 10] [--processes 3] [--seed 1]
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hashFile } from '../../src/engine/data/fileHash';
import { queueFolder, readQueue } from '../../src/engine/runs/queue/queueFile';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { listRuns } from '../../src/engine/store/runFolder';
import { withFolder } from '../engine/store/support/temporaryFolder';
import { runCli, startCli, type CliProcess } from '../faults/cliProcess';
import { randomNumbers } from '../faults/randomNumbers';
import { corpusRows, smallExperiment, tsvOf, writeExperiment } from '../faults/smallExperiment';
import { prove } from './prove';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '40' },
    kills: { type: 'string', default: '10' },
    processes: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
});
const [items, kills, processes, seed] = [values.items, values.kills, values.processes, values.seed].map(Number);

const names = Array.from({ length: items }, (_, i) => `q${i + 1}`);

/** Every fourth learns in steps, so that there is something to go on with. */
async function fill(folder: string): Promise<void> {
  writeExperiment(folder, {}, tsvOf(corpusRows(200, seed)));
  const files = names.map((name, i) => {
    const isSlow = i % 4 === 0;
    const model = isSlow ? { type: 'rnn', embedding: 8, hidden: 8 } : 'naive-bayes';
    const training = isSlow ? { epochs: 6, batchSize: 16, checkpointEverySteps: 3 } : undefined;
    const experiment = smallExperiment({ name, model, training, tokenizer: 'whitespace', seed: i + 1 });
    fs.writeFileSync(path.join(folder, `${name}.nlplab.json`), JSON.stringify(experiment));
    return `${name}.nlplab.json`;
  });
  const { code, err } = await runCli(['queue', 'add', ...files], folder);
  assert.equal(code, 0, err);
}

const start = (folder: string, onEnd?: () => void): CliProcess =>
  startCli(['queue', 'start', '--workers', '1', '--json'], folder, ({ event }) => event === 'end' && onEnd?.());

/** By name, the hash of the parameters of the one run that there is. */
async function trained(folder: string): Promise<Record<string, string>> {
  const runsFolder = path.join(folder, '.nlplab', 'runs');
  assert.deepEqual(readQueue(nodeFiles, runsFolder).items, [], 'nothing is left');
  assert.deepEqual(
    fs.readdirSync(queueFolder(runsFolder)).filter((name) => !/^queue\.lease/.test(name)),
    [],
    'nothing lies about',
  );
  const runs = listRuns(nodeFiles, runsFolder);
  assert.deepEqual(runs.map(({ record }) => record.name).sort(), [...names].sort(), 'one run for each');
  assert.deepEqual([...new Set(runs.map(({ record }) => record.status))], ['completed']);
  const hashed = runs.map(async ({ folder: run, record }): Promise<[string, string]> => {
    const kept = ['last', 'best'].map((name) => path.join(run, 'checkpoints', name, 'model.safetensors'));
    const file = kept.find((each) => fs.existsSync(each));
    assert.ok(file, `${record.name} has parameters`);
    return [record.name, await hashFile(file)];
  });
  return Object.fromEntries(await Promise.all(hashed));
}

async function alone(): Promise<Record<string, string>> {
  return withFolder(async (folder) => {
    await fill(folder);
    const { code, err } = await start(folder).end;
    assert.equal(code, 0, err);
    return trained(folder);
  });
}

void prove(seed, {
  async 'a queue of killed processes is trained once'() {
    const expected = await alone();
    return withFolder(async (folder) => {
      await fill(folder);
      const random = randomNumbers(seed);
      const counts = { kills: 0, ended: 0 };
      const work = async (): Promise<void> => {
        for (;;) {
          const mayKill = counts.kills < kills;
          const { child, end } = start(folder, () => counts.ended++);
          if (mayKill) setTimeout(() => child.kill('SIGKILL'), 300 + random.below(4_000)).unref();
          const { code, signal, err } = await end;
          if (signal === 'SIGKILL') counts.kills++;
          else {
            assert.equal(code, 0, err);
            return;
          }
        }
      };
      await Promise.all(Array.from({ length: processes }, work));
      assert.deepEqual(await trained(folder), expected);
      return `${items} trainings by ${processes} processes, ${counts.kills} of them killed: each once, the same parameters to the bit`;
    });
  },
});
