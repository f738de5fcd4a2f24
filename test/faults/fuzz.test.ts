// Damaged files through every reader (promise C1); `npm run test:fuzz` takes hundreds of thousands.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fuzz, fuzzedWords } from './fuzz/fuzz';
import { fileReaders } from './fuzz/readers';
import { drawnSeed } from '../support/seed';

const FILES = 100;

describe('damaged files', () => {
  let folder = '';
  before(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-fuzz-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  for (const reader of fileReaders())
    it(`as ${reader.name} are read or refused`, async () => {
      const done = await fuzz(reader, reader.isSlow ? FILES / 10 : FILES, drawnSeed, path.join(folder, reader.name));
      console.log(`      seed ${drawnSeed}: ${fuzzedWords(done)}`);
    });
});
