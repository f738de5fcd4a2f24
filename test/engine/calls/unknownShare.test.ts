// Every run tells how much of each of its parts it does not know, and every report of what it is on.

import assert from 'node:assert/strict';
import { blockOf } from './support/asked';
import { inLab, smallExperiment } from './support/lab';
import { experiment, RECURRENT } from './support/reversals';

const strange = (rows: string): string => rows.replace('day', 'Jabberwock');

describe('the unknown share of each part', () => {
  const bayes = { model: { type: 'naive-bayes' }, training: {} };
  for (const [name, changes] of Object.entries({ neural: { training: { epochs: 1 } }, classical: bayes }))
    it(`is told by a ${name} classifier, and by its report`, () =>
      inLab(async (lab) => {
        const rows = ['text\tlabel', ...Array.from({ length: 8 }, (_, i) => `one two\t${i % 2}`), ''].join('\n');
        lab.write('train.tsv', rows);
        lab.write('test.tsv', 'text\tlabel\none three\t0\none two\t1\n');
        const data = { train: 'train.tsv', validation: 0, test: 'test.tsv', text: 'text', label: 'label' };
        const { record, folder } = await lab.client.call('train', lab.request(smallExperiment({ ...changes, data })));
        const said = 'Unknown tokens (<unk> to the model): train 0.0 %, test 25.0 %.';
        assert.ok(record.notices.includes(said), record.notices.join('\n'));
        const report = await lab.client.call('judge', { folder, data: 'test.tsv', baseFolder: lab.folder });
        const [line] = blockOf(report, 'notes', 'Confusion').lines;
        assert.deepEqual([line.values?.slice(0, 2), line.isCaution], [['1', '4'], true]);
        const { answers } = await lab.client.call('ask', { folder, texts: [strange('one day')] });
        assert.deepEqual(answers[0].kind === 'label' && answers[0].unknown, [false, true]);
      }));

  it('is told for both sides of a model that writes; what it does not know is marked, and what it does not read told', () =>
    inLab(async (lab) => {
      const pairs = Array.from({ length: 20 }, (_, i) => `a ${'bc'[i % 2]}\t${'bc'[i % 2]} a`);
      lab.write('pairs.tsv', ['source\ttarget', ...pairs, ''].join('\n'));
      lab.write('test.tsv', 'source\ttarget\na z\tb a\n');
      const of = experiment('gru', RECURRENT, { epochs: 1, maxLength: 6 });
      const { record, folder } = await lab.client.call('train', lab.request(of));
      const notices = record.notices.join('\n');
      assert.match(notices, /Unknown source tokens \(<unk> to the model\): train 0\.0 %, test 50\.0 %/);
      assert.match(notices, /Unknown target tokens .* test 0\.0 %/);
      const { answers } = await lab.client.call('ask', { folder, texts: ['a z', 'a b a b a b a'] });
      const [short, long] = answers.map((answer) => (answer.kind === 'text' ? answer : assert.fail()));
      assert.deepEqual([short.sourceUnknown, short.cut], [[false, true, false], undefined]);
      assert.deepEqual(long.cut, { read: 5, of: 7, lost: 'end' });
      const { source } = await lab.client.call('attend', { folder, source: 'a z' });
      assert.deepEqual(
        [source.tokens, source.unknown],
        [
          ['a', 'z', '<eos>'],
          [false, true, false],
        ],
      );
      const data = { source: 'source.txt', target: 'target.txt' };
      lab.write(data.source, 'a\n');
      lab.write(data.target, 'a b\n');
      const decoding = { maxLength: 2 };
      const report = await lab.client.call('judge', { folder, data, baseFolder: lab.folder, decoding });
      assert.equal(report.figures[0].value, 0);
      const said = blockOf(report, 'notes').lines.filter(({ isCaution }) => isCaution);
      assert.match(said[0].text, /^BLEU is 0 because no output has four tokens/);
    }));
});
