// The files that labels are kept in: what is said goes in at once, what others wrote stays, and the texts to be labelled are found.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { changeLabelFile, readLabelFile } from '../../../src/engine/labelling/labelFiles';
import { readSourceTexts } from '../../../src/engine/labelling/sourceTexts';
import { entropy, uncertaintyOf } from '../../../src/engine/labelling/uncertainty';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import type { LabelChange, LabellingKind } from '../../../src/protocol/labelling';
import type { LabelAnswer, TagsAnswer } from '../../../src/protocol/answer';

async function inFolder(work: (at: (name: string, content?: string) => string) => Promise<void>): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-labelling-'));
  try {
    await work((name, content) => {
      if (content !== undefined) fs.writeFileSync(path.join(folder, name), content);
      return path.join(folder, name);
    });
    assert.deepEqual(
      fs.readdirSync(folder).filter((name) => /lease|tmp/.test(name)),
      [],
      'nothing is left behind',
    );
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const change = (file: string, kind: LabellingKind, ...changes: LabelChange[]) =>
  changeLabelFile(nodeFiles, file, { kind, changes });
const label = (text: string, name: string): LabelChange => ({ text, mark: { label: name } });
const written = (file: string): string => fs.readFileSync(file, 'utf8');
/** Each character by its number. */
const escapedJson = (text: string): string =>
  text.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''); // prettier-ignore

