// Ids beside those of Hugging Face on whole files: `node fullParity.js <text file> ...`, at most 50,000 lines of each, with
// odd lines among them. Prints a line for each tokenizer; the exit code is 1 when an id differs.

import fs from 'node:fs';
import type { TokenizerType } from '../../../../src/protocol/experiment';
import { createTokenizer, learnVocabulary } from '../../../../src/engine/text/tokenizer';
import { formatTokenizer } from '../../../../src/engine/text/tokenizerFile';
import { readTokenizerJson } from '../../../../src/engine/text/tokenizers/tokenizerJson';
import { oddTexts } from './corpora';
import { foreignIds, foreignTokenizers } from './foreign';

const MAX_LINES = 50_000;
const LINES_A_CALL = 5_000;

async function compare(name: string, json: string, texts: readonly string[]): Promise<boolean> {
  const pipeline = readTokenizerJson(json, name);
  let differing = 0;
  let example = '';
  for (let from = 0; from < texts.length; from += LINES_A_CALL) {
    const part = texts.slice(from, from + LINES_A_CALL);
    const expected = await foreignIds(json, part);
    part.forEach((text, i) => {
      const ids = pipeline.encode(text);
      if (ids.length === expected[i].length && ids.every((id, at) => id === expected[i][at])) return;
      if (differing++ === 0) example = ` e.g. ${JSON.stringify(text.slice(0, 100))}`;
    });
  }
  console.log(`${name}: ${differing} of ${texts.length} lines differ${example}`);
  return differing === 0;
}

async function main(files: string[]): Promise<void> {
  const lines = files.flatMap((file) => fs.readFileSync(file, 'utf-8').split('\n').slice(0, MAX_LINES));
  const texts = [...oddTexts(2_000), ...lines];
  let same = true;
  const types = ['word', 'syllable', 'jamo', 'bpe', 'byte-bpe', 'wordpiece', 'unigram'] satisfies TokenizerType[];
  for (const type of types) {
    const options = { type, lowercase: false, vocabularySize: 8_000, minFrequency: 2 };
    const json = formatTokenizer(options, learnVocabulary(texts, createTokenizer(options), options));
    same = (await compare(`written here, ${type}`, json, texts)) && same;
  }
  for (const [name, json] of foreignTokenizers(texts))
    same = (await compare(`trained there, ${name}`, json, texts)) && same;
  process.exitCode = same ? 0 : 1;
}

void main(process.argv.slice(2));
