// Models that write texts as folders for other programs: outputs found by the same search.

import { askTexts } from '../../calls/support/asked';
import type { Lab } from '../../calls/support/lab';
import { adam, experiment, reversals, trained, type Settings } from '../../calls/support/reversals';
import type { ExportedFamily } from './exported';

const TEXTS = ['a b c', 'h g', '', 'zebra a b', 'a b c d e f g h a b c d e f g h', 'b b'];

async function trainedToWrite(lab: Lab, type: string, model: Settings, more: Settings): Promise<string> {
  const { replaceUnknown } = (more.decoding ?? {}) as Settings;
  // Words that occur once, so that there is something that is not known.
  const rare = (text: string, pair: number): string => (replaceUnknown ? text.replaceAll('g', `G${pair}`) : text);
  const pairs = reversals(150, 1).map(([source, target], i) =>
    [rare(source, i), rare(target, i).replaceAll('a', "a's").replaceAll('h', '한글,')].join('\t'),
  );
  lab.write('pairs.tsv', ['source\ttarget', ...pairs].join('\n'));
  const data = { train: 'pairs.tsv', validation: 0 };
  const { training, ...others } = more;
  const shape = { epochs: 20, batchSize: 20, optimizer: adam(0.02), ...(training as Settings | undefined) };
  return trained(lab, experiment(type, model, shape, { data, seed: 2, ...others }));
}

const writing = (type: string, model: Settings, more: Settings = {}): ExportedFamily => ({
  trained: (lab) => trainedToWrite(lab, type, model, more),
  texts: TEXTS,
  async answers(lab, folder) {
    const filled = TEXTS.filter((text) => text !== '');
    const answers = await askTexts(lab, { folder, texts: filled });
    const byText = new Map(answers.map((answer) => [answer.input, answer]));
    return TEXTS.map((input) => {
      const answer = byText.get(input);
      const [{ text, score }] = answer?.outputs ?? [{ text: '', score: 0 }];
      return { input, output: text, score, ...(answer?.cut && { cut: answer.cut }) };
    });
  },
  tolerance: 1e-4,
});

const blocks: Settings = { width: 8, heads: 2, feedForward: 16, dropout: 0 };

export const SEQUENCE_FAMILIES = {
  'writing by a recurrent network with attention': writing(
    'lstm',
    { embedding: 8, hidden: 12, attention: 'general', dropout: 0 },
    { training: { padding: 'before', truncation: 'start' }, decoding: { minLength: 2, noRepeat: 2 } },
  ),
  'writing by a recurrent network without attention, greedily': writing(
    'gru',
    { embedding: 8, hidden: 12, attention: 'none', dropout: 0 },
    { decoding: { beam: 1 }, sharedVocabulary: true },
  ),
  'writing by a transformer, words and marks': writing(
    'transformer',
    { ...blocks, encoderLayers: 1, decoderLayers: 2 },
    { tokenizer: { type: 'word', minFrequency: 2 }, decoding: { beam: 4, lengthPenalty: 0.6 } },
  ),
  'writing by a decoder alone, pieces of words': writing(
    'decoder-only',
    { ...blocks, layers: 1, positions: 'rotary' },
    {
      tokenizer: { type: 'bpe', vocabularySize: 40, minFrequency: 1 },
      targetTokenizer: { type: 'jamo', minFrequency: 1 },
    },
  ),
  'writing by a recurrent network that copies what it does not know': writing(
    'gru',
    { embedding: 8, hidden: 12, attention: 'general', dropout: 0 },
    {
      ...{ tokenizer: { type: 'word', minFrequency: 2 }, decoding: { replaceUnknown: true } },
      training: { padding: 'before', epochs: 40 },
    },
  ),
} satisfies Record<string, ExportedFamily>;
