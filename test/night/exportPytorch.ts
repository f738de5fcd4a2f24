// Runs of every family as folders for PyTorch, and their trainings: verify.py compares tokenizers and outputs with the run's,
// verify_training.py the first 100 steps, on one process and on two with half of each batch, and a stand-in for Lightning runs its files.
// What was trained is imported: a run with the weights that were learned, complete and judged. Without dropout a training that was stopped
// there, on two processes, goes on here to the losses of one that never left. Needs Python with PyTorch (`PYTHON`, default `python3`).
// `exportPytorch [word of a case ...]`

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { openCheckpoint } from '../../src/engine/store/checkpoint';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { readSafetensors } from '../../src/engine/store/safetensors';
import { inLab, type Lab } from '../engine/calls/support/lab';
import { EXPORTED, experimentText, exportData } from '../support/pythonExports';

const python = process.env.PYTHON ?? 'python3';
const words = process.argv.slice(2);

/** What torchrun sets, which Debian's PyTorch 2.6 cannot run: it is built without libuv, which its rendezvous wants. */
const processes = (world: number, port: number): NodeJS.ProcessEnv[] =>
  Array.from({ length: world }, (_, rank) => ({
    ...{ RANK: `${rank}`, LOCAL_RANK: `${rank}`, WORLD_SIZE: `${world}` },
    ...{ MASTER_ADDR: '127.0.0.1', MASTER_PORT: `${port}`, USE_LIBUV: '0' },
  }));

interface Ended {
  code: number | null;
  said: string;
}

function running(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    const args = script === 'main.py' ? [script, 'fit', '--config', 'experiment.yaml'] : [script];
    const child = spawn(python, args, { cwd, env: { ...process.env, OMP_NUM_THREADS: '1', ...env } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code) => resolve({ code, said: code === 0 ? out : out + err }));
  });
}

/** The first process is stopped after so many epochs, as a person does it; the others are of no use then. */
function stoppedAfter(epochs: number, cwd: string, all: readonly NodeJS.ProcessEnv[]): Promise<unknown> {
  const children = all.map((env) => spawn(python, ['train.py'], { cwd, env: { ...process.env, OMP_NUM_THREADS: '1', ...env } })); // prettier-ignore
  const [first] = children;
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    if (said.includes(`epoch ${epochs}:`)) first.kill('SIGTERM');
  };
  first.stdout.on('data', hear);
  first.on('close', () => children.forEach((child) => child.kill('SIGKILL')));
  return Promise.all(children.map((child) => once(child, 'close')));
}

/** How far losses are from those of a training that never left, where one was stopped there and resumed here. */
async function resumed({ client, runsFolder, folder }: Lab, output: string, text: string): Promise<string> {
  await stoppedAfter(3, output, processes(2, 29_700));
  const { runs } = await client.call('importRuns', { folder: output, runsFolder, baseFolder: folder });
  assert.deepEqual(
    runs.map(({ record }) => record.status),
    ['stopped'],
  );
  const { epoch } = runs[0].record;
  const request = { experimentText: text, baseFolder: folder, runsFolder };
  const { record: away } = await client.call('train', { ...request, resume: runs[0].folder });
  const { record: here } = await client.call('train', request);
  assert.equal(away.status, 'completed');
  const losses = Object.keys(here.metrics).filter((name) => name.endsWith('loss'));
  const worst = Math.max(...losses.map((name) => Math.abs(here.metrics[name] - away.metrics[name])));
  assert.ok(worst <= 1e-3, `the losses are ${worst} from those of a training that never left`);
  return `stopped after epoch ${epoch} on two processes, resumed here: losses differ by ${worst.toExponential(1)}`;
}

