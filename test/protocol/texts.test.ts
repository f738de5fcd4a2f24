// Figures, lists and texts as people see them, and errors as they are told.

import assert from 'node:assert/strict';
import { csvLine } from '../../src/protocol/csvLine';
import { amount, bytes, count, duration, figure, share, signedFigure, writeTimesIn } from '../../src/protocol/figures';
import { foreignFailure, reasonOf, systemCodeOf } from '../../src/protocol/foreignErrors';
import { LabError } from '../../src/protocol/labError';
import { LFS_POINTER_BYTES, refuseLfsPointer } from '../../src/protocol/lfsPointer';
import { listed } from '../../src/protocol/listed';
import { isBetter, metricInTable, metricName, metricNames, metricText } from '../../src/protocol/metrics';
import { byLikeness, nearestName } from '../../src/protocol/nearestName';
import {
  jsonLine,
  markdownText,
  shownLine,
  shownText,
  spreadsheetCell,
  visibleToken,
  withoutControls,
} from '../../src/protocol/plainText';
import { filled } from '../../src/protocol/toTranslate';

const each = <T>(write: (value: T) => string, rows: [T, string][]): void =>
  rows.forEach(([value, text]) => assert.equal(write(value).replaceAll('\u202f', ' '), text, String(value)));

describe('figures', () => {
  it('have three digits that count', () =>
    each(figure, [
      ...([[0, '0'], [1, '1.00'], [-1.5, '−1.50'], [0.001, '0.00100'], [0.000999, '9.99e−4'], [12.345, '12.3']] as [number, string][]), // prettier-ignore
      ...([[999.4, '999'], [999.6, '1 000'], [1000, '1 000'], [-12_345, '−12 300'], [999_999, '1 000 000']] as [number, string][]), // prettier-ignore
      ...([[1e6, '1.00e6'], [-1e6, '−1.00e6'], [1e-7, '1.00e−7'], [Infinity, '∞'], [-Infinity, '−∞'], [NaN, 'NaN']] as [number, string][]), // prettier-ignore
    ]));

  it('are counted, and shares of one', () => {
    each(count, [[0, '0'], [999, '999'], [1000, '1 000'], [1234567, '1 234 567'], [-1234, '−1 234'], [-1, '−1']]); // prettier-ignore
    each(share, [[0, '0 %'], [1, '100 %'], [0.9995, '100 %'], [0.9994, '99.9 %'], [0.1, '10.0 %'], [0.0999, '9.99 %'], [0.05, '5.00 %'], [NaN, 'NaN'], [Infinity, '∞']]); // prettier-ignore
  });

  it('have a sign where that is asked for, and are counted where they are whole', () => {
    each(signedFigure, [[0, '0'], [1.5, '+1.50'], [-1.5, '−1.50'], [0.001, '+0.00100']]); // prettier-ignore
    each(amount, [[1234, '1 234'], [0, '0'], [1.5, '1.50'], [-2, '−2'], [0.5, '0.500']]); // prettier-ignore
  });

  it('of time', () => {
    const rows: [number, string][] = [[0, '0 ms'], [0.994, '994 ms'], [0.995, '1.0 s'], [9.94, '9.9 s'], [9.95, '10 s'], [59.4, '59 s'], [59.6, '1 min 0 s'], [134, '2 min 14 s'], [3599, '59 min 59 s'], [3600, '1 h 0 min'], [7384, '2 h 3 min'], [-1, '–'], [NaN, '–'], [Infinity, '–']]; // prettier-ignore
    each(duration, rows);
    writeTimesIn((text) => text.replace('min', '분'));
    try {
      each(duration, [[134, '2 분 14 s']]); // prettier-ignore
    } finally {
      writeTimesIn((text) => text);
    }
  });

  it('of bytes never have four digits', () =>
    each(bytes, [
      ...([[0, '0 B'], [999, '999 B'], [1000, '1.00 kB'], [12_345, '12.3 kB'], [999_499, '999 kB']] as [number, string][]), // prettier-ignore
      ...([[999_500, '1.00 MB'], [999_999, '1.00 MB'], [999_999_999, '1.00 GB'], [5e12, '5.00 TB']] as [number, string][]), // prettier-ignore
      ...([[999e12, '999 TB'], [5e15, '5 000 TB']] as [number, string][]), // prettier-ignore
    ]));
});

