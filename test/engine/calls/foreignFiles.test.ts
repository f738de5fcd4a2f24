// Files as they come from elsewhere, through the engine's calls: other encodings, tables of any name, pointers, one long line.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { LabError } from '../../../src/protocol/labError';
import type { TokenizerOptions } from '../../../src/protocol/tokenizer';
import { inLab, type Lab, smallExperiment } from './support/lab';

const words: TokenizerOptions = { type: 'whitespace', lowercase: false, vocabularySize: 100, minFrequency: 1 };
const POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935\nsize 12345\n';
const NSMC = 'id\tdocument\tlabel\n9976970\t아 더빙\t0\n3819312\t흠 포스터\t1\n';

const writeBytes = (lab: Lab, name: string, bytes: Uint8Array): string => {
  fs.writeFileSync(lab.file(name), bytes);
  return lab.file(name);
};

describe('files from elsewhere', () => {
  it('that are Git LFS pointers are said to be, by whatever reads them', () =>
    inLab(async ({ client, write, folder }) => {
      const isPointer = (error: unknown): boolean =>
        error instanceof LabError && /is a Git LFS pointer.*"git lfs pull"/.test(error.message);
      const file = write('p.csv', POINTER);
      const tokenizer = { ...words, type: 'file' as const, file: write('tokenizer.json', POINTER) };
      const vectors = { kind: 'file' as const, file: write('glove.txt', POINTER) };
      await assert.rejects(client.call('columns', { file }), isPointer);
      await assert.rejects(client.call('tokenize', { files: [file], tokenizer: words }), isPointer);
      await assert.rejects(client.call('tokenize', { text: 'a', tokenizer }), isPointer);
      await assert.rejects(client.call('openVectors', { source: vectors }), isPointer);
      const experiment = smallExperiment({ data: { train: 'p.csv' } });
      const { problems } = await client.call('check', {
        experimentText: JSON.stringify(experiment),
        baseFolder: folder,
      });
      assert.match(problems[0].message, /is a Git LFS pointer/);
    }));

  it('that are tables give their text column to tokenizers, whatever they are called', () =>
    inLab(async ({ client, write, file: place }) => {
      for (const name of ['ratings.tsv', 'ratings.txt']) {
        const file = write(name, NSMC);
        const reply = await client.call('tokenize', { files: [file], tokenizer: words });
        assert.deepEqual(reply.columns, { all: ['id', 'document', 'label'], text: 'document' });
        assert.deepEqual(
          reply.lines.map(({ line, tokens }) => [line, tokens]),
          [
            [1, ['아', '더빙']],
            [2, ['흠', '포스터']],
          ],
        );
        const whole = { files: [file], tokenizer: words, reading: { asLines: true } };
        assert.equal((await client.call('tokenize', whole)).lineCount, 3);
        const options: TokenizerOptions = { ...words, type: 'bpe' };
        await client.call('trainTokenizer', { files: [file], options, output: place('t.json') });
        const vocabulary = Object.keys(
          (JSON.parse(fs.readFileSync(place('t.json'), 'utf8')) as { model: { vocab: Record<string, number> } }).model
            .vocab,
        );
        assert.ok(
          vocabulary.includes('포') && !vocabulary.includes('9') && !vocabulary.includes('d'),
          vocabulary.join(),
        );
      }
      const several = [write('one.csv', 'text,label\na b,x\n'), write('two.txt', 'c d\ne\n')];
      const reply = await client.call('tokenize', { files: several, column: 'text', tokenizer: words });
      assert.deepEqual(
        reply.lines.map(({ text }) => text),
        ['a b', 'c d', 'e'],
      );
    }));

  it('in other encodings are read, and the encoding is told', () =>
    inLab(async (lab) => {
      const gbk = 'ced2badccfb2bbb6d5e2b2bfb5e7d3b0a3acbeE7C7E9BADCBACAD1BBA3A10a';
      const file = writeBytes(lab, 'zh.txt', Buffer.from(gbk, 'hex'));
      const { encoding, lines, notices } = await lab.client.call('tokenize', { files: [file], tokenizer: words });
      assert.deepEqual([encoding, lines[0].text.slice(0, 8)], ['gb18030', '我很喜欢这部电影']);
      assert.match(notices.join(), /read as GB18030, which was guessed/);
      const said = await lab.client.call('tokenize', {
        files: [file],
        tokenizer: words,
        reading: { encoding: 'latin1' },
      });
      assert.equal(said.encoding, 'windows-1252');
      const statistics = await lab.client.call('corpusStatistics', { file });
      assert.match(statistics.notices.join(), /GB18030/);
    }));

  it('may be experiments in UTF-16 or CP949', () =>
    inLab(async (lab) => {
      const text = JSON.stringify({ ...smallExperiment({ training: { epochs: 1, batchSize: 16 } }), name: '영화' });
      const cp949 = Buffer.concat([
        Buffer.from(text.slice(0, text.indexOf('영화'))),
        Buffer.from('bfb5c8ad', 'hex'),
        Buffer.from(text.slice(text.indexOf('영화') + 2)),
      ]);
      for (const bytes of [Buffer.from(`\uFEFF${text}`, 'utf16le'), cp949]) {
        const experimentFile = writeBytes(lab, 'x.nlplab.json', bytes);
        const request = { experimentText: bytes.toString('utf8'), experimentFile, baseFolder: lab.folder };
        assert.deepEqual((await lab.client.call('check', request)).problems, []);
        const { record } = await lab.client.call('train', { ...request, runsFolder: lab.runsFolder });
        assert.equal(record.name, '영화');
      }
    }));

  it('with labels that differ only in how letters are composed have a finding', () =>
    inLab(async ({ client, write }) => {
      const file = write('a.csv', 'text,label\none,café\ntwo,cafe\u0301\nthree,café\n');
      const { findings } = await client.call('corpusStatistics', { file, text: 'text', label: 'label' });
      assert.deepEqual(
        findings.filter(({ kind }) => kind === 'labels').map(({ line, count }) => [line, count]),
        [[3, 1]],
      );
    }));

  it('of one line of millions of characters are counted and learned from', () =>
    inLab(async ({ client, write, folder, runsFolder }) => {
      const line = Array.from({ length: 300_000 }, (_, i) => `word${i % 20}`).join(' ');
      const file = write('text8.txt', line);
      const { tokenCount, notices } = await client.call('tokenize', { files: [file], tokenizer: words, maxLines: 0 });
      assert.equal(tokenCount, 300_000);
      assert.match(notices.join(), /read in pieces/);
      assert.equal((await client.call('corpusStatistics', { file })).tokens, 300_000);
      const experiment = {
        task: 'embedding',
        data: { train: 'text8.txt' },
        model: { type: 'word2vec', dimensions: 4, threads: 1 },
        training: { epochs: 1 },
      };
      const request = { experimentText: JSON.stringify(experiment), baseFolder: folder, runsFolder };
      const { record } = await client.call('train', request);
      assert.match(record.notices.join(), /read in pieces/);
    }));

  it('keep their format when they are cleaned: lists, separators, fields within objects', () =>
    inLab(async ({ client, write, file: place, folder }) => {
      const cleaned = async (name: string, content: string, column?: string): Promise<string> => {
        const output = place(`clean.${name}`);
        const request = { file: write(name, content), steps: [{ step: 'lowercase' as const }], baseFolder: folder };
        await client.call('clean', { ...request, output, column });
        return fs.readFileSync(output, 'utf8');
      };
      const list = '[{"text": "A B", "n": 1.50}, {"text": "c", "n": 2.0}]';
      assert.equal(await cleaned('a.json', list), '[\n{"text":"a b","n":1.5},\n{"text": "c", "n": 2.0}\n]\n');
      assert.equal(await cleaned('a.jsonl', '{"a":{"b":"X"}}\n', 'a.b'), '{"a":{"b":"x"}}\n');
      assert.equal(await cleaned('a.csv', 'sep=;\ntext;label\nWarm;P\n'), 'sep=;\ntext;label\nwarm;P\n');
      assert.equal(
        await cleaned('a.txt', 'id|review|label\n1|Warm|P\n2|Slow|N\n'),
        'id|review|label\n1|warm|P\n2|slow|N\n',
      );
    }));
});
