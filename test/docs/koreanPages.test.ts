// A page in docs/ko/ says what the English page of its name says, in the same sections, with the same code and links.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ENGLISH, KOREAN, readPage, type Page } from './page';

/** Pages of Korean alone; that of README.md lies at the root. */
const OWN = ['terms.md'];

const names = fs.readdirSync(KOREAN).filter((file) => !OWN.includes(file));
const englishOf = (name: string): string => (name === 'README.md' ? name : path.join(ENGLISH, name));

const exists = (file: string): boolean => fs.existsSync(file);
const isAddress = (target: string): boolean => /^[a-z]+:/.test(target);

/** The Korean page of an English file, or the file itself where it has none. */
function inKorean(file: string): string {
  const own = path.join(KOREAN, path.relative(ENGLISH, file));
  if (file === 'README.md') return path.join(KOREAN, file);
  return exists(own) ? own : file;
}

/** Where a link of the English page leads from the Korean one: to the Korean page, and there to the same section. */
function expectedLink(target: string, english: Page): string {
  if (isAddress(target)) return target;
  const [where, anchor] = target.split('#');
  const file = where === '' ? english.file : path.join(path.dirname(english.file), where);
  if (file.startsWith(KOREAN)) return path.relative(KOREAN, english.file).replaceAll(path.sep, '/'); // to the other language
  const other = inKorean(file);
  const to = where === '' ? '' : path.relative(KOREAN, other).replaceAll(path.sep, '/');
  if (anchor === undefined) return to;
  if (other === file) return `${to}#${anchor}`;
  const place = readPage(file).sections.findIndex((section) => section.anchor === anchor);
  return `${to}#${readPage(other).sections[place]?.anchor}`;
}

/** Equations and lists of files have words, which are those of the language; what a person types or a file holds is the same in both. */
const isTyped = (code: string): boolean => /^(```|\s*(\$|nlp-lab|npm|node|python|[{"])\s?)/.test(code);
const hasWords = (code: string): boolean => /[가-힣]/.test(code) && !isTyped(code);

for (const name of names) {
  describe(`docs/ko/${name}`, () => {
    const english = readPage(englishOf(name));
    const korean = readPage(path.join(KOREAN, name));
    const pairs = english.sections.map((section, i) => ({ section, same: korean.sections[i] }));

    it('has the sections of the English page', () => {
      const levels = ({ sections }: Page): number[] => sections.map(({ level }) => level);
      assert.deepEqual(levels(korean), levels(english));
    });

    it('has its code, but for the words of equations and lists', () => {
      for (const { section, same } of pairs) {
        assert.equal(same.code.length, section.code.length, same.anchor);
        section.code.forEach((code, i) => {
          if (!hasWords(same.code[i])) assert.equal(same.code[i], code);
          else assert.equal(same.code[i].split('\n').length, code.split('\n').length, same.code[i]);
        });
      }
    });

    it('has its tables, row by row', () => {
      for (const { section, same } of pairs)
        assert.deepEqual(
          same.rows.map((row) => row.length),
          section.rows.map((row) => row.length),
          same.anchor,
        );
    });

    it('has its links, to Korean pages where there are such', () => {
      for (const { section, same } of pairs)
        assert.deepEqual(
          same.links.filter((link) => !OWN.includes(link)).sort(),
          section.links.map((link) => expectedLink(link, english)).sort(),
        );
    });

    it('leads to files that are there', () => {
      const files = korean.sections.flatMap(({ links }) => links.filter((link) => link !== '' && !isAddress(link)));
      const missing = files.map((link) => link.split('#')[0]).filter((file) => !exists(path.join(KOREAN, file)));
      assert.deepEqual(missing, []);
    });
  });
}
