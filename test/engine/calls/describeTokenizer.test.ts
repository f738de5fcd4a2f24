// What a tokenizer.json says of itself is read in the engine, for any file that may be named.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describeTokenizer } from '../../../src/engine/calls/describeTokenizer';
import { withFolder } from '../store/support/temporaryFolder';
import { callContext } from './support/callContext';

const described = (file: string) => describeTokenizer({ file }, callContext());

describe('what a tokenizer.json says of itself', () => {
  it('is told of a file, and of nothing else', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'a.json');
      fs.writeFileSync(file, JSON.stringify({ model: { type: 'WordLevel', vocab: { a: 0, b: 1 } } }));
      assert.equal((await described(file)).described?.vocabularySize, 2);
      fs.writeFileSync(file, '{');
      await assert.rejects(described(file), { code: 'INVALID_FILE', message: /^a\.json is not JSON: line 1/ });
      fs.truncateSync(file, 65e6); // larger than anyone would look at: it is not even read
      for (const other of [file, folder, path.join(folder, 'none.json')]) assert.deepEqual(await described(other), {});
      await assert.rejects(described('/dev/zero'), { code: 'INVALID_FILE' });
    }));
});
