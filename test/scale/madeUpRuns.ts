// Workspaces of very many runs, as years of work would leave them: experiments varied one or two keys at a time, each with several
// seeds; records, experiments, curves and checkpoints as the store writes them, with parameters of a few bytes. The same seed makes the
// same runs. Nothing is forced to the disk.

import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { runFiles } from '../../src/engine/store/runFolder';
import { seal } from '../../src/engine/store/sealedJson';
import type { MetricLine, RunRecord, RunStatus } from '../../src/protocol/run';
import { randomNumbers, type RandomNumbers } from '../faults/randomNumbers';

export interface MadeUpRuns {
  count: number;
  seed?: number;
  /** Epochs of each run, at which it is judged. */
  epochs?: number;
  /** Training steps of each run whose loss stands in its curve. */
  points?: number;
  /** Of how many of 100 runs checkpoints are kept. */
  kept?: number;
}

const CHOICES = {
  type: ['lstm', 'gru', 'cnn', 'transformer'],
  hidden: [32, 64, 128, 256],
  dropout: [0, 0.1, 0.3, 0.5],
  learningRate: [0.0003, 0.001, 0.003, 0.01],
  batchSize: [16, 32, 64],
  vocabularySize: [2000, 5000, 20000],
} as const;
type Setting = { [K in keyof typeof CHOICES]: (typeof CHOICES)[K][number] };
const KEYS = Object.keys(CHOICES) as (keyof Setting)[];
const SEEDS = 5;
const NAMES = ['reviews', 'topics', 'intent', 'toxic', 'nsmc', 'spam', 'emotion', 'headlines'];
const FIRST_MS = Date.UTC(2024, 0, 1);

/** Writes runs into a folder of runs, which is made; returns their ids, the oldest first. */
export function writeMadeUpRuns(
  runsFolder: string,
  { count, seed = 1, epochs = 5, points = 20, kept = 100 }: MadeUpRuns,
): string[] {
  const random = randomNumbers(seed);
  const settings = new Map<string, Setting>();
  const ids: string[] = [];
  let setting = drawn(random);
  let name = NAMES[0];
  for (let i = 0; i < count; i++) {
    if (i % SEEDS === 0) {
      name = random.pick(NAMES);
      setting = varied(random, settings.get(name) ?? drawn(random));
      settings.set(name, setting);
    }
    const createdAt = new Date(FIRST_MS + i * 3_600_000).toISOString();
    const id = `${createdAt.slice(0, 10)}-${name}-${(0x1000 + i).toString(16)}`;
    const made = { id, name, createdAt, setting, seed: 1 + (i % SEEDS), epochs, points, kept: i % 100 < kept };
    writeRun(path.join(runsFolder, id), made, random);
    ids.push(id);
  }
  return ids;
}

const drawn = (random: RandomNumbers): Setting =>
  Object.fromEntries(KEYS.map((key) => [key, random.pick<unknown>(CHOICES[key])])) as Setting;

/** One or two keys with other values. */
const varied = (random: RandomNumbers, before: Setting): Setting => {
  const keys = [random.pick(KEYS), ...(random.below(3) === 0 ? [random.pick(KEYS)] : [])];
  return { ...before, ...Object.fromEntries(keys.map((key) => [key, random.pick<unknown>(CHOICES[key])])) };
};

interface MadeRun {
  id: string;
  name: string;
  createdAt: string;
  setting: Setting;
  seed: number;
  epochs: number;
  points: number;
  kept: boolean;
}

function writeRun(folder: string, run: MadeRun, random: RandomNumbers): void {
  fs.mkdirSync(folder, { recursive: true });
  const put = (name: string, content: object): void =>
    fs.writeFileSync(path.join(folder, name), JSON.stringify(content, undefined, 2));
  const draw = random.below(50);
  const status: RunStatus = draw === 0 ? 'failed' : draw === 1 ? 'stopped' : 'completed';
  const best = accuracyOf(run, random);
  const steps = run.epochs * 100;
  put(runFiles.experiment, experimentOf(run));
  writeCurve(folder, run, best);
  if (run.kept)
    for (const name of status === 'failed' ? ['last'] : ['last', 'best']) writeCheckpoint(folder, name, run, steps);
  put('run.json', recordOf(run, status, best, steps));
}

/** What its settings come to: learnable by whoever looks for what matters, with noise over seeds. */
function accuracyOf({ setting }: MadeRun, random: RandomNumbers): number {
  const rate = -0.03 * Math.abs(Math.log10(setting.learningRate / 0.001));
  const size = 0.02 * Math.log2(setting.hidden / 32) - 0.1 * Math.abs(setting.dropout - 0.3);
  return Math.min(0.99, 0.8 + rate + size + (random.next() - 0.5) * 0.02);
}

