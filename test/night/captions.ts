// Captions of pictures, learned from nothing (`npm run test:captions`): draws 5,000 pictures of two things with captions in English and
// in Korean, trains on those whose two things stand together, and asks about pictures whose two things never did. Exit code 1 where fewer
// than 0.95 of the captions are right to the letter.
//   --language=en|ko|both   --model=gru|transformer|...   --epochs=N   --count=5000   --seed=1   --folder=DIR (kept, and gone on with)
//   --encoder=FILE.onnx (a network that reads the pictures and is not trained along, such as captions/train_encoder.py makes)   --draw (no more than that)

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { drawScenes, SIDE } from './captions/scenes';

const ENOUGH = 0.95;

const { values } = parseArgs({
  options: {
    language: { type: 'string', default: 'both' },
    model: { type: 'string', default: 'gru' },
    epochs: { type: 'string', default: '15' },
    count: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string' },
    encoder: { type: 'string' },
    draw: { type: 'boolean', default: false },
  },
});
const [count, epochs, seed] = [values.count, values.epochs, values.seed].map(Number);
const folder = values.folder
  ? path.resolve(values.folder)
  : fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-captions-'));

const encoder = values.encoder
  ? { type: 'onnx', file: path.resolve(values.encoder) }
  : { type: 'convolution2d', filters: [16, 32, 64] };
const MODELS: Record<string, object> = {
  gru: { type: 'gru', embedding: 64, hidden: 128, attention: 'additive', dropout: 0.1, encoder },
  first: { type: 'lstm', embedding: 64, hidden: 128, attention: 'none', dropout: 0.1, encoder },
  transformer: {
    ...{ type: 'transformer', width: 64, heads: 4, feedForward: 128, encoderLayers: 1, decoderLayers: 2 },
    ...{ positions: 'learned', encoder },
  },
  'decoder-only': {
    ...{ type: 'decoder-only', width: 64, heads: 4, feedForward: 128, layers: 2, positions: 'learned' },
    ...{ sourceAttention: 'full', encoder },
  },
};

/** The pictures, and a table for each part. */
function draw(): void {
  if (fs.existsSync(path.join(folder, 'test.tsv'))) return;
  fs.mkdirSync(path.join(folder, 'pictures'), { recursive: true });
  const rows: Record<'train' | 'test', string[]> = { train: [], test: [] };
  let number = 0;
  for (const { png, en, ko, isUnseen } of drawScenes(count, seed)) {
    const name = `pictures/${String(number++).padStart(5, '0')}.png`;
    fs.writeFileSync(path.join(folder, name), png);
    rows[isUnseen ? 'test' : 'train'].push([name, en, ko].join('\t'));
  }
  for (const [part, lines] of Object.entries(rows))
    fs.writeFileSync(path.join(folder, `${part}.tsv`), ['picture\ten\tko', ...lines].join('\n') + '\n');
  console.log(
    `${count} pictures, seed ${seed}: ${rows.train.length} to learn from, ${rows.test.length} of unseen pairs`,
  );
}

function cli(...argumentsGiven: string[]): string {
  const { status, stdout } = spawnSync(process.execPath, [path.resolve('dist/cli.js'), ...argumentsGiven], {
    ...{ cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 },
  });
  if (status !== 0) throw new Error(`nlp-lab ${argumentsGiven.join(' ')} ended with ${status}`);
  return stdout;
}

/** A run of this name that did not come to its end. */
function begunRun(name: string): string | undefined {
  const runs = path.join(folder, '.nlplab', 'runs');
  if (!fs.existsSync(runs)) return undefined;
  return fs.readdirSync(runs).find((id) => {
    const file = path.join(runs, id, 'run.json');
    if (!fs.existsSync(file)) return false;
    const record = JSON.parse(fs.readFileSync(file, 'utf8')) as { name: string; status: string };
    return record.name === name && record.status !== 'completed';
  });
}

/** The share of captions of unseen pairs that are right to the letter. */
function shareOfRight(language: string): number {
  const experiment = {
    name: `captions-${language}-${values.model}${values.encoder ? '-encoder' : ''}`,
    task: 'sequence-to-sequence',
    data: {
      ...{ train: 'train.tsv', validation: 0.05, test: 'test.tsv', target: language },
      source: { image: 'picture', size: SIDE },
    },
    tokenizer: { type: 'whitespace', minFrequency: 1 },
    model: MODELS[values.model],
    training: {
      ...{ epochs, batchSize: 32, maxLength: 20, clipNorm: 1, monitor: 'loss' },
      optimizer: { type: 'adam', learningRate: 0.002 },
      schedule: { type: 'cosine' },
    },
    decoding: { beam: 1 },
    seed,
  };
  const file = path.join(folder, `${experiment.name}.nlplab.json`);
  fs.writeFileSync(file, JSON.stringify(experiment, undefined, 2));
  const began = Date.now();
  const begun = begunRun(experiment.name);
  const told = cli('train', ...(begun === undefined ? [file] : ['--resume', begun]), '--json')
    .trim()
    .split('\n');
  const { run } = JSON.parse(told[told.length - 1]) as { run: string };
  const seconds = (Date.now() - began) / 1000;
  const [, ...lines] = fs.readFileSync(path.join(folder, 'test.tsv'), 'utf8').trimEnd().split('\n');
  const pictures = lines.map((line) => line.split('\t')[0]);
  const right = lines.map((line) => line.split('\t')[language === 'en' ? 1 : 2]);
  fs.writeFileSync(path.join(folder, 'asked.txt'), pictures.join('\n') + '\n');
  const written = cli('predict', run, '--input', 'asked.txt').trimEnd().split('\n');
  const share = right.filter((caption, i) => caption === written[i]).length / right.length;
  console.log(
    `${language} ${values.model}: ${share.toFixed(4)} of ${right.length} exact, trained ${seconds.toFixed(0)} s`,
  );
  right.forEach((caption, i) => {
    if (caption !== written[i] && i < 40) console.log(`  ${pictures[i]}: ${written[i]}  (${caption})`);
  });
  return share;
}

draw();
const languages = values.draw ? [] : values.language === 'both' ? ['en', 'ko'] : [values.language];
const shares = languages.map(shareOfRight);
if (!values.folder) fs.rmSync(folder, { recursive: true, force: true });
process.exitCode = shares.every((share) => share >= ENOUGH) ? 0 : 1;
