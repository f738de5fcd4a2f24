// What a person who has taken a lesson has written: answers, and keys that were changed, as `--set` takes them. In a change {1-blanks} is the id of
// the run that the solution of the experiment 1-blanks was trained as.

export interface Solution {
  answers: Record<string, string | number>;
  changes?: readonly string[];
}

/** By lesson and experiment. */
export const SOLUTIONS: Readonly<Record<string, Readonly<Record<string, Solution>>>> = {
  '01-counting': {
    '1-by-hand': { answers: { features: 14, parameters: 30, loss: 0.56 } },
    '2-words-in-a-row': { answers: { negated: 12 }, changes: ['model.ngramRange=[1,2]'] },
    '3-tf-idf': { answers: { idf: 2.83 }, changes: ['model.weighting="tfidf"', 'model.minDf=2'] },
  },
  '02-tokenizers': {
    '1-units': { answers: { unknown: 16, syllables: 9, jamo: 23 }, changes: ['tokenizer="syllable"'] },
    '2-pieces': {
      answers: { firstPiece: 'al', secondPiece: 'alk', thirdPiece: 'ed', pieces: 4 },
      changes: ['tokenizer={"type":"bpe","vocabularySize":60}'],
    },
  },
  '03-word2vec': {
    '1-three-sentences': { answers: { words: 8, parameters: 64, pairs: 100, firstLoss: 2.08 } },
    '2-village': {
      answers: { ppuru: '차를', nearer: '강아지가' },
      changes: ['training.epochs=30', 'model.subsample=0'],
    },
  },
  '04-glove': {
    '1-ratios': { answers: { solid: 3, gas: 0.33, water: 1, parameters: 250, weight: 0.18 } },
    '2-village': { answers: { blick: 'drink' }, changes: ['model.xMax=10', 'training.epochs=25'] },
  },
  '05-recurrent': {
    '1-by-hand': { answers: { parameters: 17, first: -0.72, last: -0.3, otherOrder: -0.86 } },
    '2-last-state': { answers: { downUp: 'middle', output: 128, lastState: 16 }, changes: ['model.pooling="last"'] },
    '3-every-step': {
      answers: { targets: 346, wordsAlone: 'middle' },
      changes: ['model={"type":"rnn","embedding":8,"hidden":16,"bidirectional":false,"dropout":0,"head":"softmax"}'],
    },
  },
  '06-vanishing': {
    '1-forgetting': {
      answers: { radius: 0.58, steps: 4.2, factor: 0.54 },
      changes: ['model.recurrentStart="orthogonal"'],
    },
    '2-exploding': { answers: { norm: 1.95, component: 1.5 }, changes: ['training.clipNorm=0.25'] },
    '3-gates': { answers: { forget: 0.989, bias: 4.5 }, changes: ['model.forgetBias=4.5'] },
  },
  '07-gates': {
    '1-one-cell': { answers: { cell: -1.12, hidden: -0.05, parameters: 28 } },
    '2-three-cells': {
      answers: { rnnLayer: 416, gruLayer: 1248, lstmLayer: 1664, written: '다락에', half: 7 },
      changes: ['model.type="gru"'],
    },
  },
  '08-encoder-decoder': {
    '1-one-batch': { answers: { padding: 11, targets: 21, firstInput: '<bos>', knownNothing: 2.64 } },
    '2-reversal': { answers: { before: 5, reversed: 0 }, changes: ['model.reverseSource=true'] },
    '3-teacher': { answers: { chance: 0.33 }, changes: ['training.teacherForcing=1'] },
  },
  '09-attention': {
    '1-by-hand': {
      answers: { weight: 0.67, context: 1.58, parameters: 5599 },
      changes: ['model.attention="general"'],
    },
    '2-dates': {
      answers: { numbers: 336, score: 1776, month: 'july' },
      changes: ['model.attention="additive"'],
    },
  },
  '10-transformer': {
    '1-matrices': {
      answers: { before: 0.24, after: 0.73, layer: 2224, parameters: 2598, crosses: 40 },
      changes: ['model.heads=4'],
    },
    '2-order': { answers: { most: 0.5 }, changes: ['model.positions="sinusoidal"'] },
    '3-particles': { answers: { words: 16 }, changes: ['tokenizer.type="word"'] },
  },
  '11-pretraining': {
    '1-blanks': { answers: { firstLoss: 4.32, blank: 'bad' }, changes: ['training.epochs=20'] },
    '2-few-labels': {
      answers: { known: 0, learned: 98 },
      changes: ['model.from="{1-blanks}"', 'training.freeze={"layers":"all"}'],
    },
    '3-curve': { answers: { scratch: 32, begun: 8 } },
  },
  '12-beam-search': {
    '1-by-hand': {
      answers: { greedy: 0.3, best: 'goodnight', width: 2, short: -0.79, long: -0.66, leastLoss: 0.29 },
      changes: ['training.epochs=200'],
    },
    '2-width': { answers: { width: 4 }, changes: ['decoding.beam=4', 'decoding.lengthPenalty=1'] },
  },
};
