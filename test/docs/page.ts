// What a page of docs/ is made of, for tests that hold pages of two languages together: headings, blocks of code, links, tables.

import fs from 'node:fs';
import path from 'node:path';

export const ENGLISH = 'docs';
export const KOREAN = path.join('docs', 'ko');

/** What stands below one heading. */
interface Section {
  /** Of the heading, 1 to 6; 0 before the first one. */
  level: number;
  /** The address within the page, as GitHub and VS Code make it from the heading. */
  anchor: string;
  /** Blocks of code, fences and indents included. */
  code: string[];
  links: string[];
  /** Cells of each row of the tables, without heads. */
  rows: string[][];
}

export interface Page {
  file: string;
  sections: Section[];
}

const section = (level: number, anchor: string): Section => ({ level, anchor, code: [], links: [], rows: [] });

/** Of a heading without the `#`s. */
function anchorOf(heading: string): string {
  const words = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '');
  return words.trim().replaceAll(' ', '-');
}

const cellsOf = (row: string): string[] =>
  row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Blocks are fenced, or indented by four spaces behind an empty line. Titles of links are not known. */
export function readPage(file: string): Page {
  const sections = [section(0, '')];
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const isIndented = (i: number): boolean => lines[i]?.startsWith('    ') ?? false;
  for (let i = 0; i < lines.length; i++) {
    const last = sections[sections.length - 1];
    const start = i;
    if (lines[i].startsWith('```')) {
      do i++;
      while (lines[i] !== '```');
      last.code.push(lines.slice(start, i + 1).join('\n'));
      continue;
    }
    if (isIndented(i) && (lines[i - 1] ?? '') === '') {
      while (isIndented(i + 1) || (lines[i + 1] === '' && isIndented(i + 2))) i++;
      last.code.push(lines.slice(start, i + 1).join('\n'));
      continue;
    }
    const heading = /^(#+) (.*)/.exec(lines[i]);
    if (heading) sections.push(section(heading[1].length, anchorOf(heading[2])));
    const { links, rows } = sections[sections.length - 1];
    links.push(...[...lines[i].matchAll(/\]\(([^)\s]*)\)/g)].map(([, target]) => target));
    if (/^\| *:?-/.test(lines[i])) rows.pop();
    else if (lines[i].startsWith('|')) rows.push(cellsOf(lines[i]));
  }
  return { file, sections };
}

export const tableRows = (page: Page): string[][] => page.sections.flatMap(({ rows }) => rows);
