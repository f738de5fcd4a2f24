// What the command line is asked about the runs of test/golden/runs. `{name}` stands for a run's id.

import { EXPORTED } from './oldRuns';

const ENGLISH = ['--text', 'The food was cold and the waiter was rude.', '--text', 'A quiet, <b>charming</b> film'];
const KOREAN = ['--text', '정말 재미있고 좋았어요.', '--text', '직원이 불친절해서 실망했어요'];
const SENTENCES = ['--text', 'My sister does not learn Korean in the park today.', '--text', 'We sing a song.'];
const SENTENCE = ['--source', 'The students sing a song at home every day.'];
const PAIRS = ['--data', 'en-ko-test.tsv'];

/** Each with `--json`, which gives numbers in full. */
const FOR_PROGRAMS: readonly string[][] = [
  ['runs'],
  ['predict', '{lstm}', ...ENGLISH],
  ['predict', '{lstm}', '--checkpoint', 'last', ...ENGLISH],
  ['predict', '{transformer}', ...KOREAN],
  ['predict', '{logistic}', '--explain', ...KOREAN],
  ['predict', '{naive-bayes}', '--explain', '--input', 'asked.txt'],
  ['predict', '{gru}', '--input', 'asked.txt'],
  [
    'predict',
    '{gru}',
    '--n-best',
    '2',
    '--beam',
    '4',
    '--prefix',
    '우리는',
    '--ban',
    '노래를',
    '--replace-unknown',
    ...SENTENCES,
  ],
  ['predict', '{gru}', '--sample', '--seed', '7', '--temperature', '0.7', '--top-k', '5', ...SENTENCES],
  ['predict', '{seq-transformer}', '--beam', '4', '--force', '노래를', '--max-length', '16', ...SENTENCES],
  ['predict', '{decoder-only}', '--beam', '3', '--n-best', '2', '--length-penalty', '0.5', ...SENTENCES],
  ['evaluate', '{lstm}', '--data', 'reviews-test.tsv'],
  ['evaluate', '{nb-svm}', '--data', 'good=positive.txt', '--data', 'bad=negative.txt'],
  [
    'evaluate',
    '{decoder-only}',
    '--source',
    'english.txt',
    '--target',
    'korean.txt',
    '--beam',
    '1',
    '--max-length',
    '9',
  ],
  ['attention', '{lstm}', '--source', 'The waiter was rude.'],
  ['attention', '{transformer}', '--source', '좋았어요.'],
  ['attention', '{gru}', ...SENTENCE],
  ['attention', '{seq-transformer}', '--source', 'We sing.', '--target', '우리는 노래를 부른다.'],
  ['attention', '{decoder-only}', '--source', 'We sing.', '--beam', '1'],
  ['compare', '{lstm}', '{logistic}', '{gru}', '{word2vec}'],
  ['compare', '{gru}', '{seq-transformer}', '--beam', '2', ...PAIRS],
  ['neighbors', '{word2vec}', 'warm', '--k', '5', '--measure', 'euclidean'],
  ['neighbors', '{fasttext}', '재미있었어요', '--k', '5'],
  ['neighbors', '{lstm}', 'cold', '--k', '5'],
  ['embeddings', 'evaluate', '{word2vec}', '--data', 'pairs.tsv', '--data', 'analogies.txt'],
  ['export', '{word2vec}', '--to', 'word2vec', EXPORTED],
  ['export', '{gru}', '--to', 'safetensors', EXPORTED],
];

const FOR_PEOPLE: readonly string[][] = [
  ['runs'],
  ['predict', '{nb-svm}', '--explain', ...ENGLISH],
  ['predict', '{gru}', '--n-best', '2', ...SENTENCES],
  ['evaluate', '{naive-bayes}', '--data', 'mixed.tsv'],
  ['evaluate', '{seq-transformer}', '--beam', '1', ...PAIRS],
  ['attention', '{gru}', ...SENTENCE],
  ['compare', '{lstm}', '{stopped-lstm}', '{killed-gru}', '{fasttext}'],
  ['compare', '{seq-transformer}', '{gru}', '--beam', '1', ...PAIRS],
  ['neighbors', '{stopped-word2vec}', 'warm', '--k', '3'],
  // What cannot be: the words that say so.
  ['predict', '{word2vec}', '--text', 'x'],
  ['attention', '{logistic}', '--source', 'x'],
  ['train', '--resume', '{lstm}'],
];

export const QUESTIONS: readonly string[][] = [...FOR_PROGRAMS.map((args) => [...args, '--json']), ...FOR_PEOPLE];
