// Trains an experiment of tagging from several seeds and gives the mean of its test figures with their 95 % interval (Student's t).
// usage: npm run bench:tagging -- --experiment bench/experiments/conll2000.nlplab.json --seeds 1,2,3 [--set model.head=softmax ...]

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** Of Student's t at 97.5 %, by degrees of freedom from 1. */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

type Figures = Record<string, number>;

function trained(experiment: string, settings: readonly string[], runs: string): Figures {
  const sets = settings.flatMap((setting) => ['--set', setting]);
  const args = ['dist/cli.js', 'train', experiment, ...sets, '--runs', runs, '--json'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { metrics: Figures };
  return last.metrics;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      experiment: { type: 'string', default: 'bench/experiments/conll2000.nlplab.json' },
      seeds: { type: 'string', default: '1,2,3' },
      set: { type: 'string', multiple: true, default: [] },
    },
  });
  const runs = fs.mkdtempSync(path.join(os.tmpdir(), 'tagging-'));
  const all: Figures[] = [];
  try {
    for (const seed of values.seeds.split(',')) {
      const started = performance.now();
      const figures = trained(values.experiment, [...values.set, `seed=${seed}`], runs);
      const tested = Object.fromEntries(Object.entries(figures).filter(([name]) => name.startsWith('test.')));
      console.log(`seed ${seed}: ${JSON.stringify(tested)}, ${((performance.now() - started) / 1000).toFixed(0)} s`);
      all.push(tested);
    }
  } finally {
    fs.rmSync(runs, { recursive: true, force: true });
  }
  for (const name of Object.keys(all[0] ?? {})) {
    const figures = all.map((each) => each[name]);
    const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
    const variance = figures.reduce((sum, figure) => sum + (figure - mean) ** 2, 0) / Math.max(1, figures.length - 1);
    const half = (T[figures.length - 2] ?? 1.96) * Math.sqrt(variance / figures.length);
    console.log(`${name}: ${mean.toFixed(4)}${figures.length > 1 ? ` ± ${half.toFixed(4)}` : ''}`);
  }
}

main();
