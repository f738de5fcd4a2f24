// The built command line with the real worker, as a person calls it. What needs training is in test/faults.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { runCli } from '../faults/cliProcess';

describe('nlp-lab with the real worker', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-real-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const LINES = ['The film was good, very good.', '', '정말 재미있는 영화 👍', 'e\u0301tude  naïve'];

  for (const type of ['whitespace', 'word', 'character'])
    for (const packed of [false, true])
      it(`tokenizes a ${packed ? 'gzipped ' : ''}file with ${type}: a line per line, offsets that cut the tokens out`, async () => {
        const name = packed ? 'a.txt.gz' : 'a.txt';
        const text = LINES.join('\n') + '\n';
        fs.writeFileSync(path.join(folder, name), packed ? gzipSync(text) : text);
        const { code, err, events, otherLines } = await runCli(
          ['tokenize', name, '--tokenizer', type, '--json'],
          folder,
        );
        assert.equal(code, 0, err);
        assert.deepEqual(otherLines, []);
        const lines = events as { tokens?: string[]; ids?: number[]; offsets?: [number, number][] }[];
        assert.equal(lines.length, LINES.length);
        lines.forEach(({ tokens = [], ids, offsets = [] }, line) => {
          assert.deepEqual(
            tokens,
            offsets.map(([start, end]) => LINES[line].slice(start, end).normalize('NFC')), // one word, however it is written
          );
          assert.equal(ids?.length, tokens.length);
          assert.ok(
            ids?.every((id) => id >= 4),
            'the whole vocabulary fits, so nothing is <unk>',
          );
        });
        assert.ok(lines[0].tokens?.length && lines[2].tokens?.length);
      });

  it('cuts the vocabulary', async () => {
    fs.writeFileSync(path.join(folder, 'a.txt'), 'a a a b b c\n');
    const { events } = await runCli(['tokenize', 'a.txt', '--vocabulary-size', '5', '--json'], folder);
    assert.deepEqual((events[0] as { ids?: number[] }).ids, [4, 4, 4, 1, 1, 1]);
  });

  it('shows people what is in a file', async () => {
    fs.writeFileSync(path.join(folder, 'a.txt'), 'a b\nc d e\n');
    const { code, out } = await runCli(['tokenize', 'a.txt'], folder);
    assert.equal(code, 0);
    assert.match(out, /^ +2 {2}c\|d\|e$/m);
    assert.match(out, /2 lines .*5 tokens, 5 different/);
  });

  it('takes Japanese apart with a dictionary that is named', async () => {
    fs.writeFileSync(path.join(folder, 'a.txt'), '猫は食べなかった\n');
    const dictionary = path.resolve('node_modules/@patdx/kuromoji');
    const asked = ['tokenize', 'a.txt', '--tokenizer', 'kuromoji', '--base-forms', '--tags', '--json'];
    const { events, err } = await runCli([...asked, '--kuromoji-model', dictionary], folder);
    assert.deepEqual((events[0] as { tokens?: string[] }).tokens, ['猫/名詞', 'は/助詞', '食べる/動詞', 'ない/助動詞', 'た/助動詞'], err); // prettier-ignore
    const { code, err: missing } = await runCli(asked, folder);
    assert.equal(code, 2);
    assert.match(missing, /npm install kuromoji/);
  });

  it('names a file that is not there', async () => {
    const { code, err } = await runCli(['tokenize', 'none.txt', '--json'], folder);
    assert.equal(code, 2);
    assert.match(err, /none\.txt/);
  });

  it('decodes many lines on threads of their own, and ends with them', async () => {
    const words = ['one two', 'two one three', 'three', 'one three'];
    const lines = (count: number): string => Array.from({ length: count }, (_, i) => `${words[i % 4]}\n`).join('');
    for (const [name, count] of Object.entries({ source: 60, target: 60, many: 600, few: 4 }))
      fs.writeFileSync(path.join(folder, `${name}.txt`), lines(count));
    const experiment = {
      ...{
        task: 'sequence-to-sequence',
        name: 'small',
        data: { train: { source: 'source.txt', target: 'target.txt' } },
      },
      model: { type: 'gru', embedding: 8, hidden: 8, bidirectional: false },
      training: { epochs: 1, batchSize: 8 },
    };
    fs.writeFileSync(path.join(folder, 'x.nlplab.json'), JSON.stringify(experiment));
    const trained = await runCli(['train', 'x.nlplab.json', '--json'], folder);
    assert.equal(trained.code, 0, trained.err);
    const [run] = fs.readdirSync(path.join(folder, '.nlplab', 'runs'));
    const outputs = async (file: string): Promise<string[]> => {
      const { code, out, err } = await runCli(['predict', run, '--input', file], folder);
      assert.equal(code, 0, err);
      return out.split('\n').slice(0, -1);
    };
    const few = await outputs('few.txt');
    const many = await outputs('many.txt');
    assert.deepEqual(
      many,
      many.map((_, i) => few[i % 4]),
    );
    assert.equal(many.length, 600);
  });

  it('lists no runs where there are none', async () => {
    const { code, out, err } = await runCli(['runs', '--json'], folder);
    assert.deepEqual([code, out, err], [0, '', '']);
  });

  it('refuses an experiment with a wrong key, naming the nearest and the place', async () => {
    const text = '{\n  "task": "classification",\n  "data": { "train": "a.tsv" },\n  "modle": "lstm"\n}\n';
    fs.writeFileSync(path.join(folder, 'x.nlplab.json'), text);
    const { code, out, err } = await runCli(['train', 'x.nlplab.json', '--json'], folder);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /"modle".*Did you mean "model"\?\n {2}at x\.nlplab\.json:4:3, key "modle"/);
  });
});
