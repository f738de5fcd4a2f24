import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EMBEDDING_FORMAT, type SubwordSettings } from '../../../src/protocol/embedding';
import type { TrainProgress } from '../../../src/protocol/engine';
import { LabError } from '../../../src/protocol/labError';
import type { MetricLine } from '../../../src/protocol/run';
import { subwordBuckets } from '../../../src/engine/embeddings/subwords';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { readSafetensors } from '../../../src/engine/store/safetensors';
import { createRandom } from '../../../src/engine/data/random';
import { inLab, type Lab } from './support/lab';

/** 3,000 lines of made-up text over two topics. */
function corpusText(): string {
  const random = createRandom({ seed: 4, stream: 'lines' });
  const topics = ['바다 파도 배 항구 갈매기 sea ship', '산 숲 나무 길 바위 hill tree'].map((words) => words.split(' '));
  return Array.from({ length: 3000 }, () => {
    const words = topics[random.integer(2)];
    return Array.from({ length: 3 + random.integer(9) }, () => words[random.integer(words.length)]).join(' ');
  }).join('\n');
}

type Keys = Record<string, unknown>;

const experiment = (model: Keys, more: Keys = {}): Keys => ({
  ...{ name: 'words', task: 'embedding', data: { train: 'corpus.txt' }, tokenizer: 'whitespace', seed: 3 },
  model: { dimensions: 10, minCount: 2, threads: 1, ...model },
  training: { epochs: 3 },
  ...more,
});

function vectorsOf(folder: string) {
  const { tensors, metadata } = readSafetensors(nodeFiles, path.join(folder, 'vectors.safetensors'));
  const take = (name: string): Float32Array => tensors.get(name)?.data as Float32Array;
  const words = new TextDecoder().decode(tensors.get('words')?.data as Uint8Array).split('\n');
  return { take, shape: (name: string) => tensors.get(name)?.shape, words, metadata, names: [...tensors.keys()] };
}

async function inCorpus(use: (lab: Lab) => Promise<void>): Promise<void> {
  await inLab(async (lab) => {
    lab.write('corpus.txt', corpusText());
    await use(lab);
  });
}

