// One Korean term for one thing: docs/ko/terms.md lists the terms, and here they are held in the interface, in the Korean pages and in the
// lessons.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import korean from '../../l10n/bundle.l10n.ko.json';
import koreanManifest from '../../package.nls.ko.json';
import { KOREAN, readPage, tableRows } from './page';

const TERMS = 'terms.md';
const LESSONS = path.resolve('samples/lessons');
const NONE = '–';

/** A word that ends in a consonant has other particles than one that ends in a vowel. */
const endsInConsonant = (word: string): boolean => ((word.codePointAt(word.length - 1) ?? 0) - 0xac00) % 28 > 0;

const listed = (cell: string): string[] => (cell === NONE ? [] : cell.split(', '));

const terms = tableRows(readPage(path.join(KOREAN, TERMS))).map(([english, term, avoided]) => ({
  english,
  words: listed(term.replace(/\([^)]*\)/g, '')),
  avoided: listed(avoided),
}));

const linesOf = (folder: string, file: string): [string, string][] =>
  fs
    .readFileSync(path.join(folder, file), 'utf8')
    .split('\n')
    .map((line, i): [string, string] => [`${file}:${i + 1}`, line]);

const lessons = fs
  .readdirSync(LESSONS)
  .flatMap((lesson) => fs.readdirSync(path.join(LESSONS, lesson)).map((name) => `${lesson}/${name}`))
  .filter((file) => /lesson\.ko\.md$|\.nlplab\.json$/.test(file));

const texts: [string, string][] = [
  ...Object.entries<string>(korean),
  ...Object.entries<string>(koreanManifest),
  ...fs
    .readdirSync(KOREAN)
    .filter((file) => file !== TERMS)
    .flatMap((file) => linesOf(KOREAN, file)),
  ...lessons.flatMap((file) => linesOf(LESSONS, file)),
];

const found = (isThere: (text: string) => boolean): string[] =>
  texts.filter(([, text]) => isThere(text)).map(([place, text]) => `${place}: ${text}`);

describe('Korean terms', () => {
  it('stand in docs/ko/terms.md in the order of the English ones, each once', () => {
    const names = terms.map(({ english }) => english);
    assert.ok(names.length > 40);
    assert.deepEqual(names, [...new Set(names)].sort());
  });

  it('are the only ones for what they mean', () => {
    for (const { english, avoided } of terms)
      for (const word of avoided)
        assert.deepEqual(
          found((text) => new RegExp(`(?<![가-힣])${word}`).test(text)),
          [],
          `${english}: ${word}`,
        );
  });

  it('have the particles of their last letters', () => {
    for (const word of terms.flatMap(({ words }) => words)) {
      const wrong = endsInConsonant(word) ? '(를|와|는|가)' : '(을|과|은)';
      const pattern = new RegExp(`${word}${wrong}(?![가-힣])`);
      assert.deepEqual(
        found((text) => pattern.test(text)),
        [],
        word,
      );
    }
  });
});
