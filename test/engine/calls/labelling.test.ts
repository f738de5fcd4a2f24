// Labelling through the engine's calls: texts in parts, labels that are kept, and runs that say how certain they are.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { LabelEntry, LabellingText, LabellingTextsReply } from '../../../src/protocol/labelling';
import { inLab, smallExperiment } from './support/lab';

const PEOPLE = ['Ada', 'Grace', 'Alan'].flatMap((name) => [
  `${name}\tB-PER\nleft\tO\nLondon\tB-LOC\n`,
  `${name}\tB-PER\nlives\tO\nin\tO\nParis\tB-LOC\n`,
]);

describe('the calls of labelling', () => {
  it('hand over all texts, however many replies that takes', () =>
    inLab(async ({ client, write }) => {
      const count = 2500;
      const lines = Array.from({ length: count }, (_, i) => `text ${i} ${'word '.repeat(90)}`);
      const source = { file: write('long.txt', lines.join('\n')), kind: 'texts' } as const;
      const found: LabellingText[] = [];
      let replies = 0;
      for (let from: number | undefined = 0; from !== undefined; replies++) {
        const reply: LabellingTextsReply = await client.call('labellingTexts', { ...source, from });
        found.push(...reply.texts);
        assert.equal(reply.count, count);
        from = reply.next;
      }
      assert.ok(replies > 1, `${replies} replies`);
      assert.deepEqual(found.map(({ line }) => line), lines.map((_, i) => i + 1)); // prettier-ignore
    }));

  it('keep labels in a table that an experiment is trained on as it is', () =>
    inLab(async ({ client, file, folder, runsFolder }) => {
      const rows = fs.readFileSync(file('train.tsv'), 'utf8').trim().split('\n').slice(1);
      const pairs = new Map(rows.map((row) => row.split('\t') as [string, string]));
      const entries = [...pairs].map(([text, label]): LabelEntry => ({ text, mark: { label } }));
      const labels = { file: file('train.kim.tsv'), kind: 'texts' } as const;
      await client.call('changeLabels', { ...labels, changes: entries });
      const { entries: kept, stamp } = await client.call('readLabels', labels);
      assert.deepEqual(kept, entries);
      assert.equal((await client.call('readLabels', { ...labels, unless: stamp })).entries, undefined);
      const data = { train: 'train.kim.tsv', validation: 0.1 };
      const experiment = smallExperiment({ data, model: { type: 'naive-bayes' } });
      const request = { experimentText: JSON.stringify(experiment), baseFolder: folder, runsFolder };
      const { folder: run } = await client.call('train', request);
      const texts = ['lovely lovely', 'lovely awful'];
      const { found } = await client.call('uncertainty', { folder: run, kind: 'texts', texts });
      assert.ok(found[0].entropy < found[1].entropy, JSON.stringify(found));
      assert.deepEqual(found[0].mark, { label: 'positive' });
      for (const { entropy, probability } of found) assert.ok(entropy >= 0 && entropy <= 1 && probability >= 0.5);
    }));

  it('ask a run that tags about sentences as they are cut, by the tags of their tokens', () =>
    inLab(async ({ client, write, folder, runsFolder }) => {
      write('people.conll', PEOPLE.join('\n'));
      const data = { train: 'people.conll', validation: 0 };
      const experiment = { name: 'people', task: 'tagging', data, model: { type: 'crf', iterations: 10 } };
      const request = { experimentText: JSON.stringify(experiment), baseFolder: folder, runsFolder };
      const { folder: run } = await client.call('train', request);
      const texts = ['Ada\nleft\nLondon', 'Nothing\nlike\nthat\never'];
      const { found } = await client.call('uncertainty', { folder: run, kind: 'spans', texts });
      assert.deepEqual(found[0].mark, { spans: [{ type: 'PER', start: 0, end: 1 }, { type: 'LOC', start: 2, end: 3 }] }); // prettier-ignore
      assert.ok(found[0].entropy < found[1].entropy, JSON.stringify(found));
      await assert.rejects(client.call('uncertainty', { folder: run, kind: 'texts', texts }), /label/);
    }));
});
