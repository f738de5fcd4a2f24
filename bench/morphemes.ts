// Korean morphology by tags of characters: do words of a file come back as their morphemes, and how well are they learned? The file is
// any that experiments with `data.morphemes` read, or Kiwi writes it of sentences of the shared data: then the figures are its agreement
// with a tagger that has learned from it.
// usage: npm run bench:morphemes -- --train ko_kaist-ud-dev.conllu --test ko_kaist-ud-test.conllu [--set training.epochs=5 ...]
//        npm run bench:morphemes -- --kiwi-model ~/kiwi [--sentences 5000]

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readTable } from '../src/engine/library/tables';
import { openAnalyser } from '../src/engine/text/tokenizers/analysers/openAnalyser';
import { analysedWords, wordLines } from './morphemes/analysedWords';
import { comeBack } from './morphemes/comeBack';

const SHARED = path.resolve('..', 'shared', 'data');

/** Texts of each set, and the column that they are in. */
const SENTENCES: [file: string, column: string][] = [
  ['nsmc/train.tsv.gz', 'document'],
  ['korsts/sts-train.tsv', 'sentence1'],
  ['chatbot-ko/ChatbotData.csv', 'Q'],
];

async function sentences(count: number): Promise<string[]> {
  const each = Math.ceil(count / SENTENCES.length);
  const texts: string[] = [];
  for (const [file, column] of SENTENCES) {
    const { columns, rows } = await readTable(path.join(SHARED, file));
    const at = columns.indexOf(column);
    texts.push(...rows.map((row) => row[at].trim()).filter((text) => text !== '').slice(0, each)); // prettier-ignore
  }
  return texts;
}

/** Two files: nine of ten sentences, and the rest. */
async function writtenByKiwi(model: string, count: number, folder: string): Promise<{ train: string; test: string }> {
  const { analyse } = await openAnalyser('kiwi', model);
  const files = { train: path.join(folder, 'train.txt'), test: path.join(folder, 'test.txt') };
  const lines: Record<'train' | 'test', string[]> = { train: [], test: [] };
  let left = 0;
  for (const [i, text] of (await sentences(count)).entries()) {
    const words = analysedWords(text, analyse(text, { baseForms: false }));
    if (words) lines[i % 10 === 9 ? 'test' : 'train'].push(wordLines(words));
    else left++;
  }
  for (const part of ['train', 'test'] as const) fs.writeFileSync(files[part], lines[part].join('\n'));
  console.log(`Kiwi wrote ${lines.train.length} and ${lines.test.length} sentences; ${left} were left out.`);
  return files;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ train: { type: 'string' }, test: { type: 'string' }, 'kiwi-model': { type: 'string' } },
      ...{ sentences: { type: 'string', default: '5000' }, set: { type: 'string', multiple: true, default: [] } },
      'only-back': { type: 'boolean', default: false },
    },
  });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'morphemes-'));
  try {
    const { train = '', test = '' } =
      values.train === undefined
        ? await writtenByKiwi(values['kiwi-model'] ?? '', Number(values.sentences), folder)
        : { train: path.resolve(values.train), test: path.resolve(values.test ?? values.train) };
    for (const file of [train, test]) {
      const { words, back, tags } = await comeBack(file);
      console.log(`${path.basename(file)}: ${back} of ${words} words come back as they were; ${tags} tags`);
    }
    if (values['only-back']) return;
    const sets = [`data.train=${train}`, `data.test=${test}`, ...values.set].flatMap((setting) => ['--set', setting]);
    const args = ['dist/cli.js', 'train', 'bench/experiments/morphemes.nlplab.json', ...sets, '--runs', folder];
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
    process.exitCode = status ?? 1;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
