// What is measured: a command of ours beside the whole script of a peer, on the same files.

import fs from 'node:fs';
import path from 'node:path';
import { fewReviews, korean, reviews } from './corpora';
import { printed, taken, type Program } from './program';
import { ownCommand, packaged, plainPython, pythonPeer, training, type Row, type RowOptions } from './sides';
import { translation } from './translation';

const debian = (name: string) => printed('dpkg-query', '-W', '-f', '${Version}', name);

function vectors(options: RowOptions, name: string, model: object): Program {
  const shape = { dimensions: 100, window: 5, negative: 5, threads: options.threads };
  return training(options, name, {
    ...{ task: 'embedding', data: { train: korean(options) }, tokenizer: { type: 'whitespace' } },
    ...{ model: { ...shape, ...model }, training: { epochs: 1 } },
  });
}

function classical(options: RowOptions, model: 'naive-bayes' | 'linear-svm'): Row {
  const [train, test] = [reviews(options, 'train'), reviews(options, 'test')];
  const ours = training(options, model, {
    ...{ task: 'classification', data: { train, test, validation: 0, text: 'document' } },
    ...{ tokenizer: { type: 'word' } },
    model: { type: model, weighting: 'tfidf', ngramRange: [1, 2], minDf: 2, tokenPattern: '(?u)\\b\\w+\\b' },
  });
  return {
    ours,
    file: train,
    peer: pythonPeer(options.python.sklearn, 'sklearn', 'sklearn_whole', train, test, model),
  };
}

const size = '16000';

/** Both learn a tokenizer of pieces. */
function pieces(options: RowOptions): Row {
  const file = korean(options);
  const given = [`--input=${file}`, `--model_prefix=${path.join(options.folder, 'spm')}`, '--model_type=bpe', `--vocab_size=${size}`, '--character_coverage=1.0', `--num_threads=${options.threads}`]; // prettier-ignore
  const output = path.join(options.folder, 'bpe.json');
  const ours = ownCommand('tokenizer', 'train', file, '--type', 'bpe', '--vocabulary-size', size, '--output', output);
  return { ours, file, peer: packaged('spm_train', given, () => printed('spm_train', '--version')) };
}

export const ROWS: Record<string, (options: RowOptions) => Row> = {
  word2vec(options) {
    const file = korean(options);
    const given = ['train', file, path.join(options.folder, 'gensim.txt'), 'skip-gram', '100', '1', `${options.threads}`, '1']; // prettier-ignore
    const peer = pythonPeer(options.python.gensim, 'gensim', 'gensim_embeddings', ...given);
    return { ours: vectors(options, 'word2vec', { type: 'word2vec' }), file, peer };
  },

  fasttext(options) {
    const file = korean(options);
    const ngrams = { minLength: 3, maxLength: 6, buckets: 2_000_000 };
    const same = '-dim 100 -ws 5 -epoch 1 -minCount 5 -neg 5 -t 1e-3 -lr 0.05 -bucket 2000000 -minn 3 -maxn 6'.split(' '); // prettier-ignore
    const given = ['skipgram', '-input', file, '-output', path.join(options.folder, 'fasttext'), '-thread', `${options.threads}`, ...same]; // prettier-ignore
    const peer = packaged('fasttext', given, () => debian('fasttext'));
    return { ours: vectors(options, 'fasttext', { type: 'fasttext', ngrams }), file, peer };
  },

  'naive-bayes': (options) => classical(options, 'naive-bayes'),
  svm: (options) => classical(options, 'linear-svm'),

  'bpe-train': pieces,

  'bpe-apply'(options) {
    const file = korean(options);
    const { ours: learning, peer: theirs } = pieces(options);
    const [learned, model] = ['bpe.json', 'spm.model'].map((name) => path.join(options.folder, name));
    if (!fs.existsSync(learned)) taken(learning, options.folder);
    if (theirs?.version() !== undefined && !fs.existsSync(model)) taken(theirs.program(), options.folder);
    const given = [`--model=${model}`, '--output_format=id', `--input=${file}`];
    return {
      ...{ ours: ownCommand('tokenize', file, '--tokenizer', learned, '--json'), file },
      peer: packaged('spm_encode', given, () => printed('spm_encode', '--version')),
    };
  },

  classifier(options) {
    const file = fewReviews(options);
    const ours = training(options, 'classifier', {
      ...{ task: 'classification', data: { train: file, validation: 0.02, text: 'document' } },
      tokenizer: { type: 'character', vocabularySize: 3000 },
      model: { type: 'lstm', embedding: 128, hidden: 128, bidirectional: true, pooling: 'max', dropout: 0.3 },
      training: { epochs: 1, batchSize: 64, maxLength: 140, clipNorm: 1 },
      runtime: { threads: options.threads },
    });
    return { ours, file, peer: pythonPeer(options.python.torch, 'torch', 'torch_classifier_whole', file, `${options.threads}`) }; // prettier-ignore
  },

  translation,

  tokenize(options) {
    const file = korean(options);
    const ours = ownCommand('tokenize', file, '--tokenizer', 'word');
    return { ours, file, peer: plainPython('tokenize', file) };
  },

  corpus(options) {
    const file = reviews(options, 'train');
    const ours = ownCommand('corpus', 'stats', file);
    return { ours, file, peer: plainPython('stats', file) };
  },
};
