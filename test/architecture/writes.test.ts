// Bytes go into files in one place.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

/** What writes into files, or opens them for that. */
const WRITES =
  /\b(writeSync|writevSync|writeFileSync|appendFileSync|createWriteStream|writeFile|appendFile|copyFileSync)\(/;
/** A write of an open file, which may take a part only. */
const PART = /\b(file|open|created|scratch)\.write\(/;

const sources = ['engine', 'cli'].flatMap((folder) =>
  (fs.readdirSync(path.join('src', folder), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join('src', folder, ...name.split(path.sep))),
);
const withMatch = (pattern: RegExp): string[] =>
  sources.filter((name) => pattern.test(fs.readFileSync(name, 'utf8'))).sort();

describe('writing', () => {
  it('asks the system in nodeFiles.ts alone', () =>
    assert.deepEqual(withMatch(WRITES), ['src/engine/store/nodeFiles.ts']));

  it('goes on until all is written, in writeFully.ts alone', () =>
    assert.deepEqual(withMatch(PART), ['src/engine/store/writeFully.ts']));
});
