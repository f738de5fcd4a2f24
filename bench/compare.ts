// Measures our training beside PyTorch's: both sides in turn, several times, each with its best number of threads, and
// prints the ratio of medians. Needs Python 3 with torch and numpy (`PYTHON`, default `python3`) and the film reviews
// (`NSMC`, default `../shared/data/nsmc/train.tsv.gz`).
// usage: npm run bench [-- --rounds 5 --batches 300]

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { median, runJson } from './measure';

const python = process.env.PYTHON ?? 'python3';
const corpus = process.env.NSMC ?? path.resolve('../shared/data/nsmc/train.tsv.gz');

interface Side {
  name: string;
  /** Each gives one figure, smaller is better. */
  run(): number;
}

/** Runs all in turn, `rounds` times, and gives the median of each. */
function inTurn(sides: readonly Side[], rounds: number): Map<string, number> {
  const figures = new Map(sides.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) for (const { name, run } of sides) figures.get(name)?.push(run());
  return new Map([...figures].map(([name, values]) => [name, median(values)]));
}

function report(title: string, unit: string, medians: ReadonlyMap<string, number>): void {
  const best = (prefix: string): [string, number] =>
    [...medians].filter(([name]) => name.startsWith(prefix)).sort(([, a], [, b]) => a - b)[0];
  const [ours, theirs] = [best('NLP Lab'), best('PyTorch')];
  console.log(`\n${title} (${unit}, median of rounds)`);
  for (const [name, value] of medians) console.log(`  ${name.padEnd(34)} ${value.toFixed(1)}`);
  console.log(`  ratio: ${(theirs[1] / ours[1]).toFixed(2)} (${theirs[0]} / ${ours[0]})`);
}

function main(): void {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '5' }, batches: { type: 'string', default: '300' } },
  });
  const rounds = Number(values.rounds);
  const threads = os.availableParallelism() > 1 ? [1, 2] : [1];
  const node = (script: string, ...args: string[]) => runJson(process.execPath, [`dist/bench/${script}.js`, ...args]);
  const torch = (script: string, ...args: string[]) => runJson(python, [`bench/peers/${script}.py`, ...args]);
  console.log(`${os.cpus()[0].model}, ${os.availableParallelism()} cores, Node ${process.versions.node}`);

  const lstm = threads.flatMap((n): Side[] => [
    { name: `NLP Lab, ${n} threads`, run: () => node('lstmStep', '--threads', `${n}`).median_ms },
    { name: `PyTorch, ${n} threads`, run: () => torch('torch_lstm_step', '--threads', `${n}`).median_ms },
  ]);
  report('LSTM language-model step', 'ms', inTurn(lstm, rounds));
  const share = node('lstmStep', '--threads', '1', '--share').matrix_product_share;
  console.log(`  share of matrix products in the operators' time: ${(share * 100).toFixed(0)} %`);

  if (!fs.existsSync(corpus)) return console.log(`\nThe classifier was not measured: ${corpus} is not there.`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'batches-'));
  try {
    const { batches } = values;
    runPrepare(folder, batches);
    const classifier = threads.flatMap((n): Side[] => [
      { name: `NLP Lab, ${n} threads`, run: () => node('classifierEpoch', 'run', folder, '--threads', `${n}`).seconds },
      ...['padded', 'packed'].map((mode) => ({
        name: `PyTorch, ${mode}, ${n} threads`,
        run: () => torch('torch_classifier_epoch', folder, '--threads', `${n}`, '--mode', mode).seconds,
      })),
    ]);
    report(`Classifier, ${batches} batches of an epoch`, 's', inTurn(classifier, rounds));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function runPrepare(folder: string, batches: string): void {
  runJson(process.execPath, ['dist/bench/classifierEpoch.js', 'prepare', corpus, folder, '--batches', batches]);
}

main();
