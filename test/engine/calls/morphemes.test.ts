// Korean morphology from files to answers: a tagger of characters that is trained, judged and asked for the morphemes of words it has not
// seen, and what its report, its experiment and the command line say of them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { LabError } from '../../../src/protocol/labError';
import { writtenMorphemes } from '../../../src/protocol/answer';
import { askTags, blockOf, figureOf } from './support/asked';
import { inLab, type Lab } from './support/lab';

const NOUNS = ['학교', '집', '산', '바다', '시장'];
const VERBS: [string, string][] = [
  ['갔다', '가/VV + 았/EP + 다/EF'],
  ['간다', '가/VV + ㄴ다/EF'],
  ['샀다', '사/VV + 았/EP + 다/EF'],
  ['왔다', '오/VV + 았/EP + 다/EF'],
  ['했다', '하/VV + 었/EP + 다/EF'],
];

const sejong = (count: number, from: number): string =>
  Array.from({ length: count }, (_, i) => {
    const [noun, [verb, morphemes]] = [NOUNS[(from + i) % 5], VERBS[(from + 3 * i) % 5]];
    return `${noun}에\t${noun}/NNG + 에/JKB\n${verb}.\t${morphemes} + ./SF\n`;
  }).join('\n');

const EXPERIMENT = {
  name: 'words',
  task: 'tagging',
  data: { train: 'words.txt', validation: 'held.txt', test: 'test.txt', morphemes: true },
  tokenizer: 'character',
  model: { type: 'crf', templates: ['w[0]', 'w[-1]', 'w[1]', 'w[0]|w[1]'], iterations: 40 },
};

function request(lab: Lab, more: object = {}) {
  lab.write('words.txt', sejong(25, 0));
  lab.write('held.txt', sejong(5, 1));
  lab.write('test.txt', sejong(7, 2));
  const experimentText = JSON.stringify({ ...EXPERIMENT, ...more });
  return { experimentText, baseFolder: lab.folder, runsFolder: lab.runsFolder };
}

describe('a run that finds morphemes', () => {
  it('learns, is judged by morphemes and words, and answers with them', () =>
    inLab(async (lab) => {
      const { folder, record } = await lab.client.call('train', request(lab));
      assert.equal(record.status, 'completed');
      assert.deepEqual(
        ['f1', 'wordAccuracy', 'tokenAccuracy'].map((metric) => record.metrics[`test.${metric}`]),
        [1, 1, 1],
      );
      assert.equal(record.metrics['validation.wordAccuracy'], 1);
      assert.ok(record.labels.includes('B-○/VV+았/EP') && record.labels.includes('O'));

      const [answer, empty] = await askTags(lab, { folder, texts: ['바다에 갔다.', ''] });
      assert.deepEqual(answer.tokens, [...'바다에 갔다.']);
      assert.deepEqual(
        answer.morphemes?.map((word) => `${word.text}: ${writtenMorphemes(word)}`),
        ['바다에: 바다/NNG + 에/JKB', '갔다.: 가/VV + 았/EP + 다/EF + ./SF'],
      );
      assert.deepEqual(answer.entities.slice(2, 4), [
        { type: 'VV', start: 4, end: 5, text: '갔', form: '가' },
        { type: 'EP', start: 4, end: 5, text: '갔', form: '았' },
      ]);
      assert.deepEqual([answer.namesEntities, empty.morphemes], [true, []]);
      const unseen = await askTags(lab, { folder, texts: ['산에 쌌다.'], tags: 'best' });
      assert.match(unseen[0].output, /B-\S+ B-EF B-SF$/);

      // What is wrong on purpose: another form, another part of speech.
      const wrong = sejong(1, 0).replace('가/VV + 았/EP', '가/VV + 었/EP').replace('에/JKB', '에/JX');
      lab.write('wrong.txt', wrong);
      const report = await lab.client.call('judge', { folder, data: 'wrong.txt', baseFolder: lab.folder });
      assert.equal(figureOf(report, 'f1').value, 4 / 6);
      assert.equal(figureOf(report, 'wordAccuracy').value, 0);
      const errors = blockOf(report, 'table', 'Errors by kind').rows.map(([kind, count]) => `${kind} ${count}`);
      assert.deepEqual(errors, ['Wrong borders 0', 'Wrong type 2', 'Missed 0', 'Invented 0']);

      const beside = await lab.client.call('judgeTags', { folder, data: 'wrong.txt', baseFolder: lab.folder });
      assert.equal(beside.namesEntities, true);
      const [{ right, found }] = beside.sentences;
      assert.deepEqual([right, found].map((spans) => spans[3].form), ['었', '았']); // prettier-ignore

      const predictions = lab.file('found.conll');
      await lab.client.call('judge', { folder, data: 'test.txt', baseFolder: lab.folder, predictions });
      assert.match(fs.readFileSync(predictions, 'utf8'), /^산\tB-NNG\tB-NNG\n에\tB-JKB\tB-JKB\n \tO\tO\n/);
    }));

  it('may be a network, whose head chooses only what goes on with what is there', () =>
    inLab(async (lab) => {
      const model = { type: 'gru', embedding: 8, hidden: 8, dropout: 0, head: 'crf' };
      const training = { epochs: 8, batchSize: 4, optimizer: { type: 'adam', learningRate: 0.05 } };
      const { folder, record } = await lab.client.call('train', request(lab, { model, training, runtime: { threads: 1 } })); // prettier-ignore
      assert.ok(record.metrics['test.f1'] > 0.8, String(record.metrics['test.f1']));
      const [{ lattice }] = await askTags(lab, { folder, texts: ['산에 갔다.'], tags: 'lattice' });
      assert.ok(lattice?.chain);
      const [outside, inside] = ['O', 'I-NNG'].map((tag) => lattice.tags.indexOf(tag));
      assert.equal(lattice.chain.transitions[outside * lattice.tags.length + inside], -Infinity);
    }));

  it('says what is wrong with its experiment', () =>
    inLab(async (lab) => {
      const wrong = [
        [{ model: { ...EXPERIMENT.model, scheme: 'BIOES' } }, /Tags of morphemes have no scheme/],
        [{ data: { ...EXPERIMENT.data, scheme: 'IOB2' } }, /Tags of morphemes are in no scheme/],
      ] as const;
      for (const [more, message] of wrong)
        await assert.rejects(lab.client.call('train', request(lab, more)), (error: unknown) => {
          assert.ok(error instanceof LabError && error.code === 'INVALID_EXPERIMENT', String(error));
          assert.match(error.message, message);
          return true;
        });
    }));
});
