// Word vectors beside gensim, fastText and word2vec.c: speed and quality on one corpus with one set of settings, in turn, in
// one run. `npm run bench:embeddings [-- --rounds=3 --threads=1,2 --lines=N]`: speed with each number of threads, then quality;
// `--speed` or `--quality` for one of them, `--lines` for the first N lines of the corpora alone, `--seeds=N` for more runs of
// the quality part than three, `--language=english` or `korean` for half of it. Afterwards any other Node
// runs the same: `<node> dist/bench/embeddings.js`. `WORD2VEC=<binary>` adds word2vec.c.
// By the clock and by CPU time: on a machine that others use only the second can be compared.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createRandom } from '../src/engine/data/random';
import { countPairs, orderedPairs } from '../src/engine/embeddings/cooccurrence';
import { createGloveModel, initializeGlove } from '../src/engine/embeddings/gloveModel';
import { kernelBinary } from '../src/engine/embeddings/kernelModule';
import { createStepTrainer } from '../src/engine/embeddings/stepTrainer';
import type { StepTask } from '../src/engine/embeddings/stepTask';
import { TokenWriter } from '../src/engine/embeddings/tokenStore';
import { selectWords } from '../src/engine/embeddings/trainedWords';
import { initializeWordModel, planWordModel, readRows } from '../src/engine/embeddings/wordModel';

const data = path.resolve('../shared/data');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-bench-'));
const option = (name: string, otherwise: string): string =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;
const rounds = Number(option('rounds', '3'));
const threadCounts = option('threads', '1,2').split(',').map(Number);
const lineLimit = Number(option('lines', 'Infinity'));
let threads = threadCounts[0];
const dimensions = 100;

interface Speed {
  perSecond: number;
  perCpuSecond: number;
}

