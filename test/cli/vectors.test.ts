import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeVectors } from '../../src/engine/embeddings/vectors/writeVectors';
import { golden, goldenSet } from '../engine/embeddings/vectors/goldenVectors';
import { vectorsEngine } from '../engine/calls/vectors/vectorsEngine';
import { run } from './fakeEngine';

describe('nlp-lab neighbors, analogy, embeddings and export', () => {
  let folder: string;
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vectors-cli-'));
    await writeVectors(goldenSet(), path.join(folder, 'v.bin'), { format: 'word2vec-binary' });
    fs.writeFileSync(path.join(folder, 'pairs.tsv'), golden.pairs.join('\n'));
    fs.writeFileSync(path.join(folder, 'questions.txt'), golden.questions.join('\n'));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  function lab(...args: string[]) {
    const { call } = vectorsEngine();
    const handlers = {
      openVectors: (request: Parameters<typeof call<'openVectors'>>[1]) => call('openVectors', request),
      neighbors: (request: Parameters<typeof call<'neighbors'>>[1]) => call('neighbors', request),
      analogy: (request: Parameters<typeof call<'analogy'>>[1]) => call('analogy', request),
      evaluateVectors: (request: Parameters<typeof call<'evaluateVectors'>>[1]) => call('evaluateVectors', request),
      exportVectors: (request: Parameters<typeof call<'exportVectors'>>[1]) => call('exportVectors', request),
      runs: () => ({ runs: [] }),
    };
    return run(args, handlers, { cwd: folder });
  }

  it('prints a JSON line per word', async () => {
    const { code, records } = await lab('neighbors', 'v.bin', 'king', '--k', '3', '--json');
    assert.equal(code, 0);
    const found = records();
    assert.deepEqual(found.map(({ word }) => word), golden.queries.neighbors.king.slice(0, 3).map(([word]) => word)); // prettier-ignore
    assert.deepEqual(Object.keys(found[0]), ['word', 'similarity']);
    const solved = await lab('analogy', 'v.bin', 'king', 'queen', 'man', '--json');
    assert.equal(solved.records().length, 10);
    assert.equal(solved.records()[0].word, golden.queries.add[0][0]);
    const far = await lab('neighbors', 'v.bin', 'king', '--measure', 'euclidean', '--json');
    assert.deepEqual(Object.keys(far.records()[0]), ['word', 'distance']);
  });

  it('shows people a table', async () => {
    const { out } = await lab('neighbors', 'v.bin', '서울', '--k', '2');
    assert.match(out, /^word +similarity\n\S+ +0\.\d{4}\n\S+ +0\.\d{4}\n$/);
  });

  it('evaluates on files of both kinds, with rules and coverage', async () => {
    const args = ['embeddings', 'evaluate', 'v.bin', '--data', 'pairs.tsv', '--data', 'questions.txt'];
    const { code, records } = await lab(...args, '--json');
    assert.equal(code, 0);
    const [pairs, questions] = records() as { metrics: Record<string, number>; items: number; known: number }[];
    const [expected] = golden.evaluations;
    assert.ok(Math.abs(pairs.metrics.spearman - expected.spearman[0]) < 1e-6);
    assert.ok(Math.abs(questions.metrics.accuracy - expected.accuracy) < 1e-9);
    assert.deepEqual([pairs.items, pairs.known], [64, 61]);
    const { out } = await lab(...args, '--restrict-vocabulary', '110', '--unknown', 'zero', '--match-case');
    assert.match(
      out,
      /of 64 known; the first 110 of 215 words; case matters; items with unknown words count as wrong or 0/,
    );
    assert.match(out, /section +right +of +left out +share/);
  });

  it('reads judgements in the encoding that is said, or says which it guessed', async () => {
    const pairs = Buffer.from([
      0xbc,
      0xad,
      0xbf,
      0xef,
      9,
      ...Buffer.from('king\t3\n'),
      ...Buffer.from('queen\tking\t9\n'),
    ]); // 서울
    fs.writeFileSync(path.join(folder, 'cp949.tsv'), pairs);
    const args = ['embeddings', 'evaluate', 'v.bin', '--data', 'cp949.tsv'];
    const said = await lab(...args, '--encoding', 'cp949', '--json');
    assert.equal(said.code, 0, said.err);
    assert.deepEqual(said.records().map(({ known }) => known), [2]); // prettier-ignore
    assert.match(said.err, /cp949\.tsv: It was read as CP949\./);
    const wrong = await lab(...args, '--encoding', 'utf8x');
    assert.deepEqual([wrong.code, /no encoding "utf8x"/.test(wrong.err)], [2, true]);
    assert.match((await lab(...args)).err, /which was guessed/);
  });

  it('converts vectors files', async () => {
    const { code, out } = await lab('export', 'v.bin', '--to', 'word2vec', 'v.txt');
    assert.equal(code, 0);
    assert.match(out, /v\.txt: 215 words/);
    assert.match(fs.readFileSync(path.join(folder, 'v.txt'), 'utf8'), /^215 16\nking /);
  });

  it('refuses what it cannot do with exit code 2', async () => {
    const refuses = async (args: string[], message: RegExp): Promise<void> => {
      const { code, err } = await lab(...args);
      assert.equal(code, 2, err);
      assert.match(err, message);
    };
    await refuses(['neighbors', 'v.bin', 'Quen'], /The word "Quen" has no vector|No word of "Quen"/);
    await refuses(['neighbors', 'v.bin', 'king', '--measure', 'far'], /--measure must be cosine, euclidean, dot/);
    await refuses(['neighbors', 'absent', 'king'], /no run "absent"/);
    await refuses(['analogy', 'v.bin', 'a', 'b'], /<c> is missing/);
    await refuses(['embeddings', 'train', 'v.bin'], /knows "evaluate" only/);
    await refuses(['embeddings', 'evaluate', 'v.bin'], /--data is missing/);
    await refuses(['export', 'v.bin', 'x'], /--to is missing: one of word2vec/);
    await refuses(['export', 'v.bin', '--to', 'pickle', 'x'], /not "pickle"/);
  });
});