describe('a file of labels', () => {
  it('is a table: rows are added, changed in their place and taken out', () =>
    inFolder(async (at) => {
      const file = at('a.kim.tsv');
      await change(file, 'texts', label('one', 'pos'), label('a "two"', 'neg'));
      assert.equal(written(file), 'text\tlabel\none\tpos\na "two"\tneg\n');
      await change(file, 'texts', label('one', 'neg'), { text: 'a "two"' }, label('three', 'pos'));
      assert.equal(written(file), 'text\tlabel\none\tneg\nthree\tpos\n');
      const { entries } = await readLabelFile(nodeFiles, file, { kind: 'texts' });
      assert.deepEqual(entries, [label('one', 'neg'), label('three', 'pos')]);
    }));

  it('keeps columns and rows that somebody else has added, in any order of columns', () =>
    inFolder(async (at) => {
      const file = at('a.csv', 'label,why,text\npos,,"a, b"\n,open,two\n');
      await change(file, 'texts', label('two', 'neg'), label('line\nend', 'pos'));
      assert.equal(written(file), 'label,why,text\npos,,"a, b"\nneg,open,two\npos,,"line\nend"\n');
      assert.equal((await readLabelFile(nodeFiles, file, { kind: 'texts' })).entries?.length, 3);
    }));

  it('keeps what somebody else has said of a text whose label is taken back', () =>
    inFolder(async (at) => {
      const file = at('a.csv', 'text,label,why\none,pos,I am not sure\ntwo,neg,\n');
      await change(file, 'texts', { text: 'one' }, { text: 'two' });
      assert.equal(written(file), 'text,label,why\none,,I am not sure\n');
      assert.deepEqual((await readLabelFile(nodeFiles, file, { kind: 'texts' })).entries, []);
    }));

  it('that a spreadsheet has saved stays one that it can read', () =>
    inFolder(async (at) => {
      const marked = at('a.csv', '\uFEFFtext,label\r\n좋아요,pos\r\n');
      await change(marked, 'texts', label('싫어요', 'neg'));
      assert.equal(written(marked), '\uFEFFtext,label\n좋아요,pos\n싫어요,neg\n');
      const other = at('b.csv');
      const korean = 'text,label\n\xc0\xcc\xb0\xcd\xc0\xba \xc1\xc1\xc0\xba \xbf\xb5\xc8\xad,pos\n'; // CP949
      fs.writeFileSync(other, Buffer.from(korean, 'latin1'));
      await change(other, 'texts', label('싫어요', 'neg'));
      assert.equal(written(other), '\uFEFFtext,label\n이것은 좋은 영화,pos\n싫어요,neg\n');
    }));

  it('holds a text once, also where it must be written otherwise', () =>
    inFolder(async (at) => {
      const file = at('a.tsv');
      await change(file, 'texts', label('a\tb', 'pos'));
      await change(file, 'texts', label('a\tb', 'neg'));
      assert.equal(written(file), 'text\tlabel\na b\tneg\n');
      await change(file, 'texts', { text: 'a\tb' });
      assert.equal(written(file), 'text\tlabel\n');
    }));

  it('says whether it was changed since it was read', () =>
    inFolder(async (at) => {
      const file = at('a.kim.tsv');
      const none = await readLabelFile(nodeFiles, file, { kind: 'texts' });
      const { before, stamp } = await change(file, 'texts', label('one', 'pos'));
      assert.deepEqual([none.stamp, before], ['', '']);
      assert.equal((await readLabelFile(nodeFiles, file, { kind: 'texts', unless: stamp })).entries, undefined);
      fs.appendFileSync(file, 'two\tneg\n');
      const other = await readLabelFile(nodeFiles, file, { kind: 'texts', unless: stamp });
      assert.equal(other.entries?.length, 2);
      assert.notEqual((await change(file, 'texts', label('one', 'neg'))).before, stamp);
      assert.equal(written(file), 'text\tlabel\none\tneg\ntwo\tneg\n', 'what others wrote stays');
    }));

  it('takes the changes of many at the same time, none of them lost', () =>
    inFolder(async (at) => {
      const file = at('a.kim.tsv');
      await Promise.all(Array.from({ length: 6 }, (_, i) => change(file, 'texts', label(`text ${i}`, 'pos'))));
      assert.equal(written(file).trim().split('\n').length, 7);
    }));

  it('is refused where it holds what would be lost', () =>
    inFolder(async (at) => {
      const twice = at('twice.tsv', 'text\tlabel\none\tpos\none\tneg\n');
      await assert.rejects(change(twice, 'texts', label('two', 'pos')), /line 3: the text has the label "neg" here/);
      const other = at('other.tsv', 'words\tverdict\none\tpos\n');
      await assert.rejects(change(other, 'texts', label('two', 'pos')), /has the columns "text" and "label"/);
      const columns = at('columns.conll', 'Ada\tNNP\tB-PER\n');
      await assert.rejects(
        change(columns, 'spans', { text: 'Ada', mark: { spans: [] } }),
        /line 1: a file of spans has/,
      );
      assert.equal(written(twice), 'text\tlabel\none\tpos\none\tneg\n');
    }));

  it('of spans is CoNLL in IOB2, sentences without spans among them', () =>
    inFolder(async (at) => {
      const file = at('a.kim.conll');
      const spans = [{ type: 'PER', start: 0, end: 2 }, { type: 'PER', start: 2, end: 3 }]; // prettier-ignore
      await change(
        file,
        'spans',
        { text: 'Ada\nLovelace\nBob', mark: { spans } },
        { text: 'No\none', mark: { spans: [] } },
      );
      assert.equal(written(file), 'Ada\tB-PER\nLovelace\tI-PER\nBob\tB-PER\n\nNo\tO\none\tO\n');
      const { entries } = await readLabelFile(nodeFiles, file, { kind: 'spans' });
      assert.deepEqual(
        entries?.map(({ mark }) => mark),
        [{ spans }, { spans: [] }],
      );
      await change(file, 'spans', { text: 'Ada\nLovelace\nBob' });
      assert.equal(written(file), 'No\tO\none\tO\n');
    }));
});

