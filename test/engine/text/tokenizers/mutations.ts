// Real tokenizer.json files, changed in a few places as JSON: keys taken out, values exchanged, types of another stage, numbers
// that are too large, strings that are odd. Each must be refused with a LabError or give tokens that make sense.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { createTokenizer, learnVocabulary } from '../../../../src/engine/text/tokenizer';
import { formatTokenizer } from '../../../../src/engine/text/tokenizerFile';
import { readTokenizerJson } from '../../../../src/engine/text/tokenizers/tokenizerJson';
import { LabError } from '../../../../src/protocol/labError';
import { type RandomNumbers, randomNumbers } from '../../../faults/randomNumbers';
import { processorMs } from '../../../support/processorTime';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const texts = [
  '',
  'the cat sat',
  '영화가 정말 ㅋㅋㅋ!!',
  ' \t😀 e\u0301 \ud83d x',
  'a'.repeat(3000),
  'ab '.repeat(500),
];

/** Small files of every model, by name. */
export function mutatedFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  const corpus = ['the cat sat on the mat', '영화가 정말 재미있었다 ㅋㅋㅋ', 'the dog, the log; 3.5€'];
  for (const type of ['word', 'regex', 'jamo', 'bpe', 'byte-bpe', 'wordpiece', 'unigram'] as const) {
    const options = { type, lowercase: true, vocabularySize: 120, minFrequency: 1, pattern: '\\p{L}+' };
    files[type] = formatTokenizer(options, learnVocabulary(corpus, createTokenizer(options), options));
  }
  for (const name of ['llama', 't5']) files[name] = shortened(name);
  return files;
}

/** Of a file of SentencePiece, the first pieces. */
function shortened(name: string): string {
  const bytes = zlib.gunzipSync(fs.readFileSync(path.join('test', 'golden', `${name}.json.gz`)));
  const file = JSON.parse(bytes.toString()) as { model: { vocab: Json; merges: string[] } };
  const { model } = file;
  if (Array.isArray(model.vocab)) model.vocab = model.vocab.slice(0, 150);
  else {
    const entries = Object.entries(model.vocab as Record<string, number>).filter(([, id]) => id < 500);
    const ids = new Map(entries);
    model.vocab = Object.fromEntries(entries);
    model.merges = model.merges.filter((merge) => {
      const [left, right] = merge.split(' ');
      return ids.has(left) && ids.has(right) && ids.has(left + right);
    });
  }
  return JSON.stringify(file);
} // prettier-ignore

const odd: readonly Json[] = [
  ...[null, true, false, 0, -1, 1, 0.5, 2 ** 31, 2 ** 53, 1e308, '', ' ', '\u0000', '\ud83d', '▁', '##', '__proto__'],
  ...['(a+)+b', '(', '[^', '\\p{L}', '(?<=a)b', 'x'.repeat(50_000), [], {}, [[]], [null], { type: 'Sequence' }],
  ...['BPE', 'WordPiece', 'WordLevel', 'Unigram', 'Metaspace', 'ByteLevel', 'Split', 'NFD', 'Precompiled', 'Kiwi', 'Kuromoji', 'Fuse'],
]; // prettier-ignore

/** A copy, since it is changed in its turn. */
const oddValue = (random: RandomNumbers): Json => structuredClone(random.pick(odd));

/** The containers of a tree, those of large vocabularies once. */
function containersOf(root: Json): (Json[] | { [key: string]: Json })[] {
  const found: (Json[] | { [key: string]: Json })[] = [];
  const visit = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    found.push(value);
    const inner = Array.isArray(value) ? value : Object.values(value);
    for (const each of inner.slice(0, 40)) visit(each);
  };
  visit(root);
  return found;
}

/** Changes one place. */
function mutate(root: Json, random: RandomNumbers): void {
  const containers = containersOf(root);
  const place = random.pick(containers);
  const keys = Object.keys(place);
  const key = keys.length > 0 ? random.pick(keys) : '0';
  const at = place as { [key: string]: Json };
  const other = random.pick(containers);
  switch (random.below(7)) {
    case 0:
      if (Array.isArray(place)) place.splice(Number(key), 1);
      else delete at[key];
      return;
    case 1:
      at[key] = structuredClone(other);
      return;
    case 2:
      if (Array.isArray(place)) place.push(...structuredClone(place.slice(0, 3)));
      else at[random.pick(['type', 'id', 'content', 'pattern', '__proto__', 'vocab', 'merges', 'x'])] = oddValue(random);
      return;
    case 3:
      if (typeof at[key] === 'number') at[key] = at[key] + random.pick([-1, 1, 0.5, 1000, -1e9]);
      else at[key] = oddValue(random);
      return;
    case 4:
      if (typeof at[key] === 'string') at[key] = at[key].slice(random.below(at[key].length + 1)) + String(random.pick(['', 'a', '▁', '\ud800']));
      else at[key] = oddValue(random);
      return;
    default:
      at[key] = oddValue(random);
  }
} // prettier-ignore

export interface MutationOptions {
  runs: number;
  seed: number;
  /** To repeat one: its number, with `runs` 1. */
  first?: number;
}

/** Throws what is wrong, with what repeats it. Returns how many of the files could be used, and the slowest in milliseconds. */
export function checkMutations(
  name: string,
  { runs, seed, first = 0 }: MutationOptions,
): { used: number; slowestMs: number } {
  const original = mutatedFiles()[name];
  let used = 0;
  let slowestMs = 0;
  for (let run = first; run < first + runs; run++) {
    const random = randomNumbers(seed * 1_000_003 + run);
    const root = JSON.parse(original) as Json;
    for (let changes = 1 + random.below(3); changes > 0; changes--) mutate(root, random);
    const text = JSON.stringify(root);
    const tookMs = processorMs(() => {
      try {
        if (isUsed(text)) used++;
      } catch (error) {
        throw new Error(`${name}, seed ${seed}, run ${run}: ${String(error).slice(0, 300)}`, { cause: error });
      }
    });
    slowestMs = Math.max(slowestMs, tookMs);
  }
  return { used, slowestMs };
}

/** False where the file was refused. */
function isUsed(json: string): boolean {
  try {
    const pipeline = readTokenizerJson(json, 'tokenizer.json');
    for (const text of texts) {
      const ids = [...pipeline.encode(text)];
      const found = pipeline.tokenize(text);
      assert.deepEqual(found.ids, ids);
      assert.ok(ids.every((id) => Number.isInteger(id) && id >= 0 && id < pipeline.tokens.length));
      let start = 0;
      for (const [from, to] of found.offsets.filter(([, to]) => to > 0)) {
        assert.ok(from >= 0 && to >= from && to <= text.length && (from >= start || from === 0), `[${from}, ${to}]`);
        start = Math.max(start, from);
      }
      assert.equal(typeof pipeline.decode(ids), 'string');
    }
    return true;
  } catch (error) {
    if (error instanceof LabError) return false;
    throw error;
  }
}
