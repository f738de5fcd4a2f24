// `nlp-lab tokenize`: what it prints for programs and for people, and how it ends.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { READER_GONE } from '../../src/cli/surroundings';
import { tokenize as tokenizeCall } from '../../src/engine/calls/tokenize';
import type { TokenizeReply, TokenizeRequest } from '../../src/protocol/tokenizeCalls';
import { LabError } from '../../src/protocol/labError';
import { run } from './fakeEngine';

function tokenized(lineCount: number, { firstLine = 0, maxLines = Infinity }: TokenizeRequest): TokenizeReply {
  const lines = [];
  for (let line = firstLine; line < Math.min(lineCount, firstLine + maxLines); line++)
    lines.push({
      line,
      text: `w${line} 한글`,
      tokens: [`w${line}`, '한글'],
      ids: [line + 4, 4],
      offsets: [
        [0, 2],
        [3, 5],
      ] as [number, number][],
    });
  return {
    lines,
    lineCount,
    tokenCount: 2 * lineCount,
    wordCount: 2 * lineCount,
    distinctCount: lineCount + 1,
    vocabulary: [
      { token: '한글', count: lineCount, id: 4 },
      { token: 'w0', count: 1 },
    ],
    unknownCount: lineCount,
    dropped: [{ token: 'w0', count: 1, reason: 'size' }],
    lengthHistogram: [lineCount],
    binWidth: 4,
    encoding: 'utf-8',
    notices: [],
    tokenizerNotices: [],
    seconds: 0.5,
  };
}