/** What becomes of the runs that a folder has trained. */
async function imported({ client, runsFolder, folder }: Lab, output: string): Promise<string> {
  const { runs } = await client.call('importRuns', { folder: output, runsFolder, baseFolder: folder });
  for (const run of runs) {
    const { record } = run;
    assert.equal(record.status, 'completed', record.id);
    assert.ok(record.step === record.steps && record.metrics.loss > 0);
    assert.deepEqual(
      record.notices.filter((notice) => /not judged/.test(notice)),
      [],
    );
  }
  const { tensors } = readSafetensors(nodeFiles, path.join(output, 'trained.safetensors'));
  const { model } = openCheckpoint(nodeFiles, runs[runs.length - 1].folder, 'best').checkpoint;
  const own = new Set(model.keys());
  let same = 0;
  for (const [name, { data }] of tensors) {
    const stored = model.get(own.has(name) ? name : name.replace(/^encoder\./, ''));
    if (stored && Buffer.from(stored.data.buffer, stored.data.byteOffset, stored.data.byteLength).equals(Buffer.from(data.buffer, data.byteOffset, data.byteLength))) same++; // prettier-ignore
  }
  const found = Object.entries(runs[0].record.metrics).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return `${runs.length} runs, ${same} of ${tensors.size} tensors as learned (${found.join(', ')})`;
}

/** The package `lightning`, as far as the folders use it. */
const STAND_IN = path.resolve('test/night/lightning/lightning');

/** How far what Lightning logged is from the run's losses. */
function differenceOf(folder: string): string {
  const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
  const { losses } = read('steps.json') as { losses: number[] };
  const { loss } = read('logged.json') as { loss: number[] };
  const worst = Math.max(...losses.map((each, i) => Math.abs(each - loss[i])));
  return `losses of ${losses.length} steps differ by ${worst <= 1e-4 ? 'at most' : 'more than is allowed,'} ${worst.toExponential(1)}`;
}

void inLab(async (lab) => {
  let failures = 0;
  for (const [name, content] of Object.entries(exportData())) lab.write(name, content);
  for (const [at, [name, given]] of Object.entries(EXPORTED).entries()) {
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    const text = experimentText(name, given, 20);
    const request = { experimentText: text, baseFolder: lab.folder, runsFolder: lab.runsFolder };
    // Every other one is exported without having been trained.
    const from =
      at % 2 === 0
        ? { folder: (await lab.client.call('train', request)).folder }
        : { experimentFile: lab.write(`case${at}.json`, text), runsFolder: lab.runsFolder };
    const output = lab.file(`exported${at}`);
    await lab.client.call('exportTraining', { ...from, output });
    const checks: [string, NodeJS.ProcessEnv[]][] = [
      ['verify.py', [{}]],
      ['verify_training.py', [{}]],
      ['verify_training.py', processes(2, 29_500 + at)],
      ['train.py', at === 0 ? processes(2, 29_600) : [{}]],
    ];
    if (given.model.dropout === 0) {
      fs.cpSync(STAND_IN, path.join(output, 'lightning'), { recursive: true });
      checks.push(['main.py', [{}]]);
    }
    for (const [script, all] of checks) {
      const ended = await Promise.all(all.map((env) => running(script, output, env)));
      const logged = script === 'main.py' && ended[0].code === 0 ? ` ${differenceOf(output)}` : '';
      const isRight = ended.every(({ code }) => code === 0) && !logged.includes('more than');
      if (!isRight) failures++;
      const said = ended.map((each) => each.said.trim().replaceAll('\n', '; ')).join('');
      console.log(
        `${isRight ? 'ok    ' : 'FAILED'} ${name}${all.length > 1 ? ' (two processes)' : ''}: ${said}${logged}`,
      );
    }
    try {
      console.log(`ok     ${name}: ${await imported(lab, output)}`);
      if (given.model.dropout === 0) console.log(`ok     ${name}: ${await resumed(lab, output, text)}`);
    } catch (error) {
      failures++;
      console.log(`FAILED ${name}: ${String(error)}`);
    }
  }
  console.log(failures > 0 ? `${failures} failed` : 'all agree');
  process.exitCode = failures > 0 ? 1 : 0;
});
