// Measures our training beside PyTorch's: each side is tried once with every number of threads (and way of padding), its
// best way then runs in turn with the other side's best, several times, and the ratio of medians is printed. Needs Python 3 with torch and numpy (`PYTHON`, default `python3`) and the film reviews
// (`NSMC`, default `../shared/data/nsmc/train.tsv.gz`).
// usage: npm run bench [-- --rounds 5 --batches 300]

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compareWays, describeMachine, node, threadCounts, torch, runJson } from './measure';

const corpus = process.env.NSMC ?? path.resolve('../shared/data/nsmc/train.tsv.gz');

function main(): void {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '5' }, batches: { type: 'string', default: '300' } },
  });
  const rounds = Number(values.rounds);
  const threads = threadCounts();
  console.log(describeMachine());

  compareWays(
    'LSTM language-model step',
    'ms',
    rounds,
    threads.map((n) => ({ name: `NLP Lab, ${n} threads`, run: () => node('lstmStep', '--threads', `${n}`).median_ms })),
    threads.map((n) => ({
      name: `PyTorch, ${n} threads`,
      run: () => torch('torch_lstm_step', '--threads', `${n}`).median_ms,
    })),
  );
  const share = node('lstmStep', '--threads', '1', '--share').matrix_product_share;
  console.log(`  share of matrix products in the operators' time: ${(share * 100).toFixed(0)} %`);

  if (!fs.existsSync(corpus)) return console.log(`\nThe classifier was not measured: ${corpus} is not there.`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'batches-'));
  try {
    const { batches } = values;
    runPrepare(folder, batches);
    const limit = (short: boolean): string[] => ['--batches', short ? '20' : batches];
    compareWays(
      `Classifier, the first ${batches} batches of an epoch`,
      's',
      rounds,
      threads.map((n) => ({
        name: `NLP Lab, ${n} threads`,
        run: (short) => node('classifierEpoch', 'run', folder, '--threads', `${n}`, ...limit(short)).seconds,
      })),
      threads.flatMap((n) =>
        ['padded', 'packed'].map((mode) => ({
          name: `PyTorch, ${mode}, ${n} threads`,
          run: (short: boolean) =>
            torch('torch_classifier_epoch', folder, '--threads', `${n}`, '--mode', mode, ...limit(short)).seconds,
        })),
      ),
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function runPrepare(folder: string, batches: string): void {
  runJson(process.execPath, ['dist/bench/classifierEpoch.js', 'prepare', corpus, folder, '--batches', batches]);
}

main();
