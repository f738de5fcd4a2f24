// What was asked for on the command line, and the folder for what is made on the way.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const DIMENSIONS = 100;
/** Where the texts and the judgements of people are. */
export const DATA = path.resolve('../shared/data');

export const option = (name: string, otherwise: string): string =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise;

export const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-bench-'));
