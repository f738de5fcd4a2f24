// What views share, as far as no page is needed: colours, tables as text, names of files.
import assert from 'node:assert/strict';
import fc from '../support/properties';
import Papa from 'papaparse';
import { spreadsheetCell } from '../../src/protocol/plainText';
import { fileNameOf } from '../../src/protocol/saveFile';
import { inkOn, sequence } from '../../src/webviews/shared/colorScale';
import { csvOf } from '../../src/webviews/shared/csv';
import { contrast, fromOklab, parseColor, type Rgb, toOklab } from '../../src/webviews/shared/oklab';
import type { Column } from '../../src/webviews/shared/column';
import { svgText } from '../../src/webviews/shared/svgText';
import { HONEST, PAYLOADS } from '../support/payloads';

const near = (one: readonly number[], other: readonly number[], within: number): void =>
  one.forEach((value, i) => assert.ok(Math.abs(value - other[i]) <= within, `${one} is not ${other}`));

describe('colours', () => {
  // Red in Oklab, from the table of Ottosson's post.
  it('are those of Oklab', () => near(toOklab([1, 0, 0]), [0.628, 0.225, 0.126], 1e-3));

  it('come back from Oklab', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(share, share, share), (color) => {
        near(fromOklab(toOklab(color)), color, 1e-4);
      }),
    );
  });

  const written: [string, Rgb | undefined][] = [
    ['#f00', [1, 0, 0]],
    ['#00ff0080', [0, 1, 0]],
    [' rgb(0, 0, 255) ', [0, 0, 1]],
    ['rgba(255, 255, 255, 0.5)', [1, 1, 1]],
    ['rgb(255 0 0 / 20%)', [1, 0, 0]],
    ['tomato', undefined],
    ['', undefined],
  ];
  for (const [text, color] of written) it(`are read from "${text}"`, () => assert.deepEqual(parseColor(text), color));

  const themes: [string, Rgb, Rgb][] = [
    ['dark', parseColor('#1f1f1f')!, parseColor('#cccccc')!],
    ['light', parseColor('#ffffff')!, parseColor('#3b3b3b')!],
  ];
  for (const [name, background, foreground] of themes) {
    it(`grow evenly in lightness from the background of a ${name} theme`, () => {
      const colorAt = sequence(background, foreground, parseColor('#3794ff')!);
      const lightness = Array.from({ length: 11 }, (_, i) => toOklab(fromOklab(colorAt(i / 10)))[0]);
      const steps = lightness.slice(1).map((value, i) => value - lightness[i]);
      const mean = (lightness[10] - lightness[0]) / 10;
      assert.equal(Math.sign(mean), name === 'dark' ? 1 : -1);
      for (const step of steps) assert.ok(Math.abs(step - mean) < 0.02, `${steps}`);
    });
  }

  it('can be written on', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const inks: Rgb[] = [
      [0.8, 0.8, 0.8],
      [0.1, 0.1, 0.1],
      [0, 0, 0],
      [1, 1, 1],
    ];
    fc.assert(
      fc.property(fc.tuple(share, share, share), (color) => {
        const ink = parseColor(inkOn(color, inks).replace(/ /g, ','));
        assert.ok(ink && contrast(ink, color) >= 4.5);
      }),
    );
  });
});

describe('a table as CSV', () => {
  const columns: Column<{ text: string; share: number }>[] = [
    { id: 'text', title: 'Text', text: ({ text }) => text },
    { id: 'share', title: 'Share', numeric: true, text: () => '33 %', sortBy: ({ share }) => share },
  ];

  it('quotes what needs it and writes numbers whole', () => {
    const rows = [
      { text: 'a, "b"', share: 1 / 3 },
      { text: 'two\nlines', share: 0 },
    ];
    assert.equal(csvOf(columns, rows), 'Text,Share\r\n"a, ""b""",0.3333333333333333\r\n"two\nlines",0\r\n');
  });

  it('holds no formula, whatever texts and titles are, and numbers that stay numbers', () => {
    for (const payload of PAYLOADS) {
      const csv = csvOf([{ ...columns[0], title: payload }, columns[1]], [{ text: payload, share: -1.5 }]);
      for (const cell of Papa.parse<string[]>(csv, { delimiter: ',', newline: '\r\n' }).data.flat()) {
        assert.ok(cell === '-1.5' || !/^[=+\-@\t\r＝]/.test(cell), cell.slice(0, 100));
        assert.ok([payload, `'${payload}`, 'Share', '-1.5', ''].includes(cell), cell.slice(0, 100));
      }
    }
    const kept = ['-1.5', '+2', '-1e-7', '-.5', 'a=b', '1-2', "it's", '−1'];
    assert.deepEqual(kept.map(spreadsheetCell), kept);
    assert.deepEqual(['-', '-1-1', '@a', '=1', '-1.5 %'].map(spreadsheetCell), [
      "'-",
      "'-1-1",
      "'@a",
      "'=1",
      "'-1.5 %",
    ]);
  });
});

describe('text in SVG', () => {
  it('holds no control character, no mark and nothing that XML forbids', () => {
    for (const payload of PAYLOADS) {
      const text = svgText(`${payload}\uffff\ufffe`);
      assert.ok(!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff<>"]|\p{Cs}|&(?!(amp|lt|gt|quot);)/u.test(text));
    }
    for (const text of HONEST) assert.equal(svgText(text).replace(/&(lt|gt|amp);/g, '?'), text.replace(/[<>&]/g, '?'));
  });
});

describe('the name of a saved file', () => {
  const rows: [string, string][] = [
    ['run 1', 'run 1.png'],
    ['../../etc/passwd', 'etc passwd.png'],
    ['a:b*c?', 'a b c.png'],
    ['한국어', '한국어.png'],
    ['...', 'NLP Lab.png'],
    ['', 'NLP Lab.png'],
  ];
  for (const [name, expected] of rows) it(`is ${expected}`, () => assert.equal(fileNameOf(name, 'png'), expected));
});
