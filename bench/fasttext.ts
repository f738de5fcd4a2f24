// Measures fastText's classifier beside its program (Debian's package `fasttext` 0.9.2) on film reviews in Korean: accuracy over
// seeds, seconds of the whole command and words a second of the training, the two sides in turn; then whether the program reads the
// run's file and says the same of every test text. Both are given the same words, cut at white space, in the same order; with
// `--shuffle` ours trains in an order drawn by the seed, as it does when nothing is said. Needs the data (`DATA`, default
// `../shared/data`) and the program (`FASTTEXT`, default `fasttext`).
// usage: npm run bench:fasttext [-- --rounds 3 --dimensions 10 --threads 1,2]

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import zlib from 'node:zlib';
import { median } from './measure';

const data = process.env.DATA ?? path.resolve('../shared/data');
const program = process.env.FASTTEXT ?? 'fasttext';
const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    dimensions: { type: 'string', default: '10' },
    threads: { type: 'string', default: '1,2' },
    rate: { type: 'string', default: '0.1' },
    shuffle: { type: 'boolean', default: false },
  },
});
const cli = path.resolve('dist/cli.js');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-fasttext-'));
const inFolder = (name: string): string => path.join(folder, name);

interface Measured {
  seconds: number;
  wordsPerSecond: number;
  accuracy: number;
}

function run(command: string, args: readonly string[]): { seconds: number; out: string; err: string } {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return { seconds: (performance.now() - started) / 1000, out: stdout, err: stderr };
}

