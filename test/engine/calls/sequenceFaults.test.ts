// What is wrong with parallel texts, and what cannot be asked of a sequence model, is said.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { inLab, type Lab, type smallExperiment } from './support/lab';
import { brief, experiment, RECURRENT, type Settings, trained, TRANSFORMER, writePairs } from './support/reversals';

describe('sequence to sequence', () => {
  describe('says what is wrong', () => {
    const failing = async (lab: Lab, of: Settings): Promise<string> => {
      const request = lab.request(of as unknown as ReturnType<typeof smallExperiment>);
      const { message } = await lab.client.call('train', request).then(
        () => assert.fail('it trained'),
        (error: Error) => error,
      );
      return message;
    };
    const twoFiles = { ...experiment('gru', RECURRENT, brief), data: { train: { source: 'a.txt', target: 'b.txt' } } };

    it('parallel files of different length, and where', () =>
      inLab(async (lab) => {
        lab.write('a.txt', 'one\ntwo\nthree\n');
        lab.write('b.txt', 'eins\nzwei\n');
        assert.match(await failing(lab, twoFiles), /b\.txt" ends after line 2, but ".*a\.txt" has 3 lines/);
      }));

    it('empty lines are left out and told, with the first', () =>
      inLab(async (lab) => {
        lab.write('a.txt', `one\n\n${'two\n'.repeat(30)}`);
        lab.write('b.txt', `eins\nnull\n${'zwei\n'.repeat(30)}`);
        const { record } = await lab.client.call('train', lab.request(twoFiles));
        assert.ok(
          record.notices.some((notice) => /1 of 32 pairs .* the first in line 2/.test(notice)),
          record.notices.join(),
        );
      }));

    it('a target in letters, whose outputs are spaced otherwise', () =>
      inLab(async (lab) => {
        lab.write('a.txt', 'one\n'.repeat(30));
        lab.write('b.txt', '하나\n'.repeat(30));
        const told = async (targetTokenizer: string): Promise<boolean> => {
          const of = { ...twoFiles, targetTokenizer } as unknown as ReturnType<typeof smallExperiment>;
          const { record } = await lab.client.call('train', lab.request(of));
          return record.notices.some((notice) => /tokenizer "jamo" forgets where spaces were/.test(notice));
        };
        assert.deepEqual([await told('jamo'), await told('character')], [true, false]);
      }));

    it('nothing but empty lines', () =>
      inLab(async (lab) => {
        lab.write('a.txt', '\n\n');
        lab.write('b.txt', 'eins\nzwei\n');
        assert.match(await failing(lab, twoFiles), /There are no pairs of texts/);
      }));

    it('a source longer than the positions, a lost end symbol, no attention, another task', () =>
      inLab(async (lab) => {
        writePairs(lab, 200);
        const folder = await trained(lab, experiment('transformer', TRANSFORMER, { ...brief, epochs: 1 }));
        const warnings: string[] = [];
        lab.listeners.log = ({ message }) => void warnings.push(message);
        await lab.client.call('ask', { folder, texts: ['a '.repeat(40)] });
        assert.match(warnings.join(), /has 40 tokens; the model reads at most 11/);
        const file = path.join(folder, 'target-tokenizer.json');
        fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('"<eos>"', '"<end>"'));
        await assert.rejects(lab.client.call('ask', { folder, texts: ['a'] }), /lost its symbol "<eos>"/);
        const blind = await trained(
          lab,
          experiment('gru', { ...RECURRENT, attention: 'none' }, { ...brief, epochs: 1 }),
        );
        await assert.rejects(lab.client.call('attend', { folder: blind, source: 'a' }), /pays no attention/);
        const labelled = { data: { labels: { a: 'pairs.tsv' } }, baseFolder: lab.folder };
        await assert.rejects(lab.client.call('judge', { folder: blind, ...labelled }), /translates: name two files/);
        await assert.rejects(lab.client.call('explain', { folder: blind }), /no weights for single words/);
        const why = lab.client.call('ask', { folder: blind, texts: ['a'], explain: true });
        await assert.rejects(why, /This run writes texts: there are no features/);
        const few = lab.client.call('ask', { folder: blind, texts: ['a', 'b'], references: ['b'] });
        await assert.rejects(few, /2 texts need as many references, not 1/);
        const searched = lab.client.call('ask', { folder: blind, texts: ['a', 'b'], search: true });
        await assert.rejects(searched, /one text at a time/);
      }));
  });
});
