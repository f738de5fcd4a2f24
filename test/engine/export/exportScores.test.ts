// Language models as folders: their scripts say how probable texts are, as the run does.

import { inLab, type Lab } from '../calls/support/lab';
import { assertNear, checkedByPython, exported, printed } from './exported';

const LINES = ['the cat sat on a mat', 'a mat and the cat slept', 'on the mat, a cat', '고양이가 매트에 앉았다'];
const TEXTS = [...LINES, '', 'zebra <eos> <unk> the', Array.from({ length: 12 }, () => LINES[0]).join(' ')];

const MODELS = {
  'a recurrent network with words': [{ type: 'lstm', embedding: 8, hidden: 8, layers: 2 }, { type: 'word' }],
  'a transformer with characters': [
    { type: 'transformer', width: 8, heads: 2, feedForward: 16, layers: 1 },
    { type: 'character' },
  ],
  'a transformer with pieces of words': [
    { type: 'transformer', width: 8, heads: 2, feedForward: 16, layers: 1, positions: 'rotary' },
    { type: 'bpe', vocabularySize: 60 },
  ],
} as const;

async function trained(lab: Lab, model: object, tokenizer: object): Promise<string> {
  lab.write('text.txt', `${Array.from({ length: 30 }, () => LINES.join('\n')).join('\n')}\n`);
  const experiment = {
    ...{ name: 'language', task: 'language-model', data: { train: 'text.txt', validation: 0.1 } },
    ...{ tokenizer: { minFrequency: 1, ...tokenizer }, model, runtime: { threads: 1 }, seed: 5 },
    training: { epochs: 1, batchSize: 4, context: 10 },
  };
  const request = { experimentText: JSON.stringify(experiment), baseFolder: lab.folder, runsFolder: lab.runsFolder };
  return (await lab.client.call('train', request)).folder;
}

describe('language models as folders for other programs', () => {
  for (const [name, [model, tokenizer]] of Object.entries(MODELS))
    it(name, () =>
      inLab(async (lab) => {
        const folder = await trained(lab, model, tokenizer);
        const out = await exported(lab, folder);
        const { texts } = await lab.client.call('score', { folder, texts: TEXTS, withLineBreak: true });
        const expected = texts.map(({ logProbability, perplexity, unknownCount, tokenCount }, i) => ({
          ...{ input: TEXTS[i], logProbability, perplexity, unknown: unknownCount, tokens: tokenCount },
        }));
        assertNear(printed(out, TEXTS), expected, 1e-4);
        checkedByPython(out);
      }),
    );
});
