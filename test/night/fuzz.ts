// Hundreds of thousands of damaged files through every reader, a tenth through the slow ones (promise C1).
//
// npm run test:fuzz -- [--files 200000] [--seed 1] [--only <reader>]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz, fuzzedWords } from '../faults/fuzz/fuzz';
import { fileReaders } from '../faults/fuzz/readers';
import { prove } from './prove';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
/** In memory, where there is such a folder: a disk would be worn for nothing. */
const place = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();
const folder = fs.mkdtempSync(path.join(place, 'nlp-lab-fuzz-'));

const parts = fileReaders()
  .filter(({ name }) => values.only === undefined || name === values.only)
  .map((reader) => {
    const part = async (): Promise<string> =>
      fuzzedWords(
        await fuzz(reader, Number(values.files) / (reader.isSlow ? 10 : 1), seed, path.join(folder, reader.name)),
      );
    return [reader.name, part] as const;
  });

void prove(seed, Object.fromEntries(parts)).finally(() => fs.rmSync(folder, { recursive: true }));
