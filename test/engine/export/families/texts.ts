// Models of texts as folders for other programs: labels, several, ordered ones, numbers; texts alone and in pairs.

import { randomNumbers } from '../../../faults/randomNumbers';
import { askLabels, askNumbers } from '../../calls/support/asked';
import type { Lab } from '../../calls/support/lab';
import type { ExportedFamily } from './exported';

const WORDS = ['Red', 'green', 'blue', 'black', 'white', 'ＧＲＡＹ'];

/** Rows of two texts, a number, a label, and several labels. */
function table(count: number, seed: number): string {
  const random = randomNumbers(seed);
  const some = () => Array.from({ length: 2 + Math.floor(random.next() * 5) }, () => random.pick(WORDS));
  const rows = Array.from({ length: count }, () => {
    const [a, b] = [some(), some()];
    const score = a.filter((word) => b.includes(word)).length;
    const labels = ['Red', 'blue'].filter((word) => a.includes(word));
    return [a.join(' '), b.join(' '), score, ['none', 'one', 'many'][Math.min(score, 2)], labels.join(';')].join('\t');
  });
  return `one\ttwo\tscore\tlabel\tseveral\n${rows.join('\n')}\n`;
}

interface Given {
  task?: string;
  data?: object;
  model: object;
  tokenizer?: object;
  training?: object;
  clean?: unknown[];
}

export async function trainedOnTexts(lab: Lab, { data, training, ...more }: Given): Promise<string> {
  lab.write('train.tsv', table(80, 1));
  const experiment = {
    ...{ name: 'exported', task: 'classification', runtime: { threads: 1 } },
    tokenizer: { type: 'word', minFrequency: 1 },
    data: { train: 'train.tsv', validation: 0.2, text: 'one', label: 'label', ...data },
    training: { epochs: 2, batchSize: 16, maxLength: 5, ...training },
    ...more,
  };
  const request = { experimentText: JSON.stringify(experiment), baseFolder: lab.folder, runsFolder: lab.runsFolder };
  return (await lab.client.call('train', request)).folder;
}

export const TEXTS = ['Red green BLUE', 'blue <pad> <unk> zebra', '', 'black white gray Red green blue black white'];
const PAIRS = ['Red green\tblue', 'Red green blue black white\tgray', 'Red\tRed green blue black white', '\tzebra', 'Red green blue black\tblack white gray green']; // prettier-ignore
const gru = { type: 'gru', embedding: 6, hidden: 5, bidirectional: true, dropout: 0.2 };

const labelling = (given: Given): ExportedFamily => ({
  trained: (lab) => trainedOnTexts(lab, given),
  texts: TEXTS,
  async answers(lab, folder) {
    // One by one: what stands beside a text in a batch changes its last bits.
    const asked = await Promise.all(TEXTS.map(async (text) => (await askLabels(lab, { folder, texts: [text] }))[0]));
    return asked.map(({ input, output, score, probabilities }) => ({ input, output, score, probabilities }));
  },
  tolerance: 1e-6,
});

/** Large enough for 8 bits. */
export const WIDE = { model: { ...gru, embedding: 32, hidden: 32, dropout: 0 }, data: { test: 0.2 } };

const ofPairs = (pairs: string, truncation: string): ExportedFamily => ({
  trained: (lab) =>
    trainedOnTexts(lab, {
      ...{ task: 'regression', data: { text: ['one', 'two'], label: 'score' } },
      ...{ model: { ...gru, pairs }, training: { truncation } },
    }),
  texts: PAIRS,
  async answers(lab, folder) {
    const asked = await askNumbers(lab, { folder, texts: PAIRS });
    return asked.map(({ input, value }) => ({ input, value }));
  },
  tolerance: 1e-6,
});

export const TEXT_FAMILIES = {
  'labels by a recurrent network': labelling({
    model: { ...gru, pooling: 'attention' },
    training: { padding: 'before', truncation: 'start' },
    clean: ['nfkc', 'lowercase', 'duplicates'],
  }),
  'several labels by a transformer': labelling({
    data: { label: 'several', labelSeparator: ';' },
    model: { type: 'transformer', width: 8, heads: 2, layers: 1, feedForward: 16, activation: 'gelu', dropout: 0 },
    tokenizer: { type: 'unigram', vocabularySize: 60 },
  }),
  'labels in an order': labelling({
    data: { labelOrder: ['none', 'one', 'many'] },
    model: { ...gru, type: 'lstm', pooling: 'max' },
  }),
  'labels by a convolution over characters, calibrated': labelling({
    ...{ model: { type: 'cnn', embedding: 6, filters: 4, windows: [2, 7] }, tokenizer: { type: 'character' } },
    training: { calibration: 'temperature' },
  }),
  'labels in 8 bits': { ...labelling(WIDE), tolerance: 0.05, quantize: 'int8' },
  'numbers for pairs read together': ofPairs('together', 'end'),
  'numbers for pairs read apart': ofPairs('apart', 'start'),
  'numbers for pairs by their cosine': ofPairs('cosine', 'end'),
} satisfies Record<string, ExportedFamily>;