describe('metrics', () => {
  it('are known by the end of their keys', () => {
    assert.deepEqual(['accuracy', 'validation.accuracy', 'a.b.loss', 'x.none', 'toString', ''].map(metricName), ['accuracy', 'accuracy', 'loss', undefined, undefined, undefined]); // prettier-ignore
    each((key: string) => metricText(key, 0.25), [['test.accuracy', '25.0 %'], ['test.loss', '0.250'], ['none', '0.250']]); // prettier-ignore
    assert.deepEqual([metricInTable('bleu', 12.345), metricInTable('loss', 0.25), metricInTable('perplexity', 3)], ['12.35', '0.250', '3.00']); // prettier-ignore
    assert.deepEqual([isBetter('loss', 1, 2), isBetter('loss', 2, 2), isBetter('bleu', 2, 1), isBetter('bleu', 2, 2)], [true, false, true, false]); // prettier-ignore
  });

  it('are called as a person says', () => {
    const { monitored, label, heading, hint } = metricNames((text) => `<${text}>`);
    assert.deepEqual(['loss', 'validation.loss', 'validation.accuracy', 'test.loss', 'x'].map(monitored), ['<training loss>', '<validation loss>', '<accuracy>', '<loss>', '<x>']); // prettier-ignore
    assert.deepEqual([label('macroF1'), heading('macroF1'), heading('bleu'), hint('bleu')], ['<macro F1>', '<Macro F1>', '<BLEU>', undefined]); // prettier-ignore
    assert.match(hint('perplexity') ?? '', /^<e to the mean/);
  });
});

describe('words', () => {
  it('are listed as in a sentence', () => {
    assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((some) => listed(some)), ['', 'a', 'a and b', 'a, b and c']); // prettier-ignore
    assert.equal(listed(['a', 'b'], 'or'), 'a or b');
  });

  it('that were meant are near', () => {
    assert.deepEqual(byLikeness('AB', ['xy', 'abc', 'ab', 'Ab']), ['ab', 'Ab', 'abc', 'xy']);
    assert.equal(nearestName('abcdef', ['abxxef', 'zzzzzz']), 'abxxef'); // two edits
    assert.equal(nearestName('abcdefghi', ['abcdefxyz']), 'abcdefxyz'); // a third
    assert.equal(nearestName('abcdef', ['abcxyz']), undefined);
    assert.equal(nearestName('siz', ['hidden', 'VocabularySize']), 'VocabularySize');
    assert.equal(nearestName('si', ['hidden', 'vocabularySize']), undefined);
    assert.equal(nearestName('a'.repeat(65), ['a'.repeat(65)]), undefined);
    assert.equal(nearestName('a'.repeat(64), ['a'.repeat(64)]), 'a'.repeat(64));
    const tail = (end: string): string => 'x'.repeat(64) + end;
    assert.deepEqual(byLikeness(tail('a'), [tail('b'), tail('a')]), [tail('b'), tail('a')], 'only the first 64 count');
  });
});

describe('plain text', () => {
  it('has signs for what acts', () => {
    assert.equal(
      withoutControls('a\u0000\u001b\u007f\u0085\u202e\u2066b\ud800\tc\r\nd\re'),
      'a␀␛␡��\ufffdb\ufffd\tc\nd␍e',
    );
    assert.equal(shownText('[x](command:y) $(icon) f(x)'), '[x]\u2060(command:y) $\u2060(icon) f(x)');
    assert.equal(shownLine('a\n\t b\u2028c\u2029d'), 'a  b c d');
    assert.equal(markdownText('*a* <b>\n c  d\te'), '&#42;a&#42; &#60;b&#62;\n\n&nbsp;c&nbsp; d&nbsp;e');
    assert.equal(jsonLine({ a: '\u007f\u202e\n' }), '{"a":"\\u007f\\u202e\\n"}');
  });

  it('is cut with an ellipsis, and no character in two', () => {
    assert.deepEqual(['abc', 'abcd'].map((text) => shownText(text, 3)), ['abc', 'ab…']); // prettier-ignore
    assert.equal(shownText('a😀bc', 3), 'a…');
    assert.equal(shownText('ab😀c', 4), 'ab…');
    assert.equal(shownText('😀bcd', 4), '😀b…');
    assert.deepEqual([shownText('x'.repeat(4001)).length, shownText('x'.repeat(4000)).length], [4000, 4000]);
    assert.equal(shownLine('x'.repeat(1001)).length, 1000);
    assert.equal(markdownText('x'.repeat(4001)), `${'x'.repeat(3999)}…`);
  });

  it('shows white space where a token is nothing else', () =>
    assert.deepEqual([' a ', '\n\n', '\t\t', '', 'a'].map(visibleToken), ['␣a␣', '↵↵', '⇥⇥', '∅', 'a'])); // prettier-ignore

  it('takes its values where they belong, and keeps places that have none', () => {
    assert.equal(filled('{1} of {0}: {2} {10}', ['a', '{1}']), '{1} of a: {2} {10}');
    assert.equal(filled('{10} {0}', '0 1 2 3 4 5 6 7 8 9 ten'.split(' ')), 'ten 0');
    assert.equal(filled('{0}'), '{0}');
  });

  it('is a line of a table', () => {
    assert.equal(csvLine(['a', 'b c', 1.5, -1]), 'a,b c,1.5,-1\r\n');
    assert.equal(csvLine(['a"b', 'c,d', 'e\nf', '=g', '']), '"a""b","c,d","e\nf",\'=g,\r\n');
    assert.equal(csvLine(['a\rb']), '"a\rb"\r\n');
  });

  it('is no formula in a spreadsheet', () => {
    for (const cell of ['=1', '+a', '-a', '@a', '\ta', '\ra', '＝1', '＋1', '－1', '＠1'])
      assert.equal(spreadsheetCell(cell), `'${cell}`);
    for (const cell of ['1', '-1', '+1.5', '-.5', '-1e-5', 'a=1', '']) assert.equal(spreadsheetCell(cell), cell);
  });
});

