import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkNamedFiles } from '../../../src/engine/data/checkNamedFiles';
import { parseExperiment } from '../../../src/engine/tasks/parseExperiment';
import { check } from '../../../src/engine/calls/check';
import { callContext } from '../calls/support/callContext';

describe('files that an experiment names besides its data', () => {
  let folder = '';
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-named-'));
    fs.writeFileSync(path.join(folder, 'data.tsv'), 'text\tlabel\na b\tx\nb c\ty\n');
    fs.writeFileSync(path.join(folder, 'words.txt'), 'New York\n');
    fs.mkdirSync(path.join(folder, 'sub.json'));
    fs.writeFileSync(path.join(folder, 'many.txt'), Array.from({ length: 100_002 }, (_, i) => `w${i}`).join('\n'));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const textOf = (tokenizer: object, clean: object[]): string =>
    JSON.stringify(
      { task: 'classification', data: { train: 'data.tsv' }, clean, tokenizer, model: { type: 'gru' } },
      null,
      1,
    );
  const stopWords = (file: string) => ({ step: 'stop-words', language: 'none', file });

  const rows: [string, object, object[], string[]][] = [
    ['all there', { type: 'word', userWords: 'words.txt' }, [stopWords('words.txt')], []],
    ['no user words', { type: 'word', userWords: 'nowhere.txt' }, [], ['tokenizer.userWords NOT_FOUND']],
    [
      'user words of a type that learns',
      { type: 'bpe', userWords: 'nowhere.txt' },
      [],
      ['tokenizer.userWords NOT_FOUND'],
    ],
    ['no stop words', { type: 'word' }, [{ step: 'html' }, stopWords('nowhere.txt')], ['clean.1.file NOT_FOUND']],
    ['too many stop words', { type: 'word' }, [stopWords('many.txt')], ['clean.0.file INVALID_DATA']],
    ['no tokenizer.json', { type: 'file', file: 'nowhere.json' }, [], ['tokenizer.file NOT_FOUND']],
    ['a folder for a tokenizer.json', { type: 'file', file: 'sub.json' }, [], ['tokenizer.file INVALID_FILE']],
    [
      'two faults',
      { type: 'word', userWords: 'a.txt' },
      [stopWords('b.txt')],
      ['clean.0.file NOT_FOUND', 'tokenizer.userWords NOT_FOUND'],
    ],
  ];
  for (const [name, tokenizer, clean, expected] of rows)
    it(`are checked: ${name}`, async () => {
      const { experiment, problems } = parseExperiment(textOf(tokenizer, clean), {});
      assert.ok(experiment, JSON.stringify(problems));
      const faults = await checkNamedFiles(experiment, folder);
      assert.deepEqual(
        faults.map(({ key, error }) => `${key.join('.')} ${error.code}`),
        expected,
      );
    });

  it('are among the problems that the editor shows, at their line', async () => {
    const experimentText = textOf({ type: 'word', userWords: 'nowhere.txt' }, [stopWords('none.txt')]);
    const request = { experimentText, experimentFile: path.join(folder, 'a.nlplab.json'), baseFolder: folder };
    const { problems } = await check(request, callContext<never>());
    const lines = experimentText.split('\n');
    assert.deepEqual(
      problems.map(({ place }) => lines[(place?.line ?? 0) - 1].trim()),
      ['"file": "none.txt"', '"userWords": "nowhere.txt"'],
    );
  });
});
