import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from '../../support/properties';
import { loadDataset } from '../../../src/engine/data/dataset';
import { hashFile } from '../../../src/engine/data/fileHash';
import { createRandom } from '../../../src/engine/data/random';
import { holdOut } from '../../../src/engine/data/split';
import type { CleaningStep } from '../../../src/protocol/cleaning';
import type { DataOptions } from '../../../src/engine/schema/labelledData';
import { LabError, type LabErrorCode } from '../../../src/protocol/labError';

let baseFolder = '';
before(() => void (baseFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-'))));
after(() => fs.rmSync(baseFolder, { recursive: true, force: true }));

function load(files: Record<string, string | Buffer>, data: Partial<DataOptions> = {}) {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(baseFolder, name)), { recursive: true });
    fs.writeFileSync(path.join(baseFolder, name), content);
  }
  const options: DataOptions = {
    train: 'train.tsv',
    validation: 0,
    text: 'text',
    label: 'label',
    header: true,
    limit: 0,
    ...data,
  };
  return loadDataset(options, { baseFolder, seed: 1 });
}

interface Expected {
  code?: LabErrorCode;
  says: RegExp;
  file?: string;
  line?: number;
  key?: string;
}

async function fails(
  files: Record<string, string | Buffer>,
  data: Partial<DataOptions>,
  { code = 'INVALID_DATA', says, file, line, key }: Expected,
) {
  await assert.rejects(load(files, data), (error: unknown) => {
    assert.ok(error instanceof LabError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, says);
    if (file !== undefined) assert.equal(error.place?.file, path.join(baseFolder, file));
    if (line !== undefined) assert.equal(error.place?.line, line);
    if (key !== undefined) assert.equal(error.place?.key?.join('.'), key);
    return true;
  });
}

const table = (rows: readonly string[]): string => ['text\tlabel', ...rows, ''].join('\n');
const good = table(['a\t1', 'b\t0', 'c\t1', 'd\t10', 'e\t0', 'f\t10']);

