// Language models as folders for other programs: how probable texts are.

import type { Lab } from '../../calls/support/lab';
import type { ExportedFamily } from './exported';

const LINES = ['the cat sat on a mat', 'a mat and the cat slept', 'on the mat, a cat', '고양이가 매트에 앉았다'];
const TEXTS = [...LINES, '', 'zebra <eos> <unk> the', Array.from({ length: 12 }, () => LINES[0]).join(' ')];

async function trained(lab: Lab, model: object, tokenizer: object, epochs: number): Promise<string> {
  lab.write('text.txt', `${Array.from({ length: 30 }, () => LINES.join('\n')).join('\n')}\n`);
  const experiment = {
    ...{ name: 'language', task: 'language-model', data: { train: 'text.txt', validation: 0.1 } },
    ...{ tokenizer: { minFrequency: 1, ...tokenizer }, model, runtime: { threads: 1 }, seed: 5 },
    training: { epochs, batchSize: 4, context: 10, optimizer: { type: 'adam', learningRate: 0.03 } },
  };
  const request = { experimentText: JSON.stringify(experiment), baseFolder: lab.folder, runsFolder: lab.runsFolder };
  return (await lab.client.call('train', request)).folder;
}

const scoring = (model: object, tokenizer: object): ExportedFamily => ({
  trained: (lab) => trained(lab, model, tokenizer, 1),
  texts: TEXTS,
  async answers({ client }, folder) {
    const { texts } = await client.call('score', { folder, texts: TEXTS, withLineBreak: true });
    return texts.map(({ logProbability, perplexity, unknownCount, tokenCount }, i) => ({
      ...{ input: TEXTS[i], logProbability, perplexity, unknown: unknownCount, tokens: tokenCount },
    }));
  },
  tolerance: { numbers: 1e-4, shares: { perplexity: 2e-6 } }, // of one token: a log probability of 5 has 4e-7 as its last bit
});

const PROMPTS = ['the cat', '', 'on the mat, a cat\tsat on the mat, a cat', '고양이가'];

const goingOn = (model: object, tokenizer: object): ExportedFamily => ({
  trained: (lab) => trained(lab, model, tokenizer, 4),
  texts: PROMPTS,
  async answers({ client }, folder) {
    const said: object[] = [];
    for (const prompt of PROMPTS) {
      const { text } = await client.call('continue', { folder, prompt, tokens: 14, sampling: { greedy: true } });
      said.push({ input: prompt, text });
    }
    return said;
  },
  tolerance: 0,
  options: ['--continue', '14'],
});

const blocks = { type: 'transformer', width: 8, heads: 2, feedForward: 16, layers: 1 };

export const LANGUAGE_FAMILIES = {
  'a recurrent language model of words': scoring(
    { type: 'lstm', embedding: 8, hidden: 8, layers: 2 },
    { type: 'word' },
  ),
  'a transformer of characters': scoring(blocks, { type: 'character' }),
  'a transformer of pieces of words': scoring({ ...blocks, positions: 'rotary' }, { type: 'bpe', vocabularySize: 60 }),
  'going on with a recurrent network': goingOn(
    { type: 'gru', embedding: 8, hidden: 12, layers: 1, tieEmbeddings: false },
    { type: 'word' },
  ),
  'going on with a transformer, beyond its context': goingOn({ ...blocks, layers: 2 }, { type: 'character' }),
  'going on with pieces of bytes': goingOn(
    { ...blocks, positions: 'rotary' },
    { type: 'byte-bpe', vocabularySize: 280 },
  ),
} satisfies Record<string, ExportedFamily>;