describe('nlp-lab tokenize', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-cli-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('prints a JSON line per input line and nothing else, cutting them by what was learned in one call', async () => {
    const words = (line: number): string => `w${line} 한글`;
    fs.writeFileSync(path.join(folder, 'a.txt'), Array.from({ length: 3_000 }, (_, line) => words(line)).join('\n'));
    const outcome = await run(
      ['tokenize', 'a.txt', '--json', '--tokenizer', 'whitespace', '--vocabulary-size', '100'],
      { tokenize: tokenizeCall },
      { cwd: folder },
    );
    assert.equal(outcome.code, 0, outcome.err);
    const records = outcome.records();
    assert.equal(records.length, 3_000);
    assert.deepEqual(records[2_999], {
      tokens: ['w2999', '한글'],
      ids: [1, 4],
      offsets: [
        [0, 5],
        [6, 8],
      ],
    });
    assert.deepEqual(
      outcome.calls.map(({ request }) => request),
      [
        {
          files: [path.join(folder, 'a.txt')],
          tokenizer: { type: 'whitespace', lowercase: false, vocabularySize: 100, minFrequency: 1 },
          maxLines: 0,
          wantsTokenizer: true,
        },
      ],
    );
    assert.equal(outcome.ended, 1);
  });

  it('cuts a line of millions of characters in pieces, and says so', async () => {
    fs.writeFileSync(path.join(folder, 'a.txt'), `short\n${'a b '.repeat(300_000)}`);
    const outcome = await run(['tokenize', 'a.txt', '--json'], { tokenize: tokenizeCall }, { cwd: folder });
    assert.equal(outcome.code, 0, outcome.err);
    assert.match(outcome.err, /1 lines of more than 1,000,000 characters were read in pieces/);
    const counts = outcome.records().map(({ tokens }) => (tokens as string[]).length);
    assert.deepEqual([counts.length, counts[0], counts[1] + counts[2]], [3, 1, 600_000]);
  });

  it('refuses a line of millions of characters without white space', async () => {
    fs.writeFileSync(path.join(folder, 'a.txt'), `short\n${'ab-'.repeat(400_000)}`);
    const outcome = await run(['tokenize', 'a.txt', '--json'], { tokenize: tokenizeCall }, { cwd: folder });
    assert.equal(outcome.code, 2);
    assert.match(outcome.err, /Line 2 of .* is longer than 1,000,000 characters and has no white.*\n {2}at a\.txt:2/s);
  });

  it('cuts the text column of a table, another one, or its whole lines', async () => {
    const rows = ['id\tdocument\tlabel', '1\tso gut\t1', '2\tnie\t0', ''];
    for (const name of ['a.tsv', 'a.txt']) fs.writeFileSync(path.join(folder, name), rows.join('\n'));
    const tokens = async (...given: string[]) => {
      const outcome = await run(['tokenize', ...given, '--json'], { tokenize: tokenizeCall }, { cwd: folder });
      assert.equal(outcome.code, 0, outcome.err);
      return outcome.records().map((record) => record.tokens);
    };
    for (const name of ['a.tsv', 'a.txt']) assert.deepEqual(await tokens(name), [['so', 'gut'], ['nie']]);
    assert.deepEqual(await tokens('a.txt', '--column', 'label'), [['1'], ['0']]);
    assert.deepEqual((await tokens('a.tsv', '--whole-lines')).length, 3);
    const outcome = await run(['tokenize', 'a.tsv', '--column', 'txt'], { tokenize: tokenizeCall }, { cwd: folder });
    assert.match(outcome.err, /has no column "txt"/);
  });

  it('says which encoding was guessed, and reads in another that is said', async () => {
    const bytes = Buffer.from('bec8b3e7c7cfbcbcbfe42c20bfb5c8ad20b8aebae4c0d4b4cfb4d92e0a', 'hex');
    fs.writeFileSync(path.join(folder, 'a.txt'), bytes);
    const outcome = await run(['tokenize', 'a.txt'], { tokenize: tokenizeCall }, { cwd: folder });
    assert.match(outcome.err, /note: It was read as CP949, which was guessed/);
    assert.match(outcome.out, /안녕하세요/);
    const said = await run(['tokenize', 'a.txt', '--encoding', 'EUC-KR'], { tokenize: tokenizeCall }, { cwd: folder });
    assert.match(said.err, /note: It was read as CP949\.$/m);
    const wrong = await run(['tokenize', 'a.txt', '--encoding', 'gb1803'], { tokenize: tokenizeCall }, { cwd: folder });
    assert.deepEqual([wrong.code, /Did you mean "gb18030"/.test(wrong.err)], [2, true]);
  });

  it('shows the first lines and figures to people', async () => {
    const outcome = await run(['tokenize', 'a.txt'], { tokenize: (request) => tokenized(1000, request) });
    assert.equal(outcome.out.split('\n').filter((line) => line.includes('|')).length, 20);
    assert.match(outcome.out, /980 more lines/);
    assert.match(
      outcome.out,
      /1,000 lines \(utf-8\), 2,000 tokens, 1,001 different, 1 in the vocabulary, 50\.00 % unknown/,
    );
  });

  it('copes with an empty file', async () => {
    fs.writeFileSync(path.join(folder, 'a.txt'), '');
    const outcome = await run(['tokenize', 'a.txt', '--json'], { tokenize: tokenizeCall }, { cwd: folder });
    assert.deepEqual([outcome.code, outcome.out], [0, '']);
  });

  it('names file and line of a failure with exit code 2', async () => {
    const outcome = await run(['tokenize', 'a.txt', '--json'], {
      tokenize: () => {
        throw new LabError('INVALID_DATA', 'This is not text.', { file: '/nowhere/a.txt', line: 3 });
      },
    });
    assert.equal(outcome.code, 2);
    assert.equal(outcome.err, 'nlp-lab tokenize: This is not text.\n  at a.txt:3\n');
    assert.equal(outcome.out, '');
    assert.equal(outcome.ended, 1);
  });

  it('says that the engine died, with exit code 1', async () => {
    const outcome = await run(['tokenize', 'a.txt'], {
      tokenize: (_, { die }) => (die(), new Promise(() => undefined)),
    });
    assert.equal(outcome.code, 1);
    assert.match(outcome.err, /The engine failed: out of memory/);
  });

  const stops: [string, string | undefined, number, RegExp][] = [
    ['can be stopped', undefined, 1, /Cancelled/],
    ['ends without a word when its reader has gone', READER_GONE, 0, /^$/],
  ];
  for (const [name, reason, code, says] of stops)
    it(name, async () => {
      const stopping = new AbortController();
      const outcome = await run(
        ['tokenize', 'a.txt'],
        {
          tokenize: (_, { signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(new LabError('CANCELLED', 'Cancelled.')));
              stopping.abort(reason);
            }),
        },
        { stop: stopping.signal },
      );
      assert.equal(outcome.code, code);
      assert.match(outcome.err, says);
    });
});