describe('a data set', () => {
  it('reads a table and numbers its labels', async () => {
    const { labels, train, validation, test, files } = await load({ 'train.tsv': good });
    assert.deepEqual(labels, ['0', '1', '10']);
    assert.deepEqual([...train.classes], [1, 0, 1, 2, 0, 2]);
    const file = path.join(baseFolder, 'train.tsv');
    assert.deepEqual(train.examples.at(2), { texts: ['c'], label: '1', file, line: 4 });
    assert.deepEqual([validation.examples, test.examples, files], [[], [], [file]]);
  });

  it('reads a file for each label, whatever its extension', async () => {
    const files = { 'rt.pos': 'good\n\nfine\n', 'rt.neg': 'bad\n' };
    const { labels, train } = await load(files, { train: { labels: { pos: 'rt.pos', neg: 'rt.neg' } } });
    assert.deepEqual(labels, ['neg', 'pos']);
    assert.deepEqual(
      [...train.examples].map(({ texts: [text], label, line }) => [text, label, line]),
      [
        ['good', 'pos', 1],
        ['fine', 'pos', 3],
        ['bad', 'neg', 1],
      ],
    );
  });

  it('reads a folder of texts for each label', async () => {
    const files = {
      'imdb/pos/1.txt': 'good\nfilm',
      'imdb/pos/2.txt': 'fine',
      'imdb/neg/1.txt': 'bad',
      'imdb/.hidden/x': 'x',
    };
    const { labels, train } = await load(files, { train: 'imdb' });
    assert.deepEqual(labels, ['neg', 'pos']);
    assert.deepEqual(
      [...train.examples].map(({ texts: [text] }) => text),
      ['bad', 'good\nfilm', 'fine'],
    );
  });

  it('reads no more than the limit', async () => {
    assert.equal((await load({ 'train.tsv': good }, { limit: 2 })).train.examples.length, 2);
    const files = { 'a.txt': '1\n2\n3\n', 'b.txt': '1\n2\n3\n' };
    const { train } = await load(files, { train: { labels: { a: 'a.txt', b: 'b.txt' } }, limit: 4 });
    assert.deepEqual([...train.classes], [0, 0, 1, 1]);
  });

  it('splits parts off by the seed, or reads them', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `text ${i}\t${i % 4 === 0 ? 'rare' : 'common'}`);
    const split = await load(
      { 'train.tsv': table(rows), 'test.tsv': table(['x\trare']) },
      { validation: 0.2, test: 'test.tsv' },
    );
    assert.deepEqual(
      [split.train.examples.length, split.validation.examples.length, split.test.examples.length],
      [80, 20, 1],
    );
    assert.equal(split.validation.classes.filter((index) => index === 1).length, 5);
    const again = await load({}, { validation: 0.2, test: 0.1 });
    assert.deepEqual(
      [again.train.examples.length, again.validation.examples.length, again.test.examples.length],
      [70, 20, 10],
    );
    const texts = [again.train, again.validation, again.test].flatMap(({ examples }) =>
      [...examples].map(({ texts: [text] }) => text),
    );
    assert.equal(new Set(texts).size, 100);
  });

  it('cleans the texts of every part after reading', async () => {
    fs.writeFileSync(path.join(baseFolder, 'own.txt'), '# mine\nxx\n');
    const options: DataOptions = {
      train: 'train.tsv',
      validation: 'dev.tsv',
      text: 'text',
      label: 'label',
      header: true,
      limit: 0,
    };
    fs.writeFileSync(path.join(baseFolder, 'train.tsv'), table(['<b>A</b> xx\t1', 'a\t0', 'c\t0', 'd\t1']));
    fs.writeFileSync(path.join(baseFolder, 'dev.tsv'), table(['<i>A</i>\t1', 'C\t0']));
    const clean: CleaningStep[] = [
      { step: 'html' },
      { step: 'lowercase' },
      { step: 'stop-words', language: 'none', file: 'own.txt' },
      { step: 'duplicates' },
    ];
    const { train, validation, files, notices } = await loadDataset(options, { baseFolder, seed: 1, clean });
    assert.deepEqual(
      [...train.examples].map(({ texts: [text], line }) => [text, line]),
      [
        ['a', 2],
        ['c', 4],
        ['d', 5],
      ],
    );
    assert.deepEqual([...train.classes], [1, 0, 1]);
    assert.deepEqual(
      [...validation.examples].map(({ texts: [text] }) => text),
      ['a', 'c'],
    );
    assert.ok(files.includes(path.join(baseFolder, 'own.txt')), 'the words are part of the data');
    assert.match(notices[0], /html 1, lowercase 1, stop-words 1, duplicates 1/);
    const missing: CleaningStep[] = [{ step: 'stop-words', language: 'none', file: 'gone.txt' }];
    await assert.rejects(loadDataset(options, { baseFolder, seed: 1, clean: missing }), (error: unknown) => {
      assert.ok(error instanceof LabError && error.code === 'NOT_FOUND');
      return error.place?.key?.join() === 'clean';
    });
  });

  it('refuses rows with too many or too few values, with their lines, or skips or repairs them', async () => {
    const files = { 'train.csv': 'text,label\nwarm, funny,pos\nslow,neg\nbad, dull, long,neg\ngood,pos\n' };
    const says = /2 rows have more or fewer values than its 2 columns: line 2 has 3, line 4 has 4\./;
    for (const limit of [undefined, 2]) await fails(files, { train: 'train.csv', limit }, { says, line: 2 });
    const read = async (raggedRows: 'skip' | 'repair') => {
      const { train, labels, notices } = await load(files, { train: 'train.csv', raggedRows });
      return { texts: [...train.examples].map(({ texts: [text] }) => text), labels, notices: notices.join() };
    };
    const skipped = await read('skip');
    assert.deepEqual(
      [skipped.texts, skipped.labels],
      [
        ['slow', 'good'],
        ['neg', 'pos'],
      ],
    );
    assert.match(skipped.notices, /2 rows have more or fewer values .* were left out; the first is line 2/);
    const repaired = await read('repair');
    assert.deepEqual(
      [repaired.texts, repaired.labels],
      [
        ['warm, funny', 'slow', 'bad, dull, long', 'good'],
        ['neg', 'pos'],
      ],
    );
    assert.match(repaired.notices, /2 rows have more or fewer values/);
    await fails(
      { 'train.csv': 'text,label\na,x\nb\n' },
      { train: 'train.csv', raggedRows: 'repair' },
      { says: /line 3: the column "label" is empty/ },
    );
  });

  it('takes no value that is missing for a label', async () => {
    await fails({ 'train.tsv': table(['x\ta', 'y\tNaN', 'z\tb']) }, {}, { says: /line 3: .* is "NaN", a value that/ });
    const { notices } = await load({ 'train.tsv': table(['NaN\ta', 'y\tb']) });
    assert.match(notices.join(), /1 texts are "NaN"/);
  });

  it('tells of labels that differ only in how their letters are composed', async () => {
    const { notices } = await load({ 'train.tsv': table(['x\tcafé', 'y\tcafe\u0301']) });
    assert.match(notices.join(), /look the same and are two/);
  });

  it('reads a text file whose first line names the columns, lists of JSON objects, and other encodings', async () => {
    const read = async (name: string, content: string | Buffer, more: Partial<DataOptions> = {}) => {
      const { train, notices } = await load({ [name]: content }, { train: name, ...more });
      const rows = [...train.examples].map(({ texts: [text], label, line }) => [text, label, line]);
      return { rows, notices: notices.join() };
    };
    const tabs = 'id\tdocument\tlabel\n1\t재밌다\t1\n2\t\t0\n3\t"따옴표 하나\t1\n4\t별로\t0\n';
    const { rows } = await read('a.txt', tabs, { text: 'document' });
    assert.deepEqual(rows[2], ['"따옴표 하나', '1', 4]);
    assert.equal(rows.length, 4);
    const list = '[{"text": "warm", "label": "pos"},\n {"text": "dull", "label": "neg"}]';
    assert.deepEqual((await read('a.json', list)).rows, [
      ['warm', 'pos', 1],
      ['dull', 'neg', 2],
    ]);
    const apostrophes = 'label,text\nspam,you\x92ve won\nham,don\x92t wait\nspam,they\x92re free\nham,it\x92s fine\n';
    const windows = await read('a.csv', Buffer.from(apostrophes, 'latin1'));
    assert.deepEqual(windows.rows[1], ['don’t wait', 'ham', 3]);
    assert.match(windows.notices, /read as Windows-1252, which was guessed/);
    const said = await read('a.csv', Buffer.from(apostrophes, 'latin1'), { encoding: 'macintosh' });
    assert.equal(said.rows[1][0], 'donít wait');
  });

  it('says what is wrong, where, and at which key', async () => {
    await fails(
      { 'train.tsv': table(['a\tx', 'b\tx']) },
      {},
      { says: /All 2 training examples have the label "x"/, key: 'data.train' },
    );
    await fails({ 'train.tsv': '' }, {}, { says: /is empty/, file: 'train.tsv', key: 'data.train' });
    await fails({ 'train.tsv': table([]) }, {}, { says: /no examples/ });
    await fails({ 'train.tsv': table(['\ta', '  \tb']) }, {}, { says: /All 2 texts .* are empty/ });
    await fails({ 'train.tsv': table(['x\ta', 'y\t']) }, {}, { says: /line 3: the column "label" is empty/, line: 3 });
    await fails(
      { 'train.tsv': good },
      { text: 'txt' },
      { code: 'NOT_FOUND', says: /no column "txt". Its columns are "text"/ },
    );
    await fails({}, { train: 'nowhere.tsv' }, { code: 'NOT_FOUND', says: /does not exist/, key: 'data.train' });
    await fails({ 'plain.txt': 'x' }, { train: 'plain.txt' }, { says: /has no labels/ });
    await fails({}, { train: 'nowhere.txt' }, { says: /does not exist/, code: 'NOT_FOUND' });
    const labels = { a: 'a.txt', b: 'none.txt' };
    await fails({ 'a.txt': 'x', 'none.txt': '\n' }, { train: { labels } }, { says: /no texts for the label "b"/ });
    await fails({ 'empty/x': '' }, { train: 'empty' }, { says: /no folder for each label/ });
    await fails(
      { 'train.tsv': good, 'dev.tsv': table(['a\t1', 'b\t7']) },
      { validation: 'dev.tsv' },
      { says: /line 3: the label "7" does not occur in the training part/, file: 'dev.tsv', line: 3 },
    );
    const ids = Array.from({ length: 30 }, (_, i) => `text\t${i}`);
    await fails({ 'train.tsv': table(ids) }, {}, { says: /30 different labels .* right column/, key: 'data.label' });
  });

  it('has files with hashes', async () => {
    fs.writeFileSync(path.join(baseFolder, 'h'), 'abc');
    assert.match(await hashFile(path.join(baseFolder, 'h')), /^ba7816bf8f01cfea/);
    await assert.rejects(hashFile(path.join(baseFolder, 'nowhere')), LabError);
  });
});

describe('holding examples out', () => {
  it('keeps the mixture of labels and leaves one of each', () => {
    const labels = fc.array(fc.nat(4), { minLength: 1, maxLength: 200 }).map((values) => Int32Array.from(values));
    fc.assert(
      fc.property(labels, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (classes, fraction, seed) => {
        const count = Math.round(fraction * classes.length);
        const indices = Int32Array.from(classes.keys());
        const { kept, held } = holdOut(indices, classes, count, createRandom({ seed, stream: 'split' }));
        assert.deepEqual(
          [...kept, ...held].sort((a, b) => a - b),
          [...indices],
        );
        const kinds = new Set(classes);
        assert.equal(held.length, Math.min(count, classes.length - kinds.size));
        for (const kind of kinds) {
          const size = (part: Int32Array): number => part.filter((index) => classes[index] === kind).length;
          assert.ok(size(kept) >= 1);
          if (count <= classes.length - 2 * kinds.size && size(indices) > 2 * kinds.size)
            assert.ok(size(held) <= Math.ceil((count * size(indices)) / classes.length) + kinds.size);
        }
        assert.deepEqual(holdOut(indices, classes, count, createRandom({ seed, stream: 'split' })).held, held);
      }),
    );
  });
});
