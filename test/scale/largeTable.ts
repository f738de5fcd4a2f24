// Trainings from a table with labels of any size: what the process holds above a training from a small one. Run by
// `npm run test:table [-- --size 1000 --part labels]`; the size is in MB. Prints what it measured, and fails where a network takes more
// than 600 MB. What a classical model takes is printed alone: its vectors of all texts lie in memory.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { figure } from '../../scripts/test/figures.mjs';
import { writeCorpus } from './corpusText';
import { measureCommand } from './measureCommand';

const MOST_MB = 600;

const data = { validation: 0.1, test: 0.1 };
const network = {
  tokenizer: { type: 'whitespace', vocabularySize: 20_000, minFrequency: 5 },
  model: { type: 'bow', embedding: 8 },
  training: { epochs: 1, batchSize: 1024, maxLength: 64 },
};

/** What is trained, and how much it may take. */
const parts: Record<string, { experiment: object; most: number }> = {
  labels: { experiment: { ...network, task: 'classification' }, most: MOST_MB },
  numbers: { experiment: { ...network, task: 'regression' }, most: MOST_MB },
  classical: {
    experiment: { ...network, task: 'classification', model: 'naive-bayes', training: {} },
    most: Infinity,
  },
};

function megabytesOf(experiment: object, table: string, folder: string): number {
  const file = path.join(folder, 'table.nlplab.json');
  fs.writeFileSync(file, JSON.stringify({ name: 'table', ...experiment, data: { ...data, train: table } }));
  const { status, megabytes, seconds, err } = measureCommand(['train', file, '--runs', path.join(folder, 'runs')], folder); // prettier-ignore
  assert.equal(status, 0, err);
  console.log(`  ${path.basename(table)}: ${megabytes.toFixed(0)} MB in all, ${seconds.toFixed(1)} s of the processor`);
  for (const note of err.split('\n').filter((line) => line.startsWith('note:'))) console.log(`    ${note}`);
  return megabytes;
}

function main(): void {
  const { values } = parseArgs({ options: { size: { type: 'string', default: '100' }, part: { type: 'string', default: '' } } }); // prettier-ignore
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-table-'));
  try {
    const [small, large] = [0.1, Number(values.size)].map((megabytes) => {
      const file = path.join(folder, `${megabytes}.tsv`);
      writeCorpus(file, megabytes);
      return file;
    });
    for (const [name, { experiment, most }] of Object.entries(parts)) {
      if (!name.includes(values.part)) continue;
      const above = megabytesOf(experiment, large, folder) - megabytesOf(experiment, small, folder);
      figure(`${name} of ${values.size} MB: ${above.toFixed(0)} MB above the start`);
      assert.ok(above < most, `${name} took too much memory`);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main();