describe('a run of the task embedding', () => {
  it('is asked for words, not about texts, and says so', () =>
    inCorpus(async (lab) => {
      const { folder, record } = await lab.client.call('train', lab.request(experiment({ type: 'word2vec' })));
      assert.deepEqual(record.abilities, ['vectors']);
      const { call } = lab.client;
      for (const work of [
        call('ask', { folder, texts: ['a'] }),
        call('judge', { folder, data: 'corpus.txt', baseFolder: lab.folder }),
        call('attend', { folder, source: 'a' }),
        call('explain', { folder }),
      ])
        await assert.rejects(work, (error) => {
          assert.ok(error instanceof LabError && error.code === 'INVALID_ARGUMENT');
          return /"words" has learned word vectors, not how to judge texts/.test(error.message);
        });
      assert.deepEqual(await call('report', { folder }), { report: undefined, evaluations: [] });
    }));

  it('says how many pairs it saw: all of GloVe, those of each window of skip-gram, and of CBOW the windows', () =>
    inLab(async (lab) => {
      lab.write('corpus.txt', 'a b c\nb c a\n'.repeat(50));
      const pairsOf = async (model: Keys): Promise<number> => {
        const { record } = await lab.client.call(
          'train',
          lab.request(experiment({ subsample: 0, window: 1, ...model })),
        );
        return record.metrics.pairs;
      };
      assert.equal(await pairsOf({ type: 'word2vec' }), 3 * 100 * 4);
      assert.equal(await pairsOf({ type: 'fasttext' }), 3 * 100 * 4);
      assert.equal(await pairsOf({ type: 'word2vec', algorithm: 'cbow' }), 3 * 100 * 3);
      const { record } = await lab.client.call('train', lab.request(experiment({ type: 'glove', window: 1 })));
      assert.equal(record.metrics.pairs, 3 * 6); // a-b, b-c, c-a in both directions
    }));

  it('of which nothing can be learned fails and says why', () =>
    inLab(async (lab) => {
      for (const type of ['word2vec', 'fasttext']) {
        const train = (text: string, model: Keys) => {
          lab.write('corpus.txt', text);
          return lab.client.call('train', lab.request(experiment({ type, ...model })));
        };
        await assert.rejects(train('a\nb\n'.repeat(100), {}), (error) => {
          assert.ok(error instanceof LabError && error.code === 'INVALID_DATA', String(error));
          return /^No two words stand beside each other in the corpus/.test(error.message);
        });
        const { record } = await train('a b\n'.repeat(100), { subsample: 1e-12 });
        assert.equal(record.status, 'failed');
        assert.match(record.failure?.message ?? '', /saw no two words beside each other.*"model\.subsample"/);
      }
    }));

  it('of word2vec is recorded like any run and leaves its vectors', () =>
    inCorpus(async (lab) => {
      const lines: MetricLine[] = [];
      const { folder, record } = await lab.client.call('train', lab.request(experiment({ type: 'word2vec' })), {
        onProgress: (told) => told.kind === 'metric' && lines.push(told.line),
      });
      assert.equal(record.status, 'completed');
      assert.equal(record.task, 'embedding');
      assert.deepEqual([record.epoch, record.epochs, record.threads], [3, 3, 1]);
      assert.equal(record.parameters, 2 * 14 * 10);
      assert.ok(record.metrics.loss > 0 && record.metrics.wordsPerSecond > 0);
      const { pairs } = record.metrics;
      const told = lines.flatMap((line) => (line.kind === 'epoch' ? [line.metrics.pairs] : []));
      assert.deepEqual([told.length, told[2]], [3, pairs]);
      assert.ok(told[0] > 1000 && told[1] > told[0] && told[2] > told[1]);
      assert.match(record.notices[0], /^14 words have a vector; they are 100\.0 %/);
      assert.equal(lines.filter(({ kind }) => kind === 'epoch').length, 3);
      assert.ok(lines.some((line) => line.kind === 'step' && line.loss > 0 && line.learningRate > 0));
      const { shape, words, metadata, take, names } = vectorsOf(folder);
      assert.deepEqual(names, ['vectors', 'context', 'counts', 'words']);
      assert.deepEqual([shape('vectors'), shape('context'), words.length], [[14, 10], [14, 10], 14]);
      assert.equal(metadata.get('format'), EMBEDDING_FORMAT);
      const counts = take('counts');
      assert.ok(counts.every((count, i) => i === 0 || count <= counts[i - 1]));
      const runs = await lab.client.call('runs', { runsFolder: lab.runsFolder });
      assert.equal(JSON.stringify(runs).includes('word2vec'), true);
      const tokenizer = JSON.parse(fs.readFileSync(path.join(folder, 'tokenizer.json'), 'utf8')) as {
        model: { vocab: Record<string, number> };
      };
      for (const word of words) assert.ok(word in tokenizer.model.vocab);
    }));

  it('that is stopped keeps its vectors, and resumed ends in the same bits', () =>
    inCorpus(async (lab) => {
      const long = experiment({ type: 'word2vec' }, { training: { epochs: 1500 } }); // long after the stop is heard
      const whole = await lab.client.call('train', lab.request(long));
      const stopping = new AbortController();
      const onProgress = (told: TrainProgress): void => {
        if (told.kind === 'metric' && told.line.kind === 'epoch' && told.line.epoch === 20) stopping.abort();
      };
      const training = lab.client.call('train', lab.request(long), { signal: stopping.signal, onProgress });
      await training.catch(() => undefined); // the caller hears that it cancelled; the run ends by itself
      const folder = lab
        .runs()
        .map((name) => path.join(lab.runsFolder, name))
        .find((each) => each !== whole.folder);
      assert.ok(folder);
      while (fs.existsSync(path.join(folder, 'run.lease'))) await new Promise((resolve) => setImmediate(resolve));
      const record = JSON.parse(fs.readFileSync(path.join(folder, 'run.json'), 'utf8')) as {
        status: string;
        epoch: number;
      };
      assert.equal(record.status, 'stopped');
      assert.ok(record.epoch >= 20 && record.epoch < 1500);
      assert.deepEqual(vectorsOf(folder).shape('vectors'), [14, 10]);
      const request = { ...lab.request({}), experimentText: '', resume: folder };
      const resumed = await lab.client.call('train', request);
      assert.equal(resumed.record.status, 'completed');
      assert.deepEqual(vectorsOf(folder).take('vectors'), vectorsOf(whole.folder).take('vectors'));
    }));

  it('of GloVe learns which words meet', () =>
    inCorpus(async (lab) => {
      const request = lab.request(experiment({ type: 'glove', xMax: 10 }, { training: { epochs: 30 } }));
      const { folder } = await lab.client.call('train', request);
      const { words, take } = vectorsOf(folder);
      const vectors = take('vectors');
      const dot = (a: string, b: string): number => {
        const [i, j] = [words.indexOf(a), words.indexOf(b)];
        return Array.from({ length: 10 }, (_, d) => vectors[10 * i + d] * vectors[10 * j + d]).reduce((x, y) => x + y);
      };
      assert.ok(dot('바다', '파도') > dot('바다', '나무') + 1);
    }));

  it('of fastText stores what unseen words need: a known word is the mean of its parts', () =>
    inCorpus(async (lab) => {
      const ngrams = { minLength: 2, maxLength: 4, buckets: 500, unit: 'jamo' };
      const { folder } = await lab.client.call('train', lab.request(experiment({ type: 'fasttext', ngrams })));
      const { words, take, metadata, shape } = vectorsOf(folder);
      const settings = JSON.parse(metadata.get('subwords') ?? '') as SubwordSettings;
      assert.deepEqual(settings, ngrams);
      assert.deepEqual(shape('ngrams'), [500, 10]);
      const checkpoints = path.join(folder, 'checkpoints');
      assert.ok(!fs.existsSync(checkpoints), 'a run of a second needs no checkpoint');
      assert.ok(subwordBuckets(words[0], settings).length > 3);
      assert.ok(
        take('ngrams').some((value) => Math.abs(value) > 0.2),
        'n-grams have been trained',
      );
    }));

  it('learns its pieces first where the tokenizer is learned, and reads folders and tables', () =>
    inCorpus(async (lab) => {
      fs.mkdirSync(lab.file('texts/more'), { recursive: true });
      lab.write('texts/a.txt', corpusText());
      lab.write('texts/more/b.tsv', `text\tlabel\n${corpusText().replaceAll('\n', '\tx\n')}\tx\n`);
      const more = { data: { train: 'texts' }, tokenizer: { type: 'bpe', vocabularySize: 60 } };
      const { folder, record } = await lab.client.call(
        'train',
        lab.request(experiment({ type: 'word2vec', algorithm: 'cbow' }, more)),
      );
      assert.deepEqual(Object.keys(record.hashes), [
        path.join('texts', 'a.txt'),
        path.join('texts', 'more', 'b.tsv'),
        'vocabulary',
      ]);
      assert.ok(vectorsOf(folder).words.length <= 60);
    }));

  it('of a folder looks words up in the very files that it was trained on', () =>
    inCorpus(async (lab) => {
      const texts = corpusText().split('\n');
      const asJson = (text: string): string => JSON.stringify({ text });
      fs.mkdirSync(lab.file('texts/more'), { recursive: true });
      lab.write('texts/a.tab', `text\n${texts.join('\n')}\n`);
      lab.write('texts/b.conll', texts.join('\n'));
      lab.write('texts/more/c.ndjson', texts.map(asJson).join('\n'));
      lab.write('texts/notes.pdf', 'no text');
      const more = { data: { train: 'texts' } };
      const { folder, record } = await lab.client.call('train', lab.request(experiment({ type: 'word2vec' }, more)));
      const { corpus } = await lab.client.call('openVectors', { source: { kind: 'run', folder } });
      const files = ['a.tab', 'b.conll', path.join('more', 'c.ndjson')].map((name) => path.join('texts', name));
      assert.deepEqual(corpus, files.map(lab.file));
      assert.deepEqual(
        Object.keys(record.hashes).filter((name) => name !== 'vocabulary'),
        files,
      );
    }));

  const faults: [string, Keys, Keys, string, RegExp][] = [
    ['an empty corpus', { type: 'word2vec' }, { data: { train: 'empty.txt' } }, 'INVALID_DATA', /corpus is empty/],
    ['a missing corpus', { type: 'glove' }, { data: { train: 'no.txt' } }, 'NOT_FOUND', /"no\.txt" does not exist/],
    ['a folder without texts', { type: 'word2vec' }, { data: { train: 'folder' } }, 'INVALID_DATA', /holds no text/],
    [
      'a column that is not there',
      { type: 'word2vec' },
      { data: { train: 'train.tsv', text: 'x' } },
      'NOT_FOUND',
      /"x"/,
    ],
    [
      'a minimum that no word reaches',
      { type: 'fasttext', minCount: 99999 },
      {},
      'INVALID_DATA',
      /Lower "model\.minCount"/,
    ],
    [
      'more threads than cores',
      { type: 'word2vec', threads: 256 },
      {},
      'INVALID_EXPERIMENT',
      /has \d+ cores?\. Set it to/,
    ],
    [
      'more memory than there is',
      { type: 'fasttext', dimensions: 4096, ngrams: { buckets: 50_000_000 } },
      {},
      'NO_MEMORY',
      /GB/,
    ],
    [
      'nothing to learn from',
      { type: 'word2vec', negative: 0 },
      {},
      'INVALID_EXPERIMENT',
      /model\.hierarchicalSoftmax/,
    ],
    ['an unknown key', { type: 'word2vec', dimension: 5 }, {}, 'INVALID_EXPERIMENT', /Did you mean "dimensions"/],
  ];
  for (const [title, model, more, code, message] of faults)
    it(`refuses ${title} before there is a run`, () =>
      inCorpus(async (lab) => {
        if (os.availableParallelism() >= 256 && title.includes('threads')) return;
        lab.write('empty.txt', '\n \n');
        fs.mkdirSync(lab.file('folder'));
        await assert.rejects(lab.client.call('train', lab.request(experiment(model, more))), { code, message });
        assert.deepEqual(lab.runs(), []);
      }));
});
