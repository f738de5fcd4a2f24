// Many processes on one folder of runs, some of which are killed at any moment: nothing that was done is lost, nothing is
// there twice, at most one process writes a run, and nothing is left lying about (promise D6).
//
// npm run test:writers -- [--operations 10000] [--processes 8] [--seed 1]
// ends with exit code 1 on any fault, and the folder is kept.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { figure } from '../../scripts/test/figures.mjs';
import { evaluationsOf } from '../../src/engine/runs/evaluations';
import { holdLeaseAgain } from '../../src/engine/runs/heldLease';
import { openRunKeeper } from '../../src/engine/runs/runKeeper';
import { evaluationLeasePath, leaseStateOf } from '../../src/engine/store/leaseFile';
import { readMetrics } from '../../src/engine/store/metricsLog';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { createRun, listRuns, runFiles } from '../../src/engine/store/runFolder';
import { recordOf } from '../engine/store/support/records';
import { randomNumbers } from '../faults/randomNumbers';
import type { Done, StoreWorker } from './storeWorker';

const WORKER = path.join(__dirname, 'storeWorker.js');
/** On average so long until the next kill. */
const KILL_MS = 1000;

interface Place {
  folder: string;
  runsFolder: string;
  trash: string;
}

const ledgersOf = ({ folder }: Place): string[] =>
  fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.ledger'))
    .map((name) => path.join(folder, name));

/** Whole lines alone: the last may be torn by a kill. */
function doneIn(ledger: string): Done[] {
  const lines = fs.readFileSync(ledger, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Done);
}

interface Work {
  operations: number;
  processes: number;
  seed: number;
}

/** Lets them work until all operations are done; returns how many were killed, and faults of those that ended otherwise. */
async function letWork(
  place: Place,
  { operations, processes, seed }: Work,
): Promise<{ kills: number; faults: string[] }> {
  const random = randomNumbers(seed);
  const running = new Map<number, ChildProcess>();
  const faults: string[] = [];
  let kills = 0;
  let started = 0;
  const share = Math.ceil(operations / processes);
  const left = new Map(Array.from({ length: processes }, (_, slot) => [slot, share]));

  const start = async (slot: number): Promise<void> => {
    for (let count = share; count > 0; count = left.get(slot) ?? 0) {
      const ledger = path.join(place.folder, `${slot}-${started}.ledger`);
      const { runsFolder, trash } = place;
      const request: StoreWorker = { runsFolder, trash, ledger, seed: seed * 1000 + started++, operations: count };
      const child = spawn(process.execPath, [WORKER, JSON.stringify(request)], { stdio: ['ignore', 'ignore', 'pipe'] });
      running.set(slot, child);
      let err = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
      running.delete(slot);
      if (signal !== 'SIGKILL' && code !== 0) {
        faults.push(`a process ended with ${code ?? signal}: ${err.trim()}`);
        return;
      }
      const operationsDone = fs.existsSync(ledger) ? operationsOf(doneIn(ledger)) : 0;
      left.set(slot, signal === 'SIGKILL' ? count - operationsDone : 0);
    }
  };
  const killing = setInterval(() => {
    const child = [...running.values()][random.below(processes)];
    if (child?.kill('SIGKILL')) kills++;
  }, KILL_MS);
  await Promise.all(Array.from({ length: processes }, (_, slot) => start(slot)));
  clearInterval(killing);
  return { kills, faults };
}

/** Lines of a log belong to a training. */
const operationsOf = (done: readonly Done[]): number => done.filter(({ did }) => did !== 'line').length;

