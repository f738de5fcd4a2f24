// Texts that nobody writes on purpose: each type of tokeniser answers rightly or says what is wrong, and never hangs.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { corpusStatistics } from '../../../src/engine/calls/corpusStatistics';
import { tokenize } from '../../../src/engine/calls/tokenize';
import { trainTokenizer } from '../../../src/engine/calls/trainTokenizer';
import type { EngineContext } from '../../../src/engine/calls/context';
import { MOST_UNITS_OF_A_LINE } from '../../../src/engine/calls/lineSurvey';
import type { TokenizerOptions } from '../../../src/protocol/tokenizer';
import { LabError } from '../../../src/protocol/labError';
import { callContext } from './support/callContext';

const RULES = ['whitespace', 'word', 'character', 'syllable', 'jamo'] as const;
const LEARNED = ['bpe', 'byte-bpe', 'wordpiece', 'unigram'] as const;
type Type = (typeof RULES)[number] | (typeof LEARNED)[number];

const optionsOf = (type: Type): TokenizerOptions => ({
  ...{ type, lowercase: false, vocabularySize: 300, minFrequency: 1 },
});
const refused = (says: RegExp) => (error: unknown) =>
  error instanceof LabError && error.code === 'INVALID_DATA' && says.test(error.message);

describe('texts that nobody writes on purpose', () => {
  let folder = '';
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'odd-texts-'))));
  after(() => fs.rmSync(folder, { recursive: true }));
  const write = (name: string, bytes: Buffer | string): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, bytes);
    return file;
  };

  /** How many tokens a line of `length` letters without a space has for a type that cuts by a rule. */
  const tokensOf: Record<(typeof RULES)[number], (length: number) => number> = {
    whitespace: () => 1,
    word: () => 1,
    character: (length) => length,
    syllable: () => 1,
    jamo: () => 1,
  };
  const LENGTH = 110_000;
  const lines: Record<string, string> = {
    'one letter': 'a'.repeat(LENGTH),
    'alternating letters': 'ab'.repeat(LENGTH / 2),
  };
  for (const [name, line] of Object.entries(lines)) {
    for (const type of RULES)
      it(`${type} counts a line of ${name}`, async () => {
        const {
          tokenCount,
          lineCount,
          lines: shown,
        } = await tokenize({ text: line, tokenizer: optionsOf(type) }, callContext());
        assert.deepEqual([lineCount, tokenCount], [1, tokensOf[type](LENGTH)]);
        assert.equal(shown[0].isCut, true);
        assert.equal(shown[0].text.length, MOST_UNITS_OF_A_LINE);
      });
    for (const type of LEARNED)
      it(`${type} learns from a line of ${name}, and every character is in some token`, async () => {
        const {
          tokenCount,
          lines: shown,
          unknownCount,
        } = await tokenize({ text: line, tokenizer: optionsOf(type) }, callContext());
        assert.ok(tokenCount >= 1 && tokenCount <= LENGTH);
        assert.equal(unknownCount, type === 'wordpiece' ? 1 : 0); // a word of more than 100 characters is unknown there
        const { tokens } = shown[0];
        const isSpaceAlone = tokens[0] === '▁'; // put before the text: its place is that of the first character
        const offsets = shown[0].offsets.slice(isSpaceAlone ? 1 : 0);
        offsets.forEach(([start], i) => assert.equal(start, i === 0 ? 0 : offsets[i - 1][1]));
        assert.equal(offsets[offsets.length - 1][1], MOST_UNITS_OF_A_LINE);
      });
  }

  it('an emoji cut in two by the end of what is shown stays whole', async () => {
    const text = `a${'😀'.repeat(MOST_UNITS_OF_A_LINE)}`;
    const { lines: shown } = await tokenize({ text, tokenizer: optionsOf('character') }, callContext());
    assert.equal(shown[0].text.length, MOST_UNITS_OF_A_LINE - 1);
    assert.ok(shown[0].tokens.slice(1).every((token) => token === '😀'));
  });

  const broken: [string, string, Buffer, RegExp][] = [
    ['lone surrogates', 'a.txt', Buffer.alloc(30_000, Buffer.from([0xed, 0xa0, 0x80])), /not a text file/],
    ['NUL bytes', 'b.txt', Buffer.alloc(30_000, 'text\0'), /not a text file/],
    ['mixed encodings', 'c.txt', Buffer.alloc(30_000, Buffer.concat([Buffer.from('한글 '), Buffer.from([0xc7, 0xd1, 0x20])])), /not a text file/], // prettier-ignore
    ['a gzip that ends early', 'd.txt.gz', gzipSync(Buffer.alloc(3_000_000, 'text of some words\n')).subarray(0, -100), /cut off/], // prettier-ignore
    [
      'a line of more than a million characters without white space',
      'e.txt',
      Buffer.alloc(1_500_000, 'no-end-'),
      /Line 1 .* longer than 1,000,000/,
    ],
  ];
  for (const [name, file, bytes, says] of broken)
    it(`${name} are refused with a reason, by whatever reads them`, async () => {
      const files = [write(file, bytes)];
      for (const type of ['word', 'bpe'] as const)
        await assert.rejects(tokenize({ files, tokenizer: optionsOf(type) }, callContext()), refused(says));
      const output = path.join(folder, 'never.json');
      await assert.rejects(trainTokenizer({ files, options: optionsOf('bpe'), output }, callContext()), refused(says));
      await assert.rejects(corpusStatistics({ file: files[0] }, callContext()), refused(says));
      assert.ok(!fs.existsSync(output));
    });

  it('lines of very many tokens do not blur the lengths of the others beyond the width of a bin', async () => {
    const text = ['a', 'a b', 'a '.repeat(100_000)].join('\n');
    const { lengthHistogram, binWidth, tokenCount } = await tokenize(
      { text, tokenizer: optionsOf('whitespace') },
      callContext(),
    );
    assert.equal(tokenCount, 100_003);
    assert.ok(Math.abs(binWidth - 2001) < 10, `${binWidth}`);
    assert.deepEqual([lengthHistogram[0], lengthHistogram[Math.floor(100_000 / binWidth)]], [2, 1]);
    assert.equal(
      lengthHistogram.reduce((sum, count) => sum + count),
      3,
    );
  });

  const words = Array.from({ length: 170_000 }, (_, i) => `w${(i * 7919) % 5_003}`)
    .join(' ')
    .replaceAll(' w1 ', '\n');
  const calls: [string, (file: string, context: EngineContext) => Promise<unknown>][] = [
    ['tokenize by a rule', (file, given) => tokenize({ files: [file], tokenizer: optionsOf('word') }, given)],
    ['tokenize by what is learned', (file, given) => tokenize({ files: [file], tokenizer: optionsOf('bpe') }, given)],
    ['trainTokenizer', (file, given) => trainTokenizer({ files: [file], options: optionsOf('wordpiece'), output: `${file}.json` }, given)], // prettier-ignore
    ['corpusStatistics', (file, given) => corpusStatistics({ file }, given)],
  ];
  for (const [name, call] of calls)
    it(`${name} says how far it is, never backwards, and stops at any of these points`, async () => {
      const file = write('words.txt', words.replaceAll(' w5 ', '\n'));
      const seen: number[] = [];
      await call(file, callContext({ progress: ({ fraction }) => seen.push(fraction ?? NaN) }));
      assert.ok(seen.length > 3, `${seen.length}`);
      seen.forEach((fraction, i) => assert.ok(fraction >= (seen[i - 1] ?? 0) && fraction <= 1.000001, seen.join(' ')));
      for (const at of [0, Math.floor(seen.length / 2), seen.length - 2]) {
        const stop = new AbortController();
        let count = 0;
        const stopping = call(
          file,
          callContext({ progress: () => count++ === at && stop.abort(), signal: stop.signal }),
        );
        await assert.rejects(stopping, (error: unknown) => error instanceof LabError && error.code === 'CANCELLED');
        assert.ok(count <= at + 3, `${count} reports, stopped at ${at}`);
      }
    });
});
