// The command line on large and on odd texts: memory within bounds, time in proportion, an answer or a clear error. Run by
// `npm run test:scale [-- --size 200 --part tokenize]`; the size is that of the larger file in MB; a part's name may be
// given in part. Prints what it measured, and fails when a figure is too large.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { figure } from '../../scripts/test/figures.mjs';
import { writeCorpus, writeRepeated } from './corpusText';
import { measureCommand, type Measured } from './measureCommand';

const MOST_MB = 600;
const MOST_RATIO = 2.3;
const SUBWORDS = ['bpe', 'byte-bpe', 'wordpiece', 'unigram'];
const TYPES = ['whitespace', 'word', 'character', 'syllable', 'jamo', ...SUBWORDS];

/** Arguments of each part, given a file. */
const parts: Record<string, (file: string) => string[]> = {
  statistics: (file) => ['corpus', 'stats', file],
  clean: (file) => ['clean', file, '--steps', 'html,nfkc,lowercase,repeats,stop-words,stemming,duplicates', '--output', `${file}.clean`], // prettier-ignore
  ...Object.fromEntries(TYPES.map((type) => [`tokenize-${type}`, (file) => ['tokenize', file, '--tokenizer', type]])),
  'tokenize-word-all-lines': (file) => ['tokenize', file, '--json'],
  ...Object.fromEntries(
    SUBWORDS.map((type) => [`train-${type}`, (file) => ['tokenizer', 'train', file, '--type', type, '--vocabulary-size', '16000', '--output', `${file}.json`]]), // prettier-ignore
  ),
};

const figures = ({ seconds, megabytes }: Measured, start: Measured): string =>
  `${seconds.toFixed(1)} s, ${(megabytes - start.megabytes).toFixed(0)} MB above the start`;

/** "The start" is the same command on a file of one line. */
function largeTexts(folder: string, size: number, isWanted: (part: string) => boolean): void {
  const wanted = Object.keys(parts).filter(isWanted);
  if (wanted.length === 0) return;
  const small = path.join(folder, 'small.txt');
  fs.writeFileSync(small, 'one line of a few words, 한 줄\n'.repeat(3));
  const files = [size / 2, size].map((megabytes) => path.join(folder, `${megabytes}.txt`));
  [size / 2, size].forEach((megabytes, i) => writeCorpus(files[i], megabytes));
  for (const part of wanted) {
    const [start, half, whole] = [small, ...files].map((file) => measureCommand(parts[part](file), folder));
    for (const each of [start, half, whole]) assert.equal(each.status, 0, each.err);
    const ratio = (whole.seconds - start.seconds) / (half.seconds - start.seconds);
    figure(`${part} of ${size} MB: ${figures(whole, start)}; ${ratio.toFixed(2)} times the time of half of it`);
    assert.ok(whole.megabytes - start.megabytes < MOST_MB, `${part} took too much memory`);
    assert.ok(ratio < MOST_RATIO, `${part} is not linear`);
  }
}

const MEGABYTES = 1e6;

/** A line that is too long is read in pieces where its words are all that counts, which is told. */
const IN_PIECES = /more than 1,000,000 characters were read in pieces/;

interface OddText {
  write(file: string, bytes: number): void;
  bytes: number;
  /** The error, where there is no answer. */
  says?: RegExp;
  /** The error where only learning a tokenizer has no answer. */
  saysLearning?: RegExp;
  ending?: string;
}