describe('texts to be labelled', () => {
  it('are lines, or a column, each once, with the labels that the file has', () =>
    inFolder(async (at) => {
      const lines = await readSourceTexts({ file: at('a.txt', 'one\n\ntwo\none\n'), kind: 'texts' });
      assert.deepEqual([lines.texts, lines.repeated], [[{ text: 'one', line: 1 }, { text: 'two', line: 3 }], 1]); // prettier-ignore
      const file = at('a.csv', 'text,label\n"a, b",pos\n"c\nd",neg\n');
      const table = await readSourceTexts({ file, kind: 'texts' });
      assert.deepEqual([table.names, table.column, table.needsQuotes], [['neg', 'pos'], 'text', true]);
    }));

  it('are as a file of labels gives them back, whatever JSON has within them', () =>
    inFolder(async (at) => {
      const odd = ['a\r\nb', 'a\rc', 'x\ud800y', 'nul\u0000', '\ufeffmark', ' spaces '];
      const file = at('a.jsonl', odd.map((text) => `{"text":"${escapedJson(text)}"}\n`).join(''));
      const { texts } = await readSourceTexts({ file, kind: 'texts' });
      assert.equal(texts.length, odd.length);
      const labels = at('a.kim.csv');
      await change(labels, 'texts', ...texts.map(({ text }) => label(text, 'pos')));
      const { entries } = await readLabelFile(nodeFiles, labels, { kind: 'texts' });
      assert.deepEqual(entries, texts.map(({ text }) => label(text, 'pos'))); // prettier-ignore
    }));

  it('are no sentences that a file of columns would give back otherwise', () =>
    inFolder(async (at) => {
      const odd = [['a\tb'], ['a\nb'], ['## a'], ['-DOCSTART-'], ['x\ud800'], ['nul\u0000']];
      const sentences = [...odd, ['a b', '## c']];
      const lines = sentences.map((tokens) => ({ tokens, tags: tokens.map(() => 'O') }));
      const file = at('a.jsonl', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      const { texts, notices } = await readSourceTexts({ file, kind: 'spans' });
      assert.deepEqual(texts, [{ text: 'a b\n## c', line: 7 }]);
      assert.match(notices.join(' '), /^6 sentences have a token that begins a comment .* first in line 1\./);
    }));

  it('are sentences, as they are cut or as they stand in columns', () =>
    inFolder(async (at) => {
      const lines = await readSourceTexts({
        file: at('a.txt', 'Ada left.\n-DOCSTART- x\n'),
        kind: 'spans',
        units: 'spaces',
      });
      assert.deepEqual(lines.texts, [{ text: 'Ada\nleft.', line: 1 }]);
      assert.match(lines.notices.join(' '), /1 sentences have a token that begins a comment/);
      const conll = await readSourceTexts({ file: at('a.conll', 'Ada\tB-PER\nleft\tO\n'), kind: 'spans' });
      assert.deepEqual([conll.texts, conll.names], [[{ text: 'Ada\nleft', line: 1 }], ['PER']]);
      const named = await readSourceTexts({
        file: at('train.txt', 'Ada NNP B-NP\nleft VBD O\n\nBob NNP B-NP\n'),
        kind: 'spans',
      });
      assert.deepEqual(named.texts.map(({ text }) => text), ['Ada\nleft', 'Bob'], 'by its first lines'); // prettier-ignore
      await assert.rejects(readSourceTexts({ file: at('b.txt', '\n \n'), kind: 'texts' }), /There is no text in/);
    }));
});

describe('how uncertain a run is', () => {
  it('is the entropy of its labels in bits, of several labels of all of them', () => {
    assert.equal(entropy([0.5, 0.5]), 1);
    assert.equal(entropy([1, 0]), 0);
    const answer = (probabilities: Record<string, number>, isSeveral?: true) =>
      uncertaintyOf({ kind: 'label', label: 'a', score: 0.5, probabilities, isSeveral } as LabelAnswer, 'texts')
        .entropy;
    assert.equal(answer({ a: 0.25, b: 0.25, c: 0.25, d: 0.25 }), 2);
    assert.equal(answer({ a: 0.5, b: 0.5, c: 0.5 }, true), 3, 'each by itself');
    assert.equal(answer({ a: 0.5, b: 0.5 }, true), 2, 'also where their probabilities happen to be one in all');
  });

  it('is of a sentence the mean of its tokens', () => {
    const lattice = { tags: ['O', 'B-PER'], probabilities: Float32Array.of(0.5, 0.5, 1, 0), path: [1, 0] };
    const entities = [{ type: 'PER', start: 0, end: 1, text: 'Ada' }];
    const answer = { kind: 'tags', tokens: ['Ada', 'left'], probabilities: [0.5, 1], entities, lattice } as object as TagsAnswer; // prettier-ignore
    const found = uncertaintyOf(answer, 'spans');
    assert.deepEqual(found, { entropy: 0.5, mark: { spans: [{ type: 'PER', start: 0, end: 1 }] }, probability: 0.5 });
  });
});