describe('errors of others', () => {
  const thrown = (code: string, more: object = {}) =>
    Object.assign(new Error('made up'), { code, syscall: 'open', ...more });

  it('have their reasons in words', () => {
    const reasons: [string, RegExp][] = [['ENOSPC', /disk is full/], ['EDQUOT', /share of the disk/], ['EACCES', /permission/], ['EPERM', /permission/], ['EROFS', /read-only/], ['EMFILE', /too many files/], ['ENFILE', /too many files/], ['EIO', /a fault/], ['ENOTDIR', /not a folder/], ['EISDIR', /is a folder/], ['ELOOP', /in a circle/], ['ENAMETOOLONG', /longer than/]]; // prettier-ignore
    for (const [code, reason] of reasons) assert.match(reasonOf(thrown(code)), reason);
    assert.deepEqual([reasonOf(thrown('EWHAT')), reasonOf('text')], ['made up', 'text']);
    assert.deepEqual([null, 'x', {}, { code: 7 }].map(systemCodeOf), ['', '', '', '7']);
  });

  it('become failures with a code, and the file where it is known', () => {
    const file = '/a/b';
    assert.deepEqual(foreignFailure(thrown('ENOENT', { path: file })), { code: 'NOT_FOUND', message: '"/a/b" does not exist.', place: { file } }); // prettier-ignore
    assert.deepEqual(foreignFailure(thrown('EISDIR', { path: file })), { code: 'DISK', message: '"/a/b" could not be used: it is a folder.', place: { file } }); // prettier-ignore
    assert.deepEqual(foreignFailure(thrown('ENOENT')), { code: 'DISK', message: 'A file could not be used: made up.', place: undefined }); // prettier-ignore
    assert.equal(foreignFailure(thrown('EIO', { path: 7 }))?.place, undefined);
    assert.equal(foreignFailure(thrown('ENOMEM'))?.code, 'NO_MEMORY');
    for (const nothing of [new Error('x'), 'text', null, undefined]) assert.equal(foreignFailure(nothing), undefined);
    const long = foreignFailure(new Error(`bad_alloc ${'x'.repeat(500)}`))?.message ?? '';
    assert.match(long, /^There was not enough memory \(bad_alloc x{190}\)\. /);
  });

  it('cross threads as plain data', () => {
    const error = new LabError('BUSY', 'text', { file: 'x' }, { cause: 1 });
    assert.deepEqual([error.name, error.code, error.cause], ['LabError', 'BUSY', 1]);
    const data = LabError.toData(error);
    assert.deepEqual(data, { code: 'BUSY', message: 'text', place: { file: 'x' } });
    const back = LabError.fromData(data);
    assert.ok(back instanceof LabError);
    assert.deepEqual([back.code, back.message, back.place], ['BUSY', 'text', { file: 'x' }]);
    assert.deepEqual(LabError.toData(new TypeError('odd')), { code: 'INTERNAL', message: 'Unexpected failure: odd' });
    assert.deepEqual(LabError.toData('odd'), { code: 'INTERNAL', message: 'Unexpected failure: odd' });
    assert.equal(LabError.toData(thrown('EIO')).code, 'DISK');
  });
});

describe('a Git LFS pointer', () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid';

  it('is told from its first bytes', () => {
    for (const start of [pointer, Buffer.from(pointer), Buffer.from(pointer).subarray(0, LFS_POINTER_BYTES)])
      assert.throws(() => refuseLfsPointer('/x', start), { code: 'INVALID_DATA', message: /^"\/x" is a Git LFS pointer/, place: { file: '/x' } }); // prettier-ignore
    for (const start of ['', 'version 1', ` ${pointer}`, Buffer.from(pointer).subarray(1), new Uint8Array(0)])
      refuseLfsPointer('/x', start);
  });
});
