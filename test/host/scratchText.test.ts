// Texts for the engine: each in a file of this process, and none of a process that has gone.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { writeScratchText } from '../../src/host/editor/scratchText';

describe('a text for the engine', () => {
  const outer = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-texts-'));
  after(() => fs.rmSync(outer, { recursive: true }));

  it('has a file of its own, and those of killed windows go', async () => {
    const folder = path.join(outer, 'not', 'there');
    const first = await writeScratchText(folder, 'one');
    for (const left of ['text-99999999-1.txt', 'notes.txt']) fs.writeFileSync(path.join(folder, left), '');
    const second = await writeScratchText(folder, 'two');
    assert.deepEqual(fs.readdirSync(folder).sort(), ['notes.txt', path.basename(first), path.basename(second)].sort());
    assert.deepEqual([first, second].map((file) => fs.readFileSync(file, 'utf8')), ['one', 'two']); // prettier-ignore
  });
});
