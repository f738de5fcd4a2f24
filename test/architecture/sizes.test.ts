// Files stay short: none above a limit, and half of those in src small enough to be read at one look.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const MOST_LINES = 300;
const MEDIAN_LINES = 80;

const FOLDERS = ['src', 'test', 'scripts', 'bench'];
const isSource = (file: string): boolean => /\.(ts|mjs|cjs|js|css|py)$/.test(file);
const isGenerated = (file: string): boolean => file.includes('/generated/');

/** Longer than the limit, and why. */
const LONGER: Readonly<Record<string, string>> = {
  'test/engine/graph/operatorTable.ts': 'a table: one row for each operator',
};

/** Written files by path from the project's root, with slashes, and their lines. */
function lineCounts(): Map<string, number> {
  const below = (folder: string): string[] =>
    fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.posix.join(folder, name));
  const files = [...fs.readdirSync('.'), ...FOLDERS.flatMap(below)].map((file) => file.replaceAll('\\', '/'));
  const written = files.filter((file) => isSource(file) && !isGenerated(file) && fs.statSync(file).isFile());
  return new Map(written.map((file) => [file, fs.readFileSync(file, 'utf8').trimEnd().split('\n').length]));
}

describe('the sizes of files', () => {
  const counts = lineCounts();

  it(`are at most ${MOST_LINES} lines, those excepted that are named with a reason`, () => {
    const long = [...counts].filter(([, lines]) => lines > MOST_LINES).map(([file]) => file);
    assert.deepEqual(long.sort(), Object.keys(LONGER).sort());
  });

  it(`have a median of at most ${MEDIAN_LINES} lines in src`, () => {
    const lines = [...counts].filter(([file]) => file.startsWith('src/')).map(([, count]) => count);
    assert.ok(lines.length > 500, `only ${lines.length} files`);
    const median = lines.sort((a, b) => a - b)[Math.floor(lines.length / 2)];
    assert.ok(median <= MEDIAN_LINES, `it is ${median}`);
  });
});
