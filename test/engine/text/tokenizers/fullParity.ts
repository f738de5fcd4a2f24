// Ids beside those of Hugging Face on whole files, with odd lines among them: files written here, trained by the npm package,
// and any others that are named.
//
// npm run test:tokenizers [-- <text file or tokenizer.json> ...]      at most 50,000 lines of each text, plain or .gz; without
// one those of ../shared/data. test/golden/make_foreign_tokenizers.py makes files in the way of T5, XLM-R and Llama. Prints a
// line for each tokenizer; the exit code is 1 when an id differs.

import fs from 'node:fs';
import zlib from 'node:zlib';
import { figure } from '../../../../scripts/test/figures.mjs';
import type { TokenizerType } from '../../../../src/protocol/tokenizer';
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
  figure(`${name}: ${differing} of ${texts.length} lines differ${example}`);
  return differing === 0;
}

const SHARED = ['nsmc/train.tsv.gz', 'multi30k/train.en.gz', 'multi30k/train.de.gz'].map(
  (name) => `../shared/data/${name}`,
);

function linesOf(file: string): string[] {
  const bytes = fs.readFileSync(file);
  const text = (file.endsWith('.gz') ? zlib.gunzipSync(bytes) : bytes).toString('utf-8');
  return text.split('\n').slice(0, MAX_LINES);
}

async function main(given: string[]): Promise<void> {
  const ready = given.filter((file) => file.endsWith('.json'));
  const files = given.filter((file) => !file.endsWith('.json'));
  const lines = (files.length > 0 ? files : SHARED).flatMap(linesOf);
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
  for (const file of ready) same = (await compare(file, fs.readFileSync(file, 'utf-8'), texts)) && same;
  process.exitCode = same ? 0 : 1;
}

void main(process.argv.slice(2));
