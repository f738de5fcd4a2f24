import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from '../../support/properties';
import Papa from 'papaparse';
import { columnIndex, kindOfFile, openTable, tableNotes, type TableOptions } from '../../../src/engine/text/table';
import { LabError } from '../../../src/protocol/labError';

let folder = '';
before(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-'))));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

async function read(name: string, content: string, options?: TableOptions) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  const table = await openTable(file, options);
  const rows = [];
  for await (const block of table.rows()) rows.push(...block);
  return { columns: table.columns, rows, ragged: table.facts.ragged, notes: tableNotes(table) };
}

async function fails(name: string, content: string, says: RegExp, line?: number) {
  await assert.rejects(
    read(name, content),
    (error: unknown) =>
      error instanceof LabError && says.test(error.message) && (line === undefined || error.place?.line === line),
  );
}

describe('tables', () => {
  it('are told by their names', () => {
    const kinds = ['a.CSV', 'a.tsv.gz', 'x.y.jsonl', 'a.txt', 'rt-polarity.neg', 'a.md.gz'].map(kindOfFile);
    assert.deepEqual(kinds, ['csv', 'tsv', 'jsonl', 'lines', 'lines', 'lines']);
  });

  it('of commas may quote delimiters, quotes and line ends, and keep the line of each row', async () => {
    const { columns, rows } = await read('a.csv', 'id,text\n1,"a, ""b""\nc"\n\n2,d"e"\n3,"x"y\n4,""\n');
    assert.deepEqual(columns, ['id', 'text']);
    assert.deepEqual(rows, [
      { values: ['1', 'a, "b"\nc'], line: 2 },
      { values: ['2', 'd"e"'], line: 5 },
      { values: ['3', 'xy'], line: 6 },
      { values: ['4', ''], line: 7 },
    ]);
  });

  it('of commas agree with an outside reader', async () => {
    const cell = fc.string({ maxLength: 8, unit: fc.constantFrom('a', '"', ',', '\n', ' ', '가', ';') });
    const row = fc.tuple(cell, cell, cell).filter((values) => values.join('') !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (values) => {
        const text = Papa.unparse([['one', 'two', 'three'], ...values], { newline: '\n', quotes: true });
        const { rows } = await read('b.csv', text);
        assert.deepEqual(
          rows.map((each) => each.values),
          values,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('of commas may use semicolons or tabs', async () => {
    assert.deepEqual((await read('a.csv', 'a;"b,c"\n1;2')).columns, ['a', 'b,c']);
    assert.deepEqual((await read('a.csv', 'a\tb\n1\t2')).columns, ['a', 'b']);
  });

  it('of tabs have no quoting', async () => {
    const { rows } = await read('a.tsv', 'id\ttext\n1\t"best film\n2\tsays "yes"\n');
    assert.deepEqual(
      rows.map(({ values }) => values[1]),
      ['"best film', 'says "yes"'],
    );
  });

  it('without a header begin with their first line, and number their columns', async () => {
    const none = { header: false };
    for (const [name, content] of [
      ['a.tsv', '\nGo.\t가.\t1\nHi.\t안녕.\t2\n'],
      ['a.csv', '\n"Go.",가.,1\nHi.,안녕.,2\n'],
      ['a.txt', '\nGo.\t가.\t1\nHi.\t안녕.\t2\n'],
    ]) {
      const { columns, rows } = await read(name, content, none);
      assert.deepEqual(columns, ['column 1', 'column 2', 'column 3']);
      assert.deepEqual(rows, [
        { values: ['Go.', '가.', '1'], line: 2 },
        { values: ['Hi.', '안녕.', '2'], line: 3 },
      ]);
    }
    assert.deepEqual((await read('a.jsonl', '{"t":"x"}', none)).columns, ['t']);
  });

  it('of JSON lines join the fields of all objects, those within objects as a.b', async () => {
    const { columns, rows } = await read('a.jsonl', '{"t":"x","n":1}\n\n{"n":true,"z":{"a":null},"__proto__":"p"}\n');
    assert.deepEqual(columns, ['t', 'n', 'z.a', '__proto__']);
    assert.deepEqual(rows, [
      { values: ['x', '1', '', ''], line: 1 },
      { values: ['', 'true', '', 'p'], line: 3 },
    ]);
    const deep = await read('a.jsonl', '{"a":{"b":{"c":1},"list":[1]},"a.d":2}\n{"a":{"b":{"c":NaN}},"a.d":"NaN"}\n');
    assert.deepEqual(deep.columns, ['a.b.c', 'a.list', 'a.d']);
    assert.deepEqual(
      deep.rows.map(({ values }) => values),
      [
        ['1', '[1]', '2'],
        ['', '', 'NaN'],
      ],
    );
  });

  it('of JSON may be one list, on one line or many', async () => {
    const objects = Array.from({ length: 5000 }, (_, i) => ({ text: `a "b", [c] {d} \\ ${i}\n`, n: { x: [i] } }));
    for (const text of [JSON.stringify(objects), JSON.stringify(objects, undefined, 2)]) {
      const { columns, rows } = await read('a.json', text);
      assert.deepEqual(columns, ['text', 'n.x']);
      assert.deepEqual(
        rows.map(({ values }) => values),
        objects.map(({ text: value, n }) => [value, JSON.stringify(n.x)]),
      );
    }
    const { rows } = await read('a.jsonl', '[{"t":"x"},\n\n{"t":"y"}]\n');
    assert.deepEqual(rows, [
      { values: ['x'], line: 1 },
      { values: ['y'], line: 3 },
    ]);
    assert.deepEqual((await read('a.json', '["x", "y"]')).columns, ['text']);
    await fails('a.json', '[{"t":1},\n 2]', /line 2: a list of JSON objects is expected/, 2);
    await fails('a.json', '[{"t":1},,{"t":2}]', /an object is expected before the comma/);
    await fails('a.json', '[{"t":1}', /is not closed/);
    await fails('a.json', '[{"t":1}]\n{}', /line 2: one list/, 2);
    await fails('a.json', '{\n"t": 1}', /not a table/);
  });

  it('find their separator, of several the one that cuts all lines alike, or take the one that is said', async () => {
    const columns = async (name: string, content: string, options?: TableOptions) =>
      (await read(name, content, options)).columns;
    assert.deepEqual(await columns('a.csv', 'text;label, or so\na, b;x\nc;y\n'), ['text', 'label, or so']);
    assert.deepEqual(await columns('a.csv', 'text|label\na, b|x\n'), ['text', 'label']);
    assert.deepEqual(await columns('a.csv', 'sep=;\ntext;label\nwarm;pos\n'), ['text', 'label']);
    assert.deepEqual((await read('a.csv', 'sep=;\ntext;label\nwarm;pos\n')).rows, [
      { values: ['warm', 'pos'], line: 3 },
    ]);
    assert.deepEqual(await columns('a.csv', 'a;b,c\n', { separator: 'semicolon' }), ['a', 'b,c']);
    assert.deepEqual(await columns('a.tsv', 'a^b\n', { separator: '^' }), ['a', 'b']);
    assert.deepEqual(await columns('a.tsv', '"a\tb"\tc\n', { quotes: true }), ['a\tb', 'c']);
    assert.deepEqual(await columns('a.csv', '"a,b\n', { quotes: false }), ['"a', 'b']);
  });

  it('may have any name where the first line names columns', async () => {
    const table = 'id|review|label\n1|warm|pos\n2|slow|neg\n';
    assert.deepEqual((await read('a.txt', table)).columns, ['id', 'review', 'label']);
    assert.deepEqual((await read('a.txt', 'a\tb\n1\t2\n', { wanted: ['b'] })).columns, ['a', 'b']);
    const texts = 'a title, a comment\nand then more prose\nand, again, more\n';
    await fails('a.txt', texts, /not a table/);
    await fails('a.txt', 'text\nfirst line\n', /not a table/);
    await assert.rejects(read('a.txt', table, { asLines: true }), /not a table/);
  });

  it('keep a lone CR in its value where lines end otherwise', async () => {
    const { rows } = await read('a.csv', 'text,label\r\na\rb,x\r\n"c\rd",y\r\n');
    assert.deepEqual(
      rows.map(({ values }) => values),
      [
        ['a\nb', 'x'],
        ['c\nd', 'y'],
      ],
    );
    assert.equal((await read('a.csv', 'text,label\ra,x\rb,y\r')).rows.length, 2);
  });

  it('leave out byte order marks of files that were joined', async () => {
    const { columns, rows } = await read('a.csv', '\uFEFFtext,label\na,x\n\uFEFFb,x\n');
    assert.deepEqual([columns[0], rows[1].values[0]], ['text', 'b']);
  });

  it('count rows that are too short or too long', async () => {
    const { rows, ragged } = await read('a.tsv', 'a\tb\n1\n1\t2\t3\n1\t2\n1\t2\t\t \n');
    assert.equal(ragged, 2);
    assert.deepEqual(
      rows.map(({ values }) => values.length),
      [2, 2, 2, 2],
    );
  });

  it('tell what became of these', async () => {
    const notesOn = async (options?: TableOptions) =>
      (await read('a.csv', 'text,label\na,x\nb\n', options)).notes.join();
    assert.match(await notesOn(), /1 rows .* were repaired/);
    assert.match(await notesOn({ raggedRows: 'skip' }), /1 rows .* were left out/);
  });

  it('say what is wrong and where', async () => {
    await fails('a.csv', '', /is empty/);
    await fails('a.tsv', '\n\n', /is empty/);
    await fails('a.jsonl', '\n', /is empty/);
    await fails('a.csv', 'a,b\n1,"x\n2,y\n', /line 2 is never closed/, 2);
    await fails('a.jsonl', '{"a":1}\n{"a":\n', /line 2: a JSON object is expected/, 2);
    await fails('a.jsonl', '{"a":1}\n[1]\n', /line 2/, 2);
    await fails('a.txt', 'x', /not a table/);
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
    await fails('a.csv', pointer, /is a Git LFS pointer.*git lfs pull/);
  });

  it('name the columns there are when one is missing', async () => {
    const file = path.join(folder, 'c.tsv');
    fs.writeFileSync(file, 'id\tdocument\tlabel\n1\tx\t0\n');
    const table = await openTable(file);
    assert.equal(columnIndex(table, 'label'), 2);
    assert.throws(
      () => columnIndex(table, 'documnt'),
      (error: unknown) =>
        error instanceof LabError && error.code === 'NOT_FOUND' && /Its columns are "document", /.test(error.message),
    );
    await table.close();
  });
});
