// Masked language models as folders for other programs: blanks filled in.

import type { Lab } from '../../calls/support/lab';
import { textOf } from '../../calls/support/textLab';
import type { ExportedFamily } from './exported';

const TEXTS = ['The cat ___ on a  [MASK] and', '___', 'zebra, ___ 한글', `the cat ___ ${'on a mat and '.repeat(5)}`];

async function trained(lab: Lab, given: object): Promise<string> {
  lab.write('text.txt', textOf(40));
  const experiment = {
    ...{ name: 'masked', task: 'masked-language-model', data: { train: 'text.txt', validation: 0.1 } },
    ...{ clean: ['lowercase'], seed: 5, runtime: { threads: 1 } },
    training: { epochs: 1, batchSize: 8, maxLength: 8 },
    ...given,
  };
  const request = { experimentText: JSON.stringify(experiment), baseFolder: lab.folder, runsFolder: lab.runsFolder };
  return (await lab.client.call('train', request)).folder;
}

const filling = (given: object): ExportedFamily => ({
  trained: (lab) => trained(lab, given),
  texts: TEXTS,
  async answers({ client }, folder) {
    const { answers } = await client.call('ask', { folder, texts: TEXTS, choices: 3 });
    return answers.map((answer) => {
      if (answer.kind !== 'blanks') throw new Error(answer.kind);
      const { input, output, blanks, cut } = answer;
      return { input, output, blanks, ...(cut && { cut }) };
    });
  },
  tolerance: 1e-5,
  options: ['--choices', '3'],
});

export const MASKED_FAMILIES = {
  'blanks by a transformer of words': filling({
    model: { type: 'transformer', width: 8, heads: 2, feedForward: 16, layers: 1 },
    tokenizer: { type: 'word', minFrequency: 1 },
  }),
  'blanks by a recurrent network of characters': filling({
    ...{ model: { type: 'gru', embedding: 6, hidden: 6 }, tokenizer: { type: 'character' } },
    training: { epochs: 1, batchSize: 8, maxLength: 40 },
  }),
  'blanks by a convolution over pieces of words': filling({
    model: { type: 'cnn', embedding: 6, filters: 4, windows: [3] },
    tokenizer: { type: 'unigram', vocabularySize: 60, minFrequency: 1 },
  }),
} satisfies Record<string, ExportedFamily>;