const read = (name: string): string => {
  const bytes = fs.readFileSync(path.join(data, name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
const lines = (text: string): string[] => text.split('\n');

/** Korean: the reviews, words between spaces. English: all there is, lower case, words alone. */
function writeCorpora(): { korean: string; english: string } {
  const reviews = ['nsmc/train.tsv.gz', 'nsmc/test.tsv.gz'].flatMap((name) => lines(read(name)).slice(1));
  const korean = reviews.map((line) => line.split('\t')[1] ?? '').filter((text) => text !== '');
  const names = [
    ...['wikitext2/valid.txt.gz', 'wikitext2/test.txt.gz', 'multi30k/train.en.gz', 'shakespeare/input.txt'],
    ...['sentence-polarity/rt-polarity.neg', 'sentence-polarity/rt-polarity.pos'],
  ];
  const english = names
    .flatMap((name) => lines(read(name)))
    .map((line) => (line.toLowerCase().match(/[a-z]+/g) ?? []).join(' '));
  const write = (name: string, texts: string[]): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(
      file,
      `${texts
        .filter((text) => text !== '')
        .slice(0, lineLimit)
        .join('\n')}\n`,
    );
    return file;
  };
  return { korean: write('korean.txt', korean), english: write('english.txt', english) };
}

function readCorpus(file: string) {
  const writer = new TokenWriter();
  for (const line of lines(fs.readFileSync(file, 'utf8'))) {
    for (const word of line.split(/[ \t]/)) if (word !== '') writer.add(word);
    writer.endSentence();
  }
  const selected = selectWords(writer.words, writer.counts, { minCount: 5, maxWords: 0 });
  return { trained: selected, chunks: writer.finish(selected.rowOf) };
}

type Corpus = ReturnType<typeof readCorpus>;

async function measure(task: StepTask, units: number): Promise<Speed> {
  const module = new WebAssembly.Module(kernelBinary().bytes);
  const threadFile = path.resolve('dist/embeddingThread.js');
  const trainer = createStepTrainer({ task, threads, firstStep: 0, module, threadFile });
  const started = performance.now();
  const before = process.cpuUsage();
  await trainer.run({ until: trainer.steps, pause: () => false, signal: new AbortController().signal });
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - started) / 1000;
  await trainer.close();
  return { perSecond: units / seconds, perCpuSecond: units / ((user + system) / 1e6) };
}

interface OurOptions {
  algorithm?: 'skip-gram' | 'cbow';
  subwords?: boolean;
  epochs?: number;
  seed?: number;
  vectors?: string;
}

async function ours(
  corpus: Corpus,
  { algorithm = 'skip-gram', subwords = false, epochs = 1, seed = 1, vectors }: OurOptions,
) {
  const { trained, chunks } = corpus;
  const settings = { minLength: 3, maxLength: 6, buckets: 2_000_000, unit: 'character' as const };
  const options = {
    algorithm,
    dimensions,
    window: 5,
    negative: 5,
    hierarchicalSoftmax: false,
    subsample: 1e-3,
    threads,
  };
  const model = planWordModel(trained, { ...options, subwords: subwords ? settings : undefined }).create();
  initializeWordModel(model, 1, createRandom({ seed, stream: 'vectors' }).uniform);
  const learningRate = algorithm === 'skip-gram' && !subwords ? 0.025 : 0.05;
  const plan = { chunks, epochs, learningRate, finalLearningRate: 1e-4, seed };
  const speed = await measure({ kind: 'words', model, plan }, epochs * trained.rawTokens);
  if (vectors !== undefined)
    writeVectors(vectors, trained.words, readRows(model, model.input, 0, trained.words.length));
  return speed;
}

/** Pairs a second, counted once before. */
async function ourGlove({ trained, chunks }: Corpus): Promise<Speed & { wordsPerSecond: number }> {
  const words = trained.words.length;
  const table = await countPairs(chunks, { window: 10, rows: words });
  const pairs = orderedPairs(table, createRandom({ seed: 1, stream: 'pairs' }).integer);
  const model = createGloveModel({ words, dimensions, learningRate: 0.05, xMax: 100, exponent: 0.75, threads });
  initializeGlove(model, createRandom({ seed: 1, stream: 'vectors' }).uniform);
  const speed = await measure({ kind: 'glove', model, plan: { pairs, epochs: 1 } }, pairs.values.length);
  return { ...speed, wordsPerSecond: (speed.perCpuSecond * trained.rawTokens) / pairs.values.length };
}

function writeVectors(file: string, words: readonly string[], vectors: Float32Array): void {
  const rows = words.map(
    (word, row) => `${word} ${vectors.subarray(row * dimensions, (row + 1) * dimensions).join(' ')}`,
  );
  fs.writeFileSync(file, `${words.length} ${dimensions}\n${rows.join('\n')}\n`);
}

const python = (...given: string[]): Record<string, never>[] =>
  lines(
    execFileSync('/usr/bin/python3', ['bench/peers/gensim_embeddings.py', ...given], { encoding: 'utf8' }).trim(),
  ).map((line) => JSON.parse(line) as Record<string, never>);

function gensim(corpus: string, vectors: string, algorithm: string, epochs: number, seed: number): Speed {
  return python(
    'train',
    corpus,
    vectors,
    algorithm,
    String(dimensions),
    String(epochs),
    String(threads),
    String(seed),
  )[0] as unknown as Speed;
}

/** A program of its own: the time it takes less that for reading the words, which it does first, is not told; CPU is of all. */
function program(command: string, given: string[], words: number): Speed {
  const started = performance.now();
  const script = `import resource,subprocess,sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); u=resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime+u.ru_stime)`;
  const cpu = Number(execFileSync('/usr/bin/python3', ['-c', script, command, ...given], { encoding: 'utf8' }));
  return { perSecond: words / ((performance.now() - started) / 1000), perCpuSecond: words / cpu };
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
const show = (name: string, runs: Speed[]): void => {
  const wall = Math.round(median(runs.map(({ perSecond }) => perSecond)));
  const cpu = Math.round(median(runs.map(({ perCpuSecond }) => perCpuSecond)));
  console.log(`${name.padEnd(44)} ${wall.toLocaleString('en').padStart(11)} ${cpu.toLocaleString('en').padStart(11)}`);
};

async function compareSpeed(file: string): Promise<void> {
  const corpus = readCorpus(file);
  const words = corpus.trained.rawTokens;
  const runs = new Map<string, Speed[]>();
  const note = (name: string, speed: Speed): void => void runs.set(name, [...(runs.get(name) ?? []), speed]);
  const target = path.join(folder, 'scratch.txt');
  const shared = [
    '-size',
    '100',
    '-window',
    '5',
    '-negative',
    '5',
    '-hs',
    '0',
    '-sample',
    '1e-3',
    '-iter',
    '1',
    '-min-count',
    '5',
  ];
  const fast = [
    '-dim',
    '100',
    '-ws',
    '5',
    '-epoch',
    '1',
    '-minCount',
    '5',
    '-neg',
    '5',
    '-t',
    '1e-3',
    '-lr',
    '0.05',
    '-bucket',
    '2000000',
  ];
  for (let round = 0; round < rounds; round++) {
    note('skip-gram, NLP Lab', await ours(corpus, {}));
    note('skip-gram, gensim', gensim(file, target, 'skip-gram', 1, 1));
    if (process.env.WORD2VEC)
      note(
        'skip-gram, word2vec.c (reading included)',
        program(
          process.env.WORD2VEC,
          ['-train', file, '-output', target, '-cbow', '0', '-threads', String(threads), ...shared],
          words,
        ),
      );
    note('CBOW, NLP Lab', await ours(corpus, { algorithm: 'cbow' }));
    note('CBOW, gensim', gensim(file, target, 'cbow', 1, 1));
    note('skip-gram with n-grams 3-6, NLP Lab', await ours(corpus, { subwords: true }));
    note(
      'skip-gram with n-grams 3-6, fastText',
      program(
        'fasttext',
        [
          'skipgram',
          '-input',
          file,
          '-output',
          target,
          '-minn',
          '3',
          '-maxn',
          '6',
          '-thread',
          String(threads),
          ...fast,
        ],
        words,
      ),
    );
    const glove = await ourGlove(corpus);
    note('GloVe, window 10, NLP Lab, words', {
      perSecond: (glove.perSecond / glove.perCpuSecond) * glove.wordsPerSecond,
      perCpuSecond: glove.wordsPerSecond,
    });
  }
  console.log(
    `\n${kernelBinary().build} kernels, Node ${process.versions.node}, ${threads} thread(s), ${words.toLocaleString('en')} words, ${corpus.trained.words.length} in the vocabulary, ${rounds} rounds, medians`,
  );
  console.log(`${'raw words a second'.padEnd(44)} ${'clock'.padStart(11)} ${'CPU'.padStart(11)}`);
  for (const [name, list] of runs) show(name, list);
}

const EPOCHS = 5;
const SEEDS = Array.from({ length: Number(option('seeds', '3')) }, (_, i) => i + 1);
const language = option('language', 'both');

async function trainBoth(name: string, file: string): Promise<{ ours: string[]; gensim: string[] }> {
  const corpus = readCorpus(file);
  const found = { ours: [] as string[], gensim: [] as string[] };
  for (const seed of SEEDS) {
    const own = path.join(folder, `${name}-ours-${seed}.txt`);
    await ours(corpus, { epochs: EPOCHS, seed, vectors: own });
    found.ours.push(own);
    const other = path.join(folder, `${name}-gensim-${seed}.txt`);
    gensim(file, other, 'skip-gram', EPOCHS, seed);
    found.gensim.push(other);
  }
  return found;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

interface Judged {
  file: string;
  wordsim353: { spearman: number; unknownPercent: number };
  simlex999: { spearman: number; unknownPercent: number };
}

/** Correlation with judgements of people. */
async function compareEnglish(file: string): Promise<void> {
  const found = await trainBoth('english', file);
  console.log(
    `\nSpearman correlation, English text, ${EPOCHS} epochs, ${SEEDS.length} seeds: mean (least to greatest)`,
  );
  for (const [who, files] of Object.entries(found)) {
    const judged = python('judge', path.join(data, 'wordsim'), ...files) as unknown as Judged[];
    for (const test of ['wordsim353', 'simlex999'] as const) {
      const values = judged.map((each) => each[test].spearman);
      const [mean, least, most] = [meanOf(values), Math.min(...values), Math.max(...values)].map((x) => x.toFixed(4));
      console.log(`${who.padEnd(8)} ${test.padEnd(11)} ${mean} (${least} to ${most})`);
    }
  }
}

/** Whether two runs find the same neighbours. */
async function compareKorean(file: string): Promise<void> {
  const korean = await trainBoth('korean', file);
  console.log('\nCommon words among the 10 nearest, Korean, words of rank 0-500, 500-2000, 2000-8000');
  const pairs = python('overlap', ...korean.ours, ...korean.gensim) as unknown as {
    a: string;
    b: string;
    shares: number[];
  }[];
  const kind = (file: string): string => (file.includes('ours') ? 'NLP Lab' : 'gensim');
  for (const group of ['gensim / gensim', 'NLP Lab / NLP Lab', 'NLP Lab / gensim']) {
    const members = pairs.filter(({ a, b }) => `${kind(a)} / ${kind(b)}` === group);
    const means = [0, 1, 2].map((band) =>
      (members.reduce((sum, { shares }) => sum + shares[band], 0) / members.length).toFixed(3),
    );
    const spread = [0, 1, 2].map((band) => {
      const all = members.map(({ shares }) => shares[band]);
      return (Math.max(...all) - Math.min(...all)).toFixed(3);
    });
    console.log(
      `${group.padEnd(20)} ${means.join('  ')}  (${members.length} pairs; greatest less least ${spread.join(' ')})`,
    );
  }
}

async function main(): Promise<void> {
  const corpora = writeCorpora();
  try {
    if (!process.argv.includes('--quality')) for (threads of threadCounts) await compareSpeed(corpora.korean);
    threads = 1;
    if (process.argv.includes('--speed')) return;
    if (language !== 'korean') await compareEnglish(corpora.english);
    if (language !== 'english') await compareKorean(corpora.korean);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

void main();
