// Taggers as folders for other programs: a chain and tags by themselves, schemes, pieces of tokens, what tokens look like, morphemes.

import { randomNumbers } from '../../../faults/randomNumbers';
import { askTags } from '../../calls/support/asked';
import type { Lab } from '../../calls/support/lab';
import type { ExportedFamily } from './exported';

const NAMES = ['Ada', 'Grace', '한글', 'O’Hara'];

/** `Ada Lovelace lives in London .`, with names of one or two tokens that stand side by side. */
function conll(count: number): string {
  const random = randomNumbers(1);
  return Array.from({ length: count }, () => {
    const second = random.next() < 0.5 ? [`${random.pick(NAMES)}son I-PER`] : [];
    const others = random.next() < 0.5 ? ['Bob B-PER'] : [];
    const names = [`${random.pick(NAMES)} B-PER`, ...second, ...others];
    return `${[...names, 'lives O', 'in O', `${random.pick(['London', 'Seoul'])} B-LOC`, '. O'].join('\n')}\n`;
  }).join('\n');
}

/** Words with their morphemes, as the Sejong corpus has them; contracted ones, and marks of the notation itself. */
const WORDS = ['학교에\t학교/NNG + 에/JKB', '갔다\t가/VV + 았/EP + 다/EF', '공부를\t공부/NNG + 를/JKO', '해\t하/VV + 어/EF', '했다.\t하/VV + 었/EP + 다/EF + ./SF', '몰라\t모르/VV + 아/EF', '+\t+/SW']; // prettier-ignore

function sejong(count: number): string {
  const random = randomNumbers(2);
  return Array.from({ length: count }, () => `${Array.from({ length: 4 }, () => random.pick(WORDS)).join('\n')}\n`).join('\n'); // prettier-ignore
}

async function trained(lab: Lab, { data, training, ...more }: Record<string, object>): Promise<string> {
  lab.write('people.conll', conll(40));
  lab.write('morphemes.txt', sejong(60));
  const experiment = {
    ...{ name: 'tags', task: 'tagging', runtime: { threads: 1 }, seed: 3 },
    data: { train: 'people.conll', validation: 0.2, ...data },
    training: { epochs: 2, batchSize: 8, maxLength: 8, optimizer: { type: 'adam', learningRate: 0.05 }, ...training },
    ...more,
  };
  const request = { experimentText: JSON.stringify(experiment), baseFolder: lab.folder, runsFolder: lab.runsFolder };
  return (await lab.client.call('train', request)).folder;
}

const TEXTS = [
  'Ada Adason Bob lives in London.',
  '',
  'iPhone 3.14 한글son, e\u0301 각 <pad> O’Hara\u2003LONDON I _x_ 😀',
  Array.from({ length: 9 }, () => 'Grace Adason lives in Seoul .').join(' '),
  'x'.repeat(50),
];

const KOREAN = ['학교에 갔다', '나는  공부를 했다. + 몰라', '', '갔했라해 x+ 각', '학교에 공부를 해 '.repeat(6)];

const tagging = (given: Record<string, object>, texts = TEXTS): ExportedFamily => ({
  trained: (lab) => trained(lab, given),
  texts,
  async answers(lab, folder) {
    const asked = await askTags(lab, { folder, texts });
    return asked.map(({ input, output, tokens, tags, probabilities, entities, morphemes }) => ({
      ...{ input, output, tokens, tags, probabilities, entities, ...(morphemes && { morphemes }) },
    }));
  },
  tolerance: 1e-5,
});

const gru = { type: 'gru', embedding: 6, hidden: 6, bidirectional: true };

export const TAGGING_FAMILIES = {
  'tags of a chain, in another scheme, with the looks of tokens': tagging({
    model: { ...gru, scheme: 'BIOES', capitals: 2, shape: 2, characters: { embedding: 4, hidden: 4 } },
  }),
  'tags by themselves, of pieces, whose faults are discarded': tagging({
    data: { misplaced: 'discard', units: 'spaces' },
    model: { type: 'transformer', width: 8, heads: 2, layers: 1, feedForward: 16, head: 'softmax', scheme: 'IOE' },
    tokenizer: { type: 'bpe', vocabularySize: 60, minFrequency: 1 },
    training: { epochs: 1 },
  }),
  'tags of characters that stand for themselves': tagging({
    data: { scheme: 'plain', units: 'characters' },
    model: { ...gru, head: 'softmax', characters: { type: 'cnn', embedding: 4, hidden: 4 } },
    tokenizer: { type: 'character' },
  }),
  'morphemes, whose tags fit together': tagging(
    {
      data: { train: 'morphemes.txt', morphemes: true },
      model: { ...gru, head: 'softmax' },
      training: { maxLength: 20, epochs: 8 },
    },
    KOREAN,
  ),
  'morphemes of a chain': tagging(
    {
      data: { train: 'morphemes.txt', morphemes: true },
      model: { ...gru, head: 'crf' },
      training: { maxLength: 20, epochs: 6 },
    },
    KOREAN,
  ),
} satisfies Record<string, ExportedFamily>;
