// The speed of all trainers, in turn, on one corpus with one set of settings.

import path from 'node:path';
import { kernelBinary } from '../../src/engine/embeddings/kernelModule';
import { readCorpus } from './corpora';
import { folder, option } from './options';
import { ours, ourGlove, type Speed } from './ours';
import { gensim, program } from './peers';

const rounds = Number(option('rounds', '3'));

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
const show = (name: string, runs: Speed[]): void => {
  const wall = Math.round(median(runs.map(({ perSecond }) => perSecond)));
  const cpu = Math.round(median(runs.map(({ perCpuSecond }) => perCpuSecond)));
  console.log(`${name.padEnd(44)} ${wall.toLocaleString('en').padStart(11)} ${cpu.toLocaleString('en').padStart(11)}`);
};

/** Prints the speed of each trainer on this file with so many threads. */
export async function compareSpeed(file: string, threads: number): Promise<void> {
  const corpus = readCorpus(file);
  const words = corpus.trained.rawTokens;
  const runs = new Map<string, Speed[]>();
  const note = (name: string, speed: Speed): void => void runs.set(name, [...(runs.get(name) ?? []), speed]);
  const target = path.join(folder, 'scratch.txt');
  const shared = '-size 100 -window 5 -negative 5 -hs 0 -sample 1e-3 -iter 1 -min-count 5'.split(' ');
  const fast = '-dim 100 -ws 5 -epoch 1 -minCount 5 -neg 5 -t 1e-3 -lr 0.05 -bucket 2000000'.split(' ');
  for (let round = 0; round < rounds; round++) {
    note('skip-gram, NLP Lab', await ours(corpus, { threads }));
    note('skip-gram, gensim', gensim(file, target, { threads, algorithm: 'skip-gram', epochs: 1, seed: 1 }));
    if (process.env.WORD2VEC)
      note(
        'skip-gram, word2vec.c (reading included)',
        program(
          process.env.WORD2VEC,
          ['-train', file, '-output', target, '-cbow', '0', '-threads', String(threads), ...shared],
          words,
        ),
      );
    note('CBOW, NLP Lab', await ours(corpus, { threads, algorithm: 'cbow' }));
    note('CBOW, gensim', gensim(file, target, { threads, algorithm: 'cbow', epochs: 1, seed: 1 }));
    note('skip-gram with n-grams 3-6, NLP Lab', await ours(corpus, { threads, subwords: true }));
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
    const glove = await ourGlove(corpus, threads);
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
