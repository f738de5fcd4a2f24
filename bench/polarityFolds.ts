// Cross-validation on sentence-polarity (Pang and Lee 2005; `DATA`, default `../shared/data`): each fold trains an experiment of
// its own on the other nine tenths, with vectors drawn or, with --vectors, first learned by word2vec on those texts alone. Folds
// are drawn from the seed, the same for every model; the share of each label is the same in all.
// `--from` and `--run` are the first fold that is run and how many.
// usage: node dist/bench/polarityFolds.js [--folds 10] [--from 1] [--run 3] [--seed 1] [--threads 2] [--vectors] [--set model.type=bow ...]
// Prints a line for each fold, then one JSON line: the mean accuracy over the folds that were run and its 95 % interval (t over
// folds), and the same of the simple models of the reports.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../src/engine/data/random';
import { trainExperiment } from '../src/engine/library/experiments';
import { nodeFiles } from '../src/engine/store/nodeFiles';
import { readEvaluation } from '../src/engine/runs/evaluations';

const data = process.env.DATA ?? path.resolve('../shared/data');

/** 97.5 % of Student's t for 1 to 9 degrees of freedom. */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/** Width of the vectors, drawn or learned. */
const WIDTH = 300;

const { values } = parseArgs({
  options: {
    folds: { type: 'string', default: '10' },
    from: { type: 'string', default: '1' },
    run: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    vectors: { type: 'boolean', default: false },
    set: { type: 'string', multiple: true, default: [] },
  },
});
const [from, run, folds] = [values.from, values.run, values.folds].map(Number);
const [seed, threads] = [values.seed, values.threads].map(Number);

/** Kim (2014), section 3.1, but for the optimiser and what bounds the weights. */
const experiment = {
  data: { train: 'train.tsv', validation: 0.1, test: 'test.tsv' },
  tokenizer: { type: 'whitespace', lowercase: true, minFrequency: 1, vocabularySize: 30_000 },
  model: { type: 'cnn', embedding: WIDTH, windows: [3, 4, 5], filters: 100, pooling: 'max', dropout: 0.5 },
  training: { epochs: 8, batchSize: 50, optimizer: { type: 'adam', learningRate: 0.001 } },
  runtime: { threads },
  seed,
};

/** Vectors for the words of the training texts, no others. */
const vectors = {
  task: 'embedding',
  data: { train: 'train.tsv', text: 'text' },
  tokenizer: { ...experiment.tokenizer, minFrequency: 1 },
  model: { type: 'word2vec', dimensions: WIDTH, threads: 1 },
  training: { epochs: 30 },
  seed,
};

/** Each text with its label and the fold in which it is for testing. */
function readFolds(): { line: string; fold: number }[] {
  return ['pos', 'neg'].flatMap((label) => {
    const file = path.join(data, 'sentence-polarity', `rt-polarity.${label}`);
    const texts = fs.readFileSync(file, 'utf8').split('\n').filter((text) => text.trim() !== ''); // prettier-ignore
    const order = createRandom({ seed, stream: `folds ${label}` }).shuffle([...texts.keys()]);
    return order.map((at, place) => ({ line: `${texts[at].replaceAll('\t', ' ')}\t${label}`, fold: place % folds }));
  });
}

const summary = (figures: readonly number[]) => {
  const mean = figures.reduce((a, b) => a + b, 0) / figures.length;
  const deviation = Math.sqrt(figures.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, figures.length - 1));
  const half =
    figures.length < 2 ? NaN : (T[Math.min(T.length, figures.length - 1) - 1] * deviation) / Math.sqrt(figures.length);
  return {
    mean: Number(mean.toFixed(4)),
    low: Number((mean - half).toFixed(4)),
    high: Number((mean + half).toFixed(4)),
  };
};

/** Learns word vectors from the texts in a folder, by the command line of the build, and gives the folder of that run. */
function learnVectors(folder: string): string {
  fs.writeFileSync(path.join(folder, 'vectors.nlplab.json'), JSON.stringify(vectors));
  const cli = path.resolve('dist/cli.js');
  execFileSync(process.execPath, [cli, 'train', 'vectors.nlplab.json'], { cwd: folder, stdio: 'ignore' });
  const runs = path.join(folder, '.nlplab', 'runs');
  const [run] = fs.readdirSync(runs);
  return path.join(runs, run);
}

/** Accuracies on the test part, by model, as the report of the run has them. */
function accuraciesOf(run: string): [string, number][] {
  const blocks = readEvaluation(nodeFiles, run)?.sections[0].blocks ?? [];
  return blocks.flatMap((block): [string, number][] =>
    block.kind === 'table' && block.title === 'Beside simple models'
      ? block.rows.map(([name, accuracy]) => [String(name), Number(accuracy)])
      : [],
  );
}

async function runFold(fold: number, lines: ReturnType<typeof readFolds>): Promise<[string, number][]> {
  const started = performance.now();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'polarity-'));
  try {
    const write = (name: string, isTest: boolean): void => {
      const rows = lines.filter((line) => (line.fold === fold) === isTest).map(({ line }) => line);
      fs.writeFileSync(path.join(folder, name), `text\tlabel\n${rows.join('\n')}\n`);
    };
    write('train.tsv', false);
    write('test.tsv', true);
    const learned = values.vectors ? [`model.pretrained.file=${learnVectors(folder)}`] : [];
    const trained = await trainExperiment(experiment, { baseFolder: folder, overrides: [...learned, ...values.set] });
    const found = accuraciesOf(trained.folder);
    const said = found.map(([name, accuracy]) => `${name} ${accuracy.toFixed(4)}`).join(', ');
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`fold ${fold + 1}: ${said}; best epoch ${trained.record.best?.epoch}, ${seconds} s`);
    return found;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  const lines = readFolds();
  const accuracies = new Map<string, number[]>();
  for (let fold = from - 1; fold < Math.min(folds, from - 1 + run); fold++)
    for (const [name, accuracy] of await runFold(fold, lines))
      accuracies.set(name, [...(accuracies.get(name) ?? []), accuracy]);
  const figures = Object.fromEntries([...accuracies].map(([name, all]) => [name, summary(all)]));
  console.log(JSON.stringify({ from, run, folds, seed, vectors: values.vectors, set: values.set, figures }));
}

void main();
