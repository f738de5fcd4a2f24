import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TokenizerOptions } from '../../../src/protocol/tokenizer';
import { LabError } from '../../../src/protocol/labError';
import { tokenize } from '../../../src/engine/calls/tokenize';
import { trainTokenizer } from '../../../src/engine/calls/trainTokenizer';
import { oddTexts } from '../text/tokenizers/corpora';
import { callContext } from './support/callContext';

describe('the call trainTokenizer', () => {
  let folder = '';
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'train-tokenizer-'))));
  after(() => fs.rmSync(folder, { recursive: true }));

  const write = (name: string, lines: readonly string[]): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, lines.join('\n'));
    return file;
  };
  const optionsOf = (type: TokenizerOptions['type']): TokenizerOptions => ({
    ...{ type, lowercase: false, vocabularySize: 400, minFrequency: 2 },
  });

  for (const type of ['bpe', 'byte-bpe', 'wordpiece', 'unigram'] as const)
    it(`writes the same file of type ${type} for any order of the lines, and it can be tokenized with`, async () => {
      const lines = oddTexts(300).map((line) => line.replaceAll(/[\r\n]/g, ' '));
      const made = [lines, [...lines].reverse()].map(async (each, i) => {
        const output = path.join(folder, `${type}-${i}.json`);
        const files = [write(`${type}-${i}.txt`, each)];
        const { vocabularySize } = await trainTokenizer({ files, options: optionsOf(type), output }, callContext());
        assert.ok(vocabularySize > 200 && vocabularySize <= 400, `${vocabularySize}`);
        return fs.readFileSync(output, 'utf-8');
      });
      const [first, second] = await Promise.all(made);
      assert.equal(first, second);
      const tokenizer = { ...optionsOf('file'), file: path.join(folder, `${type}-0.json`) };
      const reply = await tokenize({ text: lines.join('\n'), tokenizer }, callContext());
      assert.equal(reply.lineCount, lines.length);
      assert.equal(
        reply.tokenCount,
        reply.vocabulary.reduce((sum, { count }) => sum + count, 0),
      );
    });

  it('leaves no file when it is cancelled, or where there is nothing to learn', async () => {
    const output = path.join(folder, 'none.json');
    const request = { files: [write('a.txt', ['a b c'])], options: optionsOf('bpe'), output };
    const rejects = (work: Promise<unknown>, code: string) =>
      assert.rejects(work, (error: unknown) => error instanceof LabError && error.code === code);
    await rejects(trainTokenizer(request, callContext({ signal: AbortSignal.abort() })), 'CANCELLED');
    await rejects(trainTokenizer({ ...request, files: [write('b.txt', [''])] }, callContext()), 'INVALID_DATA');
    await rejects(
      trainTokenizer({ ...request, output: path.join(folder, 'no', 'x.json') }, callContext()),
      'NOT_FOUND',
    );
    assert.ok(!fs.existsSync(output));
  });

  it('says why words were dropped', async () => {
    const reply = async (options: Partial<TokenizerOptions>) => {
      const tokenizer = { ...optionsOf('word'), ...options };
      const { dropped } = await tokenize({ text: 'a bb! bb, cc dd dd', tokenizer }, callContext());
      return dropped.map(({ token, count, reason }) => `${token} ${count} ${reason}`).sort();
    };
    assert.deepEqual(await reply({ compatibility: 'scikit-learn' }), [
      '! 1 pattern',
      ', 1 pattern',
      'a 1 pattern',
      'cc 1 frequency',
    ]);
    assert.deepEqual(await reply({ compatibility: 'keras', minFrequency: 1, numWords: 2, oovToken: '?' }), [
      ...['! 1 filter', ', 1 filter', 'a 1 numWords', 'bb 2 numWords', 'cc 1 numWords', 'dd 2 numWords'],
    ]);
    assert.deepEqual(await reply({ minFrequency: 1, vocabularySize: 5 }), [
      ...['! 1 size', ', 1 size', 'a 1 size', 'cc 1 size', 'dd 2 size'],
    ]);
  });
});
