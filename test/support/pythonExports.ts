// Small experiments of every family that has modules for PyTorch, and data for them.

import { randomNumbers } from '../faults/randomNumbers';

const WORDS = ['Red', 'green', 'blue', 'black', 'white', '빨강', '파랑을', 'grey-ish'];

interface Case {
  task: string;
  data: object;
  model: { type: string; dropout?: number; [key: string]: unknown };
  tokenizer?: object;
  training?: object;
  [key: string]: unknown;
}

/** By name, the files that the experiments read. */
export function exportData(seed = 1): Record<string, string> {
  const random = randomNumbers(seed);
  const some = (least: number, most: number): string[] =>
    Array.from({ length: least + Math.floor(random.next() * (most - least + 1)) }, () => random.pick(WORDS));
  const rows = Array.from({ length: 80 }, () => {
    const [a, b] = [some(1, 9), some(1, 5)];
    const score = a.filter((word) => b.includes(word)).length;
    const labels = ['Red', 'blue'].filter((word) => a.includes(word));
    return [a.join(' '), b.join(' '), score, ['none', 'one', 'many'][Math.min(score, 2)], labels.join(';')].join('\t');
  });
  const sentences = Array.from({ length: 60 }, () =>
    some(1, 8)
      .map((word) => `${word} ${/[A-Z가-힣]/.test(word) ? 'B-X' : 'O'}`)
      .join('\n'),
  );
  const pairs = Array.from({ length: 70 }, () => {
    const words = some(1, 7);
    return `${words.join(' ')}\t${words.reverse().join(' ').toLowerCase()}`;
  });
  return {
    'table.tsv': `one\ttwo\tscore\tlabel\tseveral\n${rows.join('\n')}\n`,
    'tags.conll': `${sentences.join('\n\n')}\n`,
    'columns.conll': `${sentences.join('\n\n').replace(/^(.+) (.+)$/gm, (_, word: string, tag: string) => `${word} ${word.length < 6 ? 'short' : 'long'} ${tag}`)}\n`, // prettier-ignore
    'lines.txt': `${Array.from({ length: 90 }, () => some(2, 9).join(' ')).join('\n')}\n`,
    'pairs.tsv': `source\ttarget\n${pairs.join('\n')}\n`,
  };
}

const table = { train: 'table.tsv', validation: 0.2, text: 'one', label: 'label' };
const pair = { ...table, text: ['one', 'two'] };
const small = { embedding: 6, hidden: 5 };
const blocks = { width: 8, heads: 2, feedForward: 12, layers: 2 };
const word = { type: 'word', minFrequency: 1 };

const text = (model: Case['model'], more: Partial<Case> = {}): Case => ({
  task: 'classification',
  data: table,
  model,
  ...more,
});
const tagged = (model: Case['model'], more: Partial<Case> = {}): Case => ({
  ...{ task: 'tagging', data: { train: 'tags.conll', validation: 0.2 }, model },
  ...{ tokenizer: { type: 'whitespace', minFrequency: 1 }, training: { maxLength: 8 } },
  ...more,
});
const language = (model: Case['model'], more: Partial<Case> = {}): Case => ({
  ...{ task: 'language-model', data: { train: 'lines.txt', validation: 0.2 }, model },
  ...{ training: { context: 6, batchSize: 4 } },
  ...more,
});
const masked = (model: Case['model'], more: Partial<Case> = {}): Case => ({
  ...{ task: 'masked-language-model', data: { train: 'lines.txt', validation: 0.2 }, model },
  ...{ training: { maxLength: 8 }, evaluation: { pseudoPerplexity: 0 } },
  ...more,
});
const sequence = (model: Case['model'], more: Partial<Case> = {}): Case => ({
  ...{
    task: 'sequence-to-sequence',
    data: { train: 'pairs.tsv', source: 'source', target: 'target', validation: 0.2 },
  },
  ...{ model, training: { maxLength: 9 } },
  ...more,
});

