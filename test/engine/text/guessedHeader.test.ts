// Whether the first line of a table names its columns, where nobody says.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { guessColumns, overviewOfTable } from '../../../src/engine/text/columnStatistics';
import { columnIndex, openTable, tableNotes } from '../../../src/engine/text/table';
import { guessHeader } from '../../../src/engine/text/tables/guessedHeader';

const cells = (lines: string): string[][] => lines.split('\n').map((line) => line.split('\t'));
const guess = (lines: string, wanted: string[] = []) => {
  const [first, ...rows] = cells(lines);
  return guessHeader(first, rows, wanted);
};

describe('the header of a table', () => {
  const rows: [string, string, { wanted?: string[]; header: boolean; evidence?: RegExp }][] = [
    ['is told by usual names, and nothing was assumed', 'id\tdocument\tlabel\n1\tx y\t0', { header: true }],
    ['is told by the columns that are wanted', 'a\tb\na\tb', { wanted: ['b'], header: true }],
    ['is none where a label stands again', 'pos\tgood film\nneg\tbad\npos\tfine', { header: false, evidence: /"pos" stands/ }], // prettier-ignore
    ['is none where a number stands', '9976970\tsome words\n3819312\tothers', { header: false, evidence: /"9976970" is a number/ }], // prettier-ignore
    ['is none where a sentence stands', 'Go away now.\tVa !\nRun to me!\tCours !\nWho is it?\tQui ?', { header: false, evidence: /is a sentence/ }], // prettier-ignore
    ['is none where a long text stands', `${'a b '.repeat(20)}\tx\n${'c d '.repeat(20)}\ty`, { header: false, evidence: /is a text as/ }], // prettier-ignore
    ['is one where numbers stand below a word', 'word\tyear\nsun\t1999\nsea\t2000\nsun\t2001', { header: true, evidence: /numbers stand/ }], // prettier-ignore
    ['is one where a question stands above numbers', 'How satisfied are you?\tWhat else?\n5\tno\n4\tyes\n1\tno', { header: true, evidence: /numbers/ }], // prettier-ignore
    ['is assumed where nothing tells', 'alpha\tbeta\none\ttwo', { header: true, evidence: /nothing in it/ }],
    ['is none where numbered columns are wanted', 'alpha\tbeta\none\ttwo', { wanted: ['column 2'], header: false, evidence: /numbered/ }], // prettier-ignore
  ];
  for (const [name, lines, { wanted, header, evidence }] of rows)
    it(name, () => {
      const found = guess(lines, wanted);
      assert.equal(found.header, header);
      if (evidence) assert.match(found.evidence ?? '', evidence);
      else assert.equal(found.evidence, undefined);
    });

  describe('of a file', () => {
    let folder: string;
    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'header-'))));
    after(() => fs.rmSync(folder, { recursive: true }));
    const write = (name: string, text: string): string => {
      const file = path.join(folder, name);
      fs.writeFileSync(file, text);
      return file;
    };

    it('is told where it was assumed, and can be said', async () => {
      const file = write('a.tsv', 'pos\tgood film\nneg\tbad film\npos\tfine\n');
      const look = async (header?: boolean) => {
        const table = await openTable(file, { header });
        const read: string[][] = [];
        for await (const block of table.rows()) read.push(...block.map(({ values }) => [...values]));
        return { columns: table.columns, rows: read.length, notes: tableNotes(table).join(' ') };
      };
      const { notes, ...found } = await look();
      assert.deepEqual(found, { columns: ['column 1', 'column 2'], rows: 3 });
      assert.match(notes, /taken for a row.*"pos" stands in a row below, too.*--header/);
      assert.deepEqual(await look(true), { columns: ['pos', 'good film'], rows: 2, notes: '' });
      assert.deepEqual(await look(false), { columns: ['column 1', 'column 2'], rows: 3, notes: '' });
    });

    it('and a column that is not there say what was assumed', async () => {
      const table = await openTable(write('b.tsv', '1\ta b\n2\tc d\n'), { wanted: ['text'] });
      assert.throws(() => columnIndex(table, 'text'), /has no column "text".*"column 1".*"1" is a number/);
      await table.close();
    });

    it('goes with the columns to a new experiment', async () => {
      const file = write('c.csv', 'pos,good film\nneg,bad film\npos,fine film\n');
      const { header, statistics } = await overviewOfTable(await openTable(file));
      assert.equal(header, false);
      assert.deepEqual(guessColumns(statistics), { text: 'column 2', label: 'column 1' });
    });
  });
});
