// Trains every experiment of the samples that the extension brings (`npm run test:samples`), as their readme says they can be trained: each in
// less than a minute on two cores, and each clearly better than what is got without learning. Exit code 1 where one is not.
//   --folder=DIR (kept)   parts of paths may follow, as "en" or "ko/reviews"

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** Of a machine with two cores that does nothing else. */
const MOST_SECONDS = 60;
const ENDING = '.nlplab.json';

interface Run {
  folder: string;
  metrics: Record<string, number>;
}

/** What is looked at, what is got without learning, and the bound that a run must reach. */
interface Wanted {
  figure: string;
  without: number;
  least?: number;
  most?: number;
  of: (run: Run, language: string) => number;
}

const figure = (name: string, without: number, bound: { least: number } | { most: number }): Wanted => ({
  ...{ figure: name, without, ...bound },
  of: ({ metrics }) => metrics[name] ?? Number.NaN,
});

const neighbours: Wanted = { figure: 'expected neighbours', without: 0.02, least: 0.5, of: shareOfNeighbours };

const WANTED: Record<string, Wanted> = {
  'reviews-cnn': figure('test.accuracy', 0.5, { least: 0.6 }),
  'reviews-logistic': figure('test.accuracy', 0.5, { least: 0.65 }),
  'reviews-fasttext': figure('test.accuracy', 0.5, { least: 0.65 }),
  'reviews-distil': figure('test.accuracy', 0.5, { least: 0.6 }),
  'topics-cnn': figure('test.accuracy', 0.25, { least: 0.45 }),
  'scores-gru': figure('test.spearman', 0, { least: 0.3 }),
  'answers-bow': figure('test.accuracy', 0.5, { least: 0.65 }),
  'names-crf': figure('test.f1', 0.45, { least: 0.75 }),
  'names-lstm': figure('test.f1', 0.45, { least: 0.65 }),
  'word-vectors': neighbours,
  'stories-lstm': figure('test.perplexity', 350, { most: 80 }),
  'stories-kneser-ney': figure('test.perplexity', 350, { most: 60 }),
  'blanks-transformer': figure('test.accuracy', 0.08, { least: 0.15 }),
  'sentences-gru': figure('test.bleu', 0, { least: 45 }),
  'dates-gru': figure('test.bleu', 0, { least: 95 }),
};

/** Words of one kind: the first is to have another one among its five nearest. */
const KINDS: Record<string, string[][]> = {
  en: [
    ['winter', 'spring', 'summer', 'autumn'],
    ['baker', 'farmer', 'fisherman', 'teacher', 'sailor', 'smith', 'tailor'],
    ['bread', 'cake', 'cheese', 'butter', 'jam', 'fish'],
    ['mother', 'father', 'brother', 'sister', 'uncle'],
    ['sheep', 'cow', 'goat', 'horse', 'hens', 'wolf'],
    ['river', 'sea', 'lake', 'stream', 'harbour'],
  ],
  ko: [
    ['봄에', '여름에', '가을에', '겨울에'],
    ['어부는', '농부는', '선생님은', '뱃사람은', '대장장이는'],
    ['빵과', '과일과', '생선과', '국과', '치즈와'],
    ['어머니와', '아버지와', '동생은', '할머니에게'],
    ['소는', '양은', '말은', '염소는', '닭은'],
    ['강은', '바다를', '호수는', '시내는'],
  ],
};

const { values, positionals } = parseArgs({ options: { folder: { type: 'string' } }, allowPositionals: true });
const folder = values.folder ? path.resolve(values.folder) : fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-samples-'));

function cli(cwd: string, ...given: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.resolve('dist/cli.js'), ...given], {
    ...{ cwd, encoding: 'utf8', maxBuffer: 1 << 28 },
  });
  if (status !== 0) throw new Error(`nlp-lab ${given.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

/** None of a word that has no vector. */
function nearest(run: string, cwd: string, word: string): string[] {
  try {
    return cli(cwd, 'neighbors', run, word, '--k', '5').split(/\s+/);
  } catch {
    return [];
  }
}

function shareOfNeighbours({ folder: run }: Run, language: string): number {
  const right = KINDS[language].filter(([word, ...others]) => {
    const told = nearest(run, path.join(folder, language), word);
    return others.some((other) => told.includes(other));
  });
  return right.length / KINDS[language].length;
}

function train(language: string, name: string): boolean {
  const cwd = path.join(folder, language);
  const began = performance.now();
  const output = cli(cwd, 'train', `${name}${ENDING}`, '--json');
  const seconds = (performance.now() - began) / 1000;
  const last = output.trim().split('\n').at(-1) ?? '';
  const { run } = JSON.parse(last) as { run: string };
  const runFolder = path.resolve(cwd, '.nlplab', 'runs', path.basename(run));
  const { metrics } = JSON.parse(fs.readFileSync(path.join(runFolder, 'run.json'), 'utf8')) as Run;
  const wanted = WANTED[name];
  const value = wanted.of({ folder: runFolder, metrics }, language);
  const isGood = value >= (wanted.least ?? -Infinity) && value <= (wanted.most ?? Infinity) && seconds <= MOST_SECONDS;
  const bound = wanted.least === undefined ? `at most ${wanted.most}` : `at least ${wanted.least}`;
  console.log(
    `${isGood ? 'ok  ' : 'FAIL'} ${language}/${name}: ${wanted.figure} ${value.toFixed(3)} (${bound}, ${wanted.without} without learning), ${seconds.toFixed(0)} s`,
  );
  return isGood;
}

/** What another one learns from comes first. */
const order = Object.keys(WANTED);
const asked = (experiment: string): boolean =>
  positionals.length === 0 || positionals.some((part) => experiment.includes(part));
let failures = 0;
for (const language of ['en', 'ko']) {
  fs.cpSync(path.resolve('media', 'samples', language), path.join(folder, language), { recursive: true });
  const names = fs.readdirSync(path.join(folder, language)).filter((name) => name.endsWith(ENDING));
  const known = names.map((name) => name.slice(0, -ENDING.length)).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  for (const name of known) if (asked(`${language}/${name}`) && !train(language, name)) failures++;
}
if (!values.folder) fs.rmSync(folder, { recursive: true, force: true });
process.exitCode = failures === 0 ? 0 : 1;
