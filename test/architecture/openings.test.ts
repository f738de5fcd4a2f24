// Files that people name are opened in one place, which refuses what is no file: nothing else of the engine, the host and the command
// line opens any, but for files of its own.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

const OPENING = /\b(createReadStream|openSync|readFileSync|openAsBlob)\(|(?<!workspace\.)\bfs\.(open|readFile)\(/;

const MAY_OPEN: Readonly<Record<string, string>> = {
  'src/engine/disk/plainFile.ts': 'it is the place',
  'src/engine/store/nodeFiles.ts': 'makes new files, and opens folders',
  'src/engine/store/surroundings.ts': 'what the system says of itself',
  'src/engine/text/tokenizers/threadTime.ts': 'how long the thread has computed, as the system tells it',
  'src/cli/main.ts': 'the package.json beside it',
  'src/cli/shared/exportedService.ts': 'the programs beside it, and a run that was just opened',
  'src/cli/commands/export.ts': 'the file that it has just written',
};

function openings(file: string): boolean {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.some((line) => OPENING.test(line));
}

describe('files that people name', () => {
  it('are opened in one place, which refuses what is no file', () => {
    const files = ['src/engine', 'src/host', 'src/cli'].flatMap((folder) =>
      fs
        .readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => path.posix.join(folder, name.split(path.sep).join('/'))),
    );
    assert.ok(files.length > 500);
    assert.deepEqual(files.filter(openings).sort(), Object.keys(MAY_OPEN).sort());
  });
});