/** What is in an odd file, and whether there is an answer or which error. */
const odd: Record<string, OddText> = {
  'one line of 100 MB': {
    write: (file, bytes) => writeRepeated(file, Buffer.from('one line, no end '), bytes),
    ...{ bytes: 100 * MEGABYTES, says: /Line 1 .* longer than 1,000,000 characters/ },
  },
  'one letter': { write: (file, bytes) => writeRepeated(file, Buffer.from('a'), bytes), bytes: MEGABYTES },
  'alternating letters': { write: (file, bytes) => writeRepeated(file, Buffer.from('ab'), bytes), bytes: MEGABYTES }, // prettier-ignore
  'one emoji': { write: (file, bytes) => writeRepeated(file, Buffer.from('😀'), bytes), bytes: 2 * MEGABYTES },
  'one syllable': { write: (file, bytes) => writeRepeated(file, Buffer.from('한'), bytes), bytes: 3 * MEGABYTES },
  'empty lines': {
    write: (file, bytes) => writeRepeated(file, Buffer.from('\n'), bytes),
    ...{ bytes: 50 * MEGABYTES, saysLearning: /There are no words to learn from/ },
  },
  'lines of one letter': { write: (file, bytes) => writeRepeated(file, Buffer.from('a\n'), bytes), bytes: 50 * MEGABYTES }, // prettier-ignore
  'lone surrogates': {
    write: (file, bytes) => writeRepeated(file, Buffer.from([0xed, 0xa0, 0x80]), bytes),
    ...{ bytes: 3 * MEGABYTES, says: /not a text file/ },
  },
  'a lone surrogate in UTF-16': {
    write: (file, bytes) => writeRepeated(file, Buffer.from('\ufeffa\ud800 한\n'.repeat(1000), 'utf16le'), bytes),
    ...{ bytes: 10 * MEGABYTES, says: /not a text file/ },
  },
  'mixed encodings': {
    write: (file, bytes) => writeRepeated(file, Buffer.concat([Buffer.from('한글 '), Buffer.from([0xc7, 0xd1, 0x20])]), bytes), // prettier-ignore
    ...{ bytes: 3 * MEGABYTES, says: /not a text file/ },
  },
  'NUL bytes': {
    write: (file, bytes) => writeRepeated(file, Buffer.from('text\0'), bytes),
    ...{ bytes: 3 * MEGABYTES, says: /not a text file/ },
  },
  'a broken gzip': {
    write: (file, bytes) => fs.writeFileSync(file, gzipSync(Buffer.alloc(bytes, 'text\n')).subarray(0, -2000)),
    ...{ bytes: 30 * MEGABYTES, says: /cut off|broken gzip/, ending: '.txt.gz' },
  },
};

function oddTexts(folder: string, isWanted: (part: string) => boolean): void {
  const commands = Object.entries(parts).filter(([part]) => !/all-lines|clean/.test(part));
  for (const [name, { write, bytes, says: error, saysLearning, ending = '.txt' }] of Object.entries(odd))
    for (const [part, args] of commands.filter(([part]) => isWanted(`odd-${part}-${name}`))) {
      const says = part.startsWith('train-') ? (saysLearning ?? error) : error;
      const [half, whole] = [bytes / 2, bytes].map((size) => path.join(folder, `odd-${size}${ending}`));
      write(half, bytes / 2);
      write(whole, bytes);
      const [first, second] = [half, whole].map((file) => measureCommand(args(file), folder));
      console.log(`${part} of ${name}: ${second.seconds.toFixed(1)} s (half: ${first.seconds.toFixed(1)} s), ${second.megabytes.toFixed(0)} MB in all`); // prettier-ignore
      const isAnswered = !says || IN_PIECES.test(second.err);
      assert.equal(second.status, isAnswered ? 0 : 2, second.err);
      if (!isAnswered) assert.match(second.err, says);
      assert.ok(second.megabytes < MOST_MB + 150, `${part} of ${name} took too much memory`);
      // What takes a moment says nothing about growth.
      if (second.seconds > 2)
        assert.ok(second.seconds / first.seconds < MOST_RATIO, `${part} of ${name} is not linear`);
      fs.rmSync(half);
      fs.rmSync(whole);
    }
}

function main(): void {
  const { values } = parseArgs({ options: { size: { type: 'string', default: '200' }, part: { type: 'string', default: '' } } }); // prettier-ignore
  const isWanted = (part: string): boolean => part.includes(values.part);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-scale-'));
  try {
    largeTexts(folder, Number(values.size), isWanted);
    oddTexts(folder, isWanted);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main();