const experimentOf = ({ name, setting, seed, epochs }: MadeRun): object => ({
  name,
  task: 'classification',
  data: { train: `${name}.tsv`, validation: 0.1, test: 0.1, text: 'text', label: 'label', limit: 0 },
  tokenizer: { type: 'word', lowercase: true, vocabularySize: setting.vocabularySize, minFrequency: 1 },
  model: { type: setting.type, embedding: 64, hidden: setting.hidden, layers: 1, dropout: setting.dropout },
  training: {
    ...{ epochs, batchSize: setting.batchSize, clipNorm: 1, monitor: 'accuracy', maxLength: 100 },
    optimizer: { type: 'adam', learningRate: setting.learningRate, betas: [0.9, 0.999] },
  },
  seed,
});

function recordOf(run: MadeRun, status: RunStatus, best: number, steps: number): RunRecord {
  const at = { epoch: run.epochs, step: steps };
  return {
    ...{ format: 1, id: run.id, name: run.name, task: 'classification', modelType: run.setting.type, status },
    abilities: ['label', 'trace', 'vectors', 'embed'],
    createdAt: run.createdAt,
    endedAt: new Date(Date.parse(run.createdAt) + 120_000).toISOString(),
    ...{ seconds: steps * 0.03, seed: run.seed, parameters: run.setting.hidden * 5000, device: 'cpu', threads: 2 },
    ...{ epochs: run.epochs, ...at, steps },
    metrics: {
      ...{ loss: 0.3, 'validation.accuracy': best - 0.002, 'validation.macroF1': best - 0.01, 'validation.loss': 0.4 },
      ...(status === 'completed' ? { 'test.accuracy': best - 0.01, 'test.macroF1': best - 0.02 } : {}),
    },
    best: { ...at, monitor: 'validation.accuracy', value: best },
    hashes: { [`${run.name}.tsv`]: 'a'.repeat(64), tokenizer: 'b'.repeat(64) },
    versions: { 'nlp-lab': '0.1.0', node: 'v20.0.0', onnxruntime: '1.30.0' },
    labels: ['negative', 'positive'],
    notices: ['3 texts were longer than 100 tokens and were cut.'],
    ...{ experimentFile: `/work/lab/${run.name}.nlplab.json`, baseFolder: '/work/lab' },
    ...(status === 'failed' ? { failure: { code: 'NOT_FINITE', message: 'The loss was not a number.' } } : {}),
  };
}

function writeCurve(folder: string, { epochs, points, setting }: MadeRun, best: number): void {
  const steps = epochs * 100;
  const lines: MetricLine[] = [{ kind: 'event', step: 0, time: 0, event: 'started' }];
  for (let i = 1; i <= points; i++) {
    const [step, epoch] = [Math.round((i * steps) / points), Math.ceil((i * epochs) / points)];
    const loss = 0.2 + 0.5 * Math.exp((-3 * i) / points);
    const line = { step, time: step * 0.03, loss, learningRate: setting.learningRate, gradientNorm: 1 / i };
    lines.push({ kind: 'step', epoch, ...line });
  }
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const accuracy = best - 0.1 * (1 - epoch / epochs);
    const metrics = { 'validation.accuracy': accuracy, 'validation.loss': 1 - accuracy };
    lines.push({ kind: 'epoch', epoch, step: epoch * 100, time: epoch * 3, metrics });
  }
  fs.writeFileSync(path.join(folder, runFiles.metrics), lines.map(logged).join(''));
}

/** As `lineLog.ts` writes it. */
function logged(line: MetricLine): string {
  const body = JSON.stringify(line).slice(0, -1);
  return `${body},"crc":"${crc32(body).toString(16).padStart(8, '0')}"}\n`;
}

function writeCheckpoint(runFolder: string, name: string, run: MadeRun, step: number): void {
  const folder = path.join(runFolder, 'checkpoints', name);
  fs.mkdirSync(folder, { recursive: true });
  const header = Buffer.from('{"__metadata__":{"format":"pt"}}');
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(header.byteLength));
  for (const part of ['model', 'optimizer'])
    fs.writeFileSync(path.join(folder, `${part}.safetensors`), Buffer.concat([size, header]));
  const place = { data: { epoch: run.epochs, batch: 0 }, generators: {}, schedule: null, progress: {} };
  const state = { format: 1, step, epoch: run.epochs, time: 9, ...place, hashes: {}, build: {} };
  fs.writeFileSync(path.join(folder, 'state.json'), seal({ ...state, files: { model: '', optimizer: '' } }));
}