/** Writes each part as a table, as a file of the program, and as texts alone. */
function writePart(name: 'train' | 'test'): void {
  const lines = zlib.gunzipSync(fs.readFileSync(path.join(data, 'nsmc', `${name}.tsv.gz`))).toString('utf8').split('\n').slice(1); // prettier-ignore
  const rows = lines
    .filter((line) => line !== '')
    .map((line) => {
      const [, text, label] = line.replace(/\r$/, '').split('\t');
      return { label, text: text.replace(/"/g, '').split(/\s+/).filter((word) => word !== '').join(' ') }; // prettier-ignore
    });
  const write = (ending: string, rowOf: (row: (typeof rows)[number]) => string, head = ''): void =>
    fs.writeFileSync(inFolder(`${name}.${ending}`), head + rows.map((row) => `${rowOf(row)}\n`).join(''));
  write('tsv', ({ text, label }) => `${text}\t${label}`, 'text\tlabel\n');
  write('labelled', ({ text, label }) => `__label__${label} ${text}`);
  write('texts', ({ text }) => text);
}

const model = {
  dimensions: Number(given.dimensions),
  wordNgrams: 2,
  bucket: 2_000_000,
  learningRate: Number(given.rate),
};
const EPOCHS = 5;

function ours(seed: number, threads: number): Measured & { run: string } {
  const experiment = {
    ...{ name: 'fasttext', task: 'classification', seed },
    data: { train: 'train.tsv', validation: 0 },
    tokenizer: { type: 'whitespace', lowercase: false, letters: 'as-written' },
    model: { type: 'fasttext', ...model, shuffle: given.shuffle, threads },
    training: { epochs: EPOCHS },
  };
  fs.writeFileSync(inFolder('fasttext.nlplab.json'), JSON.stringify(experiment));
  const trained = run('node', [cli, 'train', 'fasttext.nlplab.json', '--json']);
  const lines = trained.out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
  const speeds = lines.flatMap(
    ({ metrics }) => (metrics as { wordsPerSecond?: number } | undefined)?.wordsPerSecond ?? [],
  );
  const [id] = fs.readdirSync(inFolder('.nlplab/runs')).sort((a, b) => timeOf(b) - timeOf(a));
  const judged = run('node', [cli, 'evaluate', id, '--data', 'test.tsv', '--json']).out;
  const { metrics } = JSON.parse(judged) as { metrics: { accuracy: number } };
  return { run: id, seconds: trained.seconds, wordsPerSecond: median(speeds), accuracy: metrics.accuracy };
}

const timeOf = (id: string): number => fs.statSync(inFolder(`.nlplab/runs/${id}`)).birthtimeMs;

function theirs(seed: number, threads: number): Measured {
  const { dimensions, wordNgrams, bucket, learningRate } = model;
  const options = { dim: dimensions, wordNgrams, bucket, lr: learningRate, epoch: EPOCHS, seed, thread: threads };
  const args = Object.entries(options).flatMap(([name, value]) => [`-${name}`, String(value)]);
  const trained = run(program, ['supervised', '-input', 'train.labelled', '-output', 'theirs', ...args]);
  const perThread = [...trained.err.matchAll(/words\/sec\/thread:\s*(\d+)/g)].map(([, speed]) => Number(speed));
  const accuracy = Number(/P@1\s+([\d.]+)/.exec(run(program, ['test', 'theirs.bin', 'test.labelled']).out)?.[1]);
  return { seconds: trained.seconds, wordsPerSecond: threads * (perThread.at(-1) ?? Number.NaN), accuracy };
}

/** Mean and half of the 95 % interval over seeds (Student's t, up to ten of them). */
function interval(values: readonly number[]): string {
  const T = [Number.NaN, 12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26];
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const half = values.length > 1 ? T[values.length - 1] * Math.sqrt(variance / values.length) : Number.NaN;
  return `${mean.toFixed(4)} ± ${half.toFixed(4)}`;
}

/** What the program says of the run's file, text by text, against what the run says. */
function sameAnswers(id: string): string {
  run('node', [cli, 'export', id, '--to', 'fasttext-model', 'ours.bin']);
  const program_ = run(program, ['predict-prob', 'ours.bin', 'test.texts', '2']).out.split('\n');
  const ours_ = run('node', [cli, 'predict', id, '--input', 'test.texts', '--json']).out.trim().split('\n');
  let same = 0;
  let farthest = 0;
  ours_.forEach((line, at) => {
    const { label, score } = JSON.parse(line) as { label: string; score: number };
    const [best, share] = program_[at].split(' ');
    if (best === `__label__${label}`) same++;
    farthest = Math.max(farthest, Math.abs(Number(share) - 1e-5 - score));
  });
  return `the same label for ${same} of ${ours_.length} test texts; probabilities differ by ${farthest.toExponential(1)} at most`;
}

function main(): void {
  for (const name of ['train', 'test'] as const) writePart(name);
  const rounds = Number(given.rounds);
  for (const threads of given.threads.split(',').map(Number)) {
    const sides = { ours: [] as (Measured & { run: string })[], theirs: [] as Measured[] };
    for (let seed = 1; seed <= rounds; seed++) {
      sides.ours.push(ours(seed, threads));
      sides.theirs.push(theirs(seed, threads));
    }
    const said = (name: keyof typeof sides, of: keyof Measured): number => median(sides[name].map((each) => each[of]));
    console.log(`${threads} thread(s), ${given.dimensions} dimensions, rate ${given.rate}, ${rounds} seeds`);
    for (const name of ['ours', 'theirs'] as const)
      console.log(`  ${name}: accuracy ${interval(sides[name].map(({ accuracy }) => accuracy))}, ${said(name, 'seconds').toFixed(2)} s, ${(said(name, 'wordsPerSecond') / 1e6).toFixed(2)} million words/s`); // prettier-ignore
    console.log(`  ratio: whole command ${(said('theirs', 'seconds') / said('ours', 'seconds')).toFixed(2)}, training ${(said('ours', 'wordsPerSecond') / said('theirs', 'wordsPerSecond')).toFixed(2)}`); // prettier-ignore
    console.log(`  the run's .bin in the program: ${sameAnswers(sides.ours[0].run)}`);
  }
  fs.rmSync(folder, { recursive: true });
}

main();