/** What the short form of the proof exports: one case of each kind, and each class once. */
export const EXPORTED: Readonly<Record<string, Case>> = {
  'a bag of embeddings': text({ type: 'bow', embedding: 6, pooling: 'idf', hiddenLayers: 1 }),
  'convolutions over characters, calibrated': text(
    { type: 'cnn', embedding: 6, filters: 3, windows: [2, 3], layers: 2, dilation: 2 },
    { tokenizer: { type: 'character' }, training: { calibration: 'temperature', classWeights: 'balanced' } },
  ),
  'an LSTM with attention pooling': text(
    { type: 'lstm', ...small, layers: 2, pooling: 'attention' },
    { training: { padding: 'before' }, clean: ['nfkc', 'lowercase'] },
  ),
  'an ordinal GRU from one end': text(
    { type: 'gru', ...small, bidirectional: false, pooling: 'last' },
    { data: { ...table, labelOrder: ['none', 'one', 'many'] }, tokenizer: { type: 'syllable', minFrequency: 1 } },
  ),
  'an RNN that reads padding': text(
    { type: 'rnn', ...small, mask: false, pooling: 'mean' },
    { training: { padTo: 'maxLength', maxLength: 10 }, tokenizer: { type: 'jamo', minFrequency: 1 } },
  ),
  'several labels by a transformer': text(
    { type: 'transformer', ...blocks, positions: 'rotary', attention: 'causal', pooling: 'last' },
    { data: { ...table, label: 'several', labelSeparator: ';' }, tokenizer: { type: 'unigram', vocabularySize: 60 } },
  ),
  'pairs in one sequence, as BERT': text(
    {
      ...{
        type: 'transformer',
        ...blocks,
        positions: 'learned',
        embeddings: 'normalized',
        tokenTypes: 2,
        norm: 'post',
      },
      ...{ activation: 'exact-gelu', pooling: 'first' },
    },
    { data: pair, tokenizer: { type: 'wordpiece', vocabularySize: 80 }, training: { maxLength: 12 } },
  ),
  'pairs in one sequence, by an LSTM': text({ type: 'lstm', ...small }, { data: pair, training: { maxLength: 12 } }),
  'pairs apart': text({ type: 'gru', ...small, pairs: 'apart' }, { data: pair, training: { maxLength: 7 } }),
  'a number': text(
    { type: 'lstm', ...small, dropout: 0 },
    {
      ...{ task: 'regression', data: { ...table, label: 'score' }, tokenizer: { type: 'bpe', vocabularySize: 60 } },
      training: { loss: 'huber' },
    },
  ),
  'a number by a cosine': text(
    { type: 'bow', embedding: 6, pooling: 'sum', pairs: 'cosine' },
    {
      ...{
        task: 'regression',
        data: { ...pair, label: 'score' },
        tokenizer: { type: 'byte-bpe', vocabularySize: 300 },
      },
    },
  ),
  'a tagger by softmax': tagged(
    { type: 'cnn', embedding: 6, filters: 3, head: 'softmax', capitals: 2, shape: 3, columns: [{ column: 2, width: 3 }] }, // prettier-ignore
    { data: { train: 'columns.conll', validation: 0.2 } },
  ),
  'a tagger with a chain and characters': tagged({ type: 'lstm', ...small, characters: { embedding: 3, hidden: 4 } }),
  'a tagger of pieces with characters': tagged(
    { type: 'transformer', ...blocks, characters: { type: 'cnn', embedding: 3, hidden: 4 }, dropout: 0 },
    { tokenizer: { type: 'bpe', vocabularySize: 60 }, training: { maxLength: 20 } },
  ),
  'a language model that carries its state': language(
    { type: 'lstm', embedding: 6, hidden: 6, layers: 2, dropout: 0 },
    { training: { context: 6, batchSize: 4, evaluateEvery: 5 } }, // within a pass over the text
  ),
  'a GRU language model without': language(
    { type: 'gru', ...small, layers: 1, tieEmbeddings: false, carryState: false },
    { tokenizer: { type: 'character' } },
  ),
  'a transformer language model': language({ type: 'transformer', ...blocks }, { tokenizer: { type: 'byte-bpe', vocabularySize: 300 } }), // prettier-ignore
  'a masked transformer': masked({ type: 'transformer', ...blocks, dropout: 0 }),
  'a masked GRU': masked({ type: 'gru', ...small }, { masking: { units: 'spans' }, tokenizer: { type: 'bpe', vocabularySize: 60 } }), // prettier-ignore
  'a transformer that translates': sequence({
    ...{ type: 'transformer', width: 8, heads: 2, feedForward: 12, encoderLayers: 2, decoderLayers: 2, dropout: 0 },
  }),
  'a decoder alone': sequence({ type: 'decoder-only', ...blocks, positions: 'rotary', sourceAttention: 'full' }, { sharedVocabulary: true }), // prettier-ignore
  'an LSTM that translates with additive attention': sequence({ type: 'lstm', ...small, layers: 2 }, { training: { maxLength: 9, labelSmoothing: 0.1 } }), // prettier-ignore
  'a GRU that translates with general attention, unfed': sequence({
    ...{ type: 'gru', ...small, attention: 'general', inputFeeding: false, bridge: 'copy', reverseSource: true },
    tieEmbeddings: true,
  }),
  'an RNN that translates with products': sequence({
    ...{ type: 'rnn', ...small, attention: 'dot', bidirectional: false, bridge: 'zero' },
  }),
  'an LSTM that translates without attention': sequence({ type: 'lstm', ...small, attention: 'none', reverseSource: true }), // prettier-ignore
  'a transformer that sees no order': text({ type: 'transformer', ...blocks, positions: 'none' }),
};

/** As a file has it. */
export function experimentText(name: string, { training, ...more }: Case, epochs: number): string {
  return JSON.stringify({
    ...{ name, tokenizer: word, runtime: { threads: 1 }, seed: 3 },
    ...more,
    training: {
      epochs,
      batchSize: 8,
      maxLength: 10,
      ...(more.task === 'language-model' && { maxLength: undefined }),
      ...training,
    },
  });
}
