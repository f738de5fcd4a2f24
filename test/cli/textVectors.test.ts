// `nlp-lab vectors`: texts of every kind of source as numbers, on standard output and in files.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { EmbedReply, EmbedRequest } from '../../src/protocol/textVectors';
import { run, summary } from './fakeEngine';

/** The length of each text, and where it has a tab that of the other one behind. */
function embed({ texts, pooling = 'max' }: EmbedRequest): EmbedReply {
  const rows = texts.map((text) => text.split('\t').flatMap((part) => [part.length, 0.1]));
  const width = rows[0]?.length ?? 2;
  const vectors = { values: Float32Array.from(rows.flat()), width, pooling, tokenCounts: texts.map(() => 1) };
  return { ...vectors, poolings: ['max', 'mean'], columns: ['one', 'two'] };
}

describe('nlp-lab vectors', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-cli-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const lab = (args: string[], settings = {}) =>
    run(['vectors', 'a', ...args], { runs: () => ({ runs: [summary('a')] }), embed }, { cwd: folder, ...settings });
  const write = (name: string, content: string): void => fs.writeFileSync(path.join(folder, name), content);
  const read = (name: string): Buffer => fs.readFileSync(path.join(folder, name));

  it('prints the numbers of each text on a line, and as JSON', async () => {
    assert.equal((await lab(['--text', 'ab', '--text', ''])).out, '2 0.100000001\n0 0.100000001\n');
    const { records } = await lab(['--text', 'ab', '--pooling', 'mean', '--json']);
    assert.deepEqual(records(), [{ input: 'ab', vector: [2, 0.100000001] }]);
  });

  it('keeps empty lines, of files and of standard input', async () => {
    write('in.txt', 'abc\n\na\n');
    const firsts = (out: string): string[] => out.trim().split('\n').map((line) => line.split(' ')[0]); // prettier-ignore
    assert.deepEqual(firsts((await lab(['--input', 'in.txt'])).out), ['3', '0', '1']);
    assert.deepEqual(firsts((await lab(['--input', '-'], { stdin: 'abc\n\na\n' })).out), ['3', '0', '1']);
  });

  it("reads the experiment's columns of a table, or those that are named", async () => {
    write('pairs.tsv', 'two\tone\tscore\nab\tabc\t1\n\ta\t2\n');
    assert.equal(
      (await lab(['--input', 'pairs.tsv'])).out,
      '3 0.100000001 2 0.100000001\n1 0.100000001 0 0.100000001\n',
    );
    assert.equal((await lab(['--input', 'pairs.tsv', '--column', 'two'])).out, '2 0.100000001\n0 0.100000001\n');
    const { code, err } = await lab(['--input', 'pairs.tsv', '--column', 'tow']);
    assert.ok(code !== 0 && err.includes('has no column "tow". Its columns are "two"'), err);
  });

  it('writes files that NumPy, spreadsheets and JSON readers know', async () => {
    write('in.txt', 'abc\nabcde\n');
    const { records } = await lab(['--input', 'in.txt', '--output', 'v.npy', '--json']);
    assert.deepEqual(records(), [{ path: path.join(folder, 'v.npy'), texts: 2, width: 2, pooling: 'max' }]);
    const npy = read('v.npy');
    assert.equal(npy.subarray(0, 8).toString('latin1'), '\x93NUMPY\x01\x00');
    const start = 10 + npy.readUInt16LE(8);
    assert.equal(start % 64, 0);
    const head = npy.subarray(10, start).toString('latin1');
    assert.match(head, /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 2\), \} *\n$/);
    const values = [0, 4, 8, 12].map((at) => npy.readFloatLE(start + at));
    assert.deepEqual(values, [3, Math.fround(0.1), 5, Math.fround(0.1)]);
    assert.equal(npy.length, start + 16);
    await lab(['--input', 'in.txt', '--output', 'v.tsv']);
    assert.equal(read('v.tsv').toString(), '3\t0.100000001\n5\t0.100000001\n');
    await lab(['--input', 'in.txt', '--output', 'v.jsonl']);
    assert.equal(read('v.jsonl').toString().split('\n')[1], '{"input":"abcde","vector":[5,0.100000001]}');
  });

  it('says how many texts were cut, and the lines of the first', async () => {
    const long = 'a'.repeat(9);
    const cutting = (request: EmbedRequest): EmbedReply => {
      const first = request.texts.flatMap((text, i) => (text.length > 8 ? [i] : []));
      return {
        ...embed(request),
        ...(first.length > 0 && { cut: { count: first.length, first: first.slice(0, 3), read: 8 } }),
      };
    };
    const told = async (args: string[]): Promise<string> => {
      const handlers = { runs: () => ({ runs: [summary('a')] }), embed: cutting };
      const { err, code } = await run(['vectors', 'a', ...args], handlers, { cwd: folder });
      assert.equal(code, 0, err);
      return err;
    };
    write('in.txt', `abc\n${long}\n\n${`${long}\n`.repeat(4095)}`);
    const all = /warning: 4096 texts were cut to the 8 tokens that the model reads, the first in lines 2, 4, 5\./;
    assert.match(await told(['--input', 'in.txt']), all);
    assert.match(await told(['--input', 'in.txt', '--output', 'v.npy', '--json']), all);
    write('rows.tsv', `two\tone\nx\tab\nx\t${long}\n`);
    const one = /warning: The text in line 3 was cut to the 8 tokens that the model reads\./;
    assert.match(await told(['--input', 'rows.tsv', '--column', 'one']), one);
    assert.equal(await told(['--text', 'abc']), '');
  });

  const wrong: [string, string[], RegExp][] = [
    ['neither texts nor a file', [], /Give either --text "\.\.\." or --input/],
    ['a pooling that no model has', ['--text', 'a', '--pooling', 'median'], /--pooling must be one of mean, max/],
    ['a file of no known kind', ['--text', 'a', '--output', 'v.xls'], /must end in \.npy, \.tsv, \.txt, \.jsonl/],
    ['a folder that is not there', ['--text', 'a', '--output', 'no/v.npy'], /The folder ".*no" does not exist/],
  ];
  for (const [name, args, message] of wrong)
    it(`refuses ${name} before an engine starts`, async () => {
      const { code, err, started } = await lab(args);
      assert.ok(code !== 0 && started === 0, err);
      assert.match(err, message);
    });

  it('leaves no file where pairs and single texts are mixed beyond one part', async () => {
    write('in.txt', `${'a\n'.repeat(4096)}a\tb\n`);
    const { code, err } = await lab(['--input', 'in.txt', '--output', 'v.npy']);
    assert.ok(code !== 0 && err.includes('Some lines are pairs of texts, others one text'), err);
    assert.deepEqual(fs.readdirSync(folder), ['in.txt']);
  });
});