/** What is not as the ledgers say. */
async function faultsOf(place: Place): Promise<string[]> {
  const { runsFolder, trash } = place;
  const done = ledgersOf(place).flatMap(doneIn);
  const faults: string[] = [];
  const created = done.flatMap((each) => (each.did === 'create' ? [each.id] : []));
  if (new Set(created).size !== created.length) faults.push('an id was given twice');
  const inFolder = (folder: string): string[] => fs.readdirSync(folder).filter((name) => !name.startsWith('.'));
  const [there, away] = [new Set(inFolder(runsFolder)), new Set(inFolder(trash))];
  for (const id of created) {
    if (!there.has(id) && !away.has(id)) faults.push(`the run ${id} is lost`);
    if (there.has(id) && away.has(id)) faults.push(`the run ${id} is there twice`);
  }
  for (const id of [...there, ...away]) {
    const folder = path.join(there.has(id) ? runsFolder : trash, id);
    if (!fs.existsSync(path.join(folder, 'run.json'))) {
      faults.push(`${folder} holds no run: ${fs.readdirSync(folder).join(' ')}`);
      continue;
    }
    const evaluating = (): boolean =>
      leaseStateOf(nodeFiles, folder, undefined, evaluationLeasePath(folder)) === 'ending';
    while (evaluating()) await new Promise((resolve) => setTimeout(resolve, 100));
    const lease = await holdLeaseAgain(nodeFiles, folder, new AbortController().signal); // of writers that were killed
    openRunKeeper({ files: nodeFiles, folder, lease, nowMs: () => 0 }).close();
    const { lines, corrupt } = readMetrics(nodeFiles, path.join(folder, runFiles.metrics));
    if (corrupt.length > 0) faults.push(`${id}: ${corrupt.length} damaged lines`);
    lines.forEach(({ step }, i) => {
      if (step !== i + 1) faults.push(`${id}: line ${i + 1} is of step ${step}`);
    });
    for (const each of done)
      if (each.did === 'line' && each.id === id && lines[each.step - 1]?.time !== each.by)
        faults.push(`${id}: step ${each.step} of process ${each.by} is lost`);
    const sources = evaluationsOf(nodeFiles, folder).map(({ source }) => source);
    if (new Set(sources).size !== sources.length) faults.push(`${id}: an evaluation is there twice`);
    for (const each of done)
      if (each.did === 'evaluate' && each.id === id && !sources.includes(each.source))
        faults.push(`${id}: the evaluation ${each.source} is lost`);
  }
  return [...faults, ...leftIn(runsFolder)];
}

/** After the next start in that folder. */
function leftIn(runsFolder: string): string[] {
  createRun(nodeFiles, runsFolder, { name: 'last', createdAt: new Date(), record: (id) => recordOf(id) });
  const names = fs.readdirSync(runsFolder, { recursive: true }) as string[];
  return names.filter((name) => /\.tmp|\.lease/.test(name)).map((name) => `${name} was left behind`);
}

async function main(): Promise<number> {
  const options = {
    operations: { type: 'string', default: '10000' },
    processes: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
  } as const;
  const { values } = parseArgs({ options });
  const asked = {
    operations: Number(values.operations),
    processes: Number(values.processes),
    seed: Number(values.seed),
  };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-writers-'));
  const place = { folder, runsFolder: path.join(folder, 'runs'), trash: path.join(folder, 'trash') };
  for (const made of [place.runsFolder, place.trash]) fs.mkdirSync(made);
  const begun = performance.now();
  const { kills, faults } = await letWork(place, asked);
  const seconds = (performance.now() - begun) / 1000;
  faults.push(...(await faultsOf(place)));
  const done = ledgersOf(place).flatMap(doneIn);
  const counts = new Map<string, number>();
  for (const each of done) {
    const name = each.did === 'refused' ? `refused ${each.code}` : each.did;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const figures = [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
  const runs = listRuns(nodeFiles, place.runsFolder).length;
  figure(
    `seed ${asked.seed}: ${asked.processes} processes, ${kills} killed, ${seconds.toFixed(0)} s: ${figures}; ${runs} runs left`,
  );
  for (const fault of faults.slice(0, 20)) console.log(`FAULT: ${fault}`);
  figure(`${operationsOf(done)} operations, ${faults.length} faults`);
  if (faults.length === 0) fs.rmSync(folder, { recursive: true });
  else console.log(`kept in ${folder}`);
  return faults.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(`manyWriters: ${error.stack}`);
    process.exitCode = 1;
  },
);
