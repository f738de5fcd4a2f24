// What helps while an experiment is written: what can stand at a place, and what puts right what is wrong. The place is marked by ‸.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { check } from '../../../src/engine/calls/check';
import { fixes } from '../../../src/engine/calls/writing/fixes';
import { proposals } from '../../../src/engine/calls/writing/proposals';
import { withEdits } from '../../../src/engine/experiment/keyEdits';
import { writeFixtureRuns } from '../../support/fixtureRuns';
import { callContext } from '../calls/support/callContext';

const MARK = '‸';
const LSTM = '2026-11-18-reviews-lstm-00a1';

describe('what helps while an experiment is written', () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-writing-'));
    fs.writeFileSync(path.join(folder, 'reviews.tsv'), 'review\tgrade\tsite\nSo good\tgood\ta\nSo bad\tbad\tb\n');
    fs.writeFileSync(path.join(folder, 'more.csv'), 'sentence,mood\nFine,good\n');
    fs.writeFileSync(path.join(folder, 'people.conll'), '# names\nEU NNP B-ORG\nrejects VBZ O\n\nPeter NNP B-PER\n');
    writeFixtureRuns(path.join(folder, 'runs'), folder);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const places = () => ({ baseFolder: folder, runsFolder: path.join(folder, 'runs') });
  const ask = async (marked: string, isRestricted = false) => {
    const experimentText = marked.replace(MARK, '');
    const request = { experimentText, offset: marked.indexOf(MARK), isRestricted, ...places() };
    const reply = await proposals(request, callContext());
    const { offset, length } = reply.replaced;
    const values = reply.proposals.map(({ value }) => value);
    return { ...reply, values, replaced: experimentText.slice(offset, offset + length) };
  };
  const train = '"train": "reviews.tsv"';

  describe('proposes', () => {
    const COLUMNS = ['review', 'grade', 'site'];
    const rows: [string, string, unknown[]][] = [
      ['the columns of the table', `{"data": {${train}, "text": ‸}}`, COLUMNS],
      ['them in a text that is not closed', `{"data": {${train}, "label": "g‸\n}}`, COLUMNS],
      ['them in a list', `{"data": {${train}, "text": ["review", "‸"]}}`, COLUMNS],
      ['them for another task', `{"task": "sequence-to-sequence", "data": {${train}, "source": "‸"}}`, COLUMNS],
      ['those of the file that is named beside', `{"data": {${train}}, "training": {"distill": {"unlabelled": {"file": "more.csv", "text": "‸"}}}}`, ['sentence', 'mood']], // prettier-ignore
      ['columns by number', '{"task": "tagging", "data": {"train": "people.conll", "tag": ‸}}', [1, 2, 3]],
      ['no columns of a file that is not there', '{"data": {"train": "nowhere.tsv", "text": "‸"}}', []],
      ['nothing at a key', `{"data": {${train}, "te‸": 1}}`, []],
      ['nothing behind a value', `{"data": {${train}, "text": "review" ‸}}`, []],
      ['nothing in what is no experiment', '["‸"]', []],
    ];
    for (const [what, marked, values] of rows)
      it(what, async () => assert.deepEqual((await ask(marked)).values, values));

    it('what stands in a column, and the text that is replaced', async () => {
      const { proposals: found, replaced } = await ask(`{"data": {${train}, "text": "re‸v"}}`);
      assert.equal(replaced, '"rev"');
      assert.deepEqual(
        [found[0].detail, found[0].about[0].values],
        [{ text: '{0}', values: ['So good'] }, ['1', 'reviews.tsv']],
      );
    });

    it('runs that have an encoder, each with what it is', async () => {
      const { proposals: found } = await ask('{"task": "regression", "data": {}, "model": {"from": "‸"}}');
      const ids = found.map(({ value }) => value);
      assert.ok(
        ids.includes(LSTM) && !ids.includes('2026-11-17-reviews-rnn-00c3'),
        'without a checkpoint there is none',
      );
      assert.match(String(found.find(({ value }) => value === LSTM)?.detail.values), /reviews-lstm · lstm · .* · 2026/);
    });

    it('kinds of files where files are named', async () => {
      const kinds = async (marked: string) => (await ask(marked)).files;
      assert.deepEqual(await kinds('{"data": {"train": "‸"}}'), ['corpus']);
      assert.deepEqual(await kinds('{"tokenizer": {"type": "file", "file": ‸}}'), ['tokenizer']);
      assert.deepEqual(await kinds('{"model": {"type": "gru", "pretrained": {"file": "‸"}}}'), ['vectors']);
      assert.deepEqual(await kinds('{"model": {"type": "custom", "file": "‸"}}'), ['program']);
    });

    it('nothing of compressed files where nobody has said to trust', async () => {
      fs.writeFileSync(path.join(folder, 'r.tsv.gz'), gzipSync(fs.readFileSync(path.join(folder, 'reviews.tsv'))));
      const marked = '{"data": {"train": "r.tsv.gz", "text": "‸"}}';
      assert.deepEqual((await ask(marked)).values, COLUMNS);
      assert.deepEqual((await ask(marked, true)).values, []);
    });
  });

  describe('puts right', () => {
    const good = { data: { train: 'reviews.tsv', text: 'review', label: 'grade' } };
    /** The first problem of an experiment, and the texts that its fixes make of it. */
    async function fixed(value: object | string, files: string[] = []) {
      const experimentText = typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
      const { problems } = await check({ experimentText, ...places() }, callContext());
      const { line = 0, column = 0 } = problems[0]?.place ?? {};
      const reply = await fixes({ experimentText, ...places(), line, column, files }, callContext());
      return reply.fixes.map(({ kind, text, edits }) => ({ kind, text, after: withEdits(experimentText, edits) }));
    }
    const said = async (value: object | string, files?: string[]) =>
      (await fixed(value, files)).map(({ kind, text }) => `${kind} ${text}`);

    const rows: [string, object, string[]][] = [
      ['a wrong key by the nearest one', { ...good, training: { epohcs: 3 } }, ['rename "epochs"', 'remove "epohcs"']],
      ['a key that is given already by taking it out', { ...good, sed: 1, seed: 2 }, ['remove "sed"']],
      ['a wrong word by those that are like it', { ...good, model: 'lsmt' }, ['replace "lstm"']],
      ['a number by the nearest in range', { ...good, training: { epochs: 0 } }, ['replace 1', 'replace 5', 'remove "epochs"']],
      ['a fraction where whole numbers stand', { ...good, seed: 1.4 }, ['replace 1', 'remove "seed"']],
      ['a number in quotes', { ...good, seed: '7' }, ['replace 7', 'replace 1', 'remove "seed"']],
      ['a column that is not there', { data: { ...good.data, text: 'reviw' } }, ['replace "review"']],
      ['a column that was not named', { data: { train: 'reviews.tsv', label: 'grade' } }, ['add "text": "review"']],
    ]; // prettier-ignore
    for (const [what, value, expected] of rows)
      it(what, async () => {
        const found = await said(value);
        assert.deepEqual(found.slice(0, expected.length), expected);
      });

    it('a column of a pair, and a file that is not there', async () => {
      const pair = await said({ ...good, data: { ...good.data, text: ['review', 'sight'] } });
      assert.equal(pair[0], 'replace ["review","site"]');
      const missing = await said({ data: { ...good.data, train: 'revews.tsv' } }, ['more.csv', 'reviews.tsv', 'a.ts']);
      assert.deepEqual(missing[0], 'replace "reviews.tsv"');
    });

    it('and leaves comments and all else as they are', async () => {
      const text = '{\n  // mine\n  "data": { "train": "reviews.tsv", "text": "review", "lable": "grade" }, // too\n}';
      const [first] = await fixed(text);
      assert.equal(first.after, text.replace('lable', 'label'));
    });

    it('nothing where it finds nothing that helps', async () => {
      assert.deepEqual(await fixed('{"data": {'), []);
      assert.deepEqual(await fixed({ ...good }), []);
    });
  });
});
