import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeVectors } from '../../../../src/engine/embeddings/vectors/writeVectors';
import { createFastRandom } from '../../../../src/engine/analysis/random';
import { LabError } from '../../../../src/protocol/labError';
import type { ProjectionMethod, ProjectionProgress } from '../../../../src/protocol/projection';
import type { VectorsInfo } from '../../../../src/protocol/vectors';
import { golden, goldenSet, setOf } from '../../embeddings/vectors/goldenVectors';
import { vectorsEngine } from './vectorsEngine';

const hasCode = (code: string) => (error: unknown) => error instanceof LabError && error.code === code;

describe('calls on vectors', () => {
  let folder: string;
  let file: string;
  const { call, handedOver } = vectorsEngine();
  let info: VectorsInfo;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vectors-calls-'));
    file = path.join(folder, 'golden.safetensors');
    await writeVectors({ ...goldenSet(), counts: Float64Array.from({ length: 215 }, (_, i) => 500 - i) }, file, {
      format: 'safetensors',
    });
    info = await call('openVectors', { source: { kind: 'file', file } });
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const put = (name: string, lines: readonly string[]): string => {
    const target = path.join(folder, name);
    fs.writeFileSync(target, `${lines.join('\n')}\n`);
    return target;
  };

  it('open a file, complete and list its words', async () => {
    const { words, dimensions, hasCounts, title, format } = info;
    assert.deepEqual(
      [words, dimensions, hasCounts, title, format],
      [215, 16, true, 'golden.safetensors', 'safetensors'],
    );
    const { vectors } = info;
    const completed = await call('completeWord', { vectors, prefix: 'par', limit: 2 });
    assert.deepEqual(completed, { words: [{ row: 7, word: 'paris', count: 493 }, { row: 8, word: 'PARIS', count: 492 }], more: true }); // prettier-ignore
    const none = await call('completeWord', { vectors, prefix: 'nothing' });
    assert.deepEqual(none, { words: [], more: false });
    const listed = await call('listWords', { vectors, first: 213 });
    assert.deepEqual(listed, { first: 213, words: ['서울', '한국'], counts: [287, 286] });
    await assert.rejects(call('listWords', { vectors, rows: [215] }), hasCode('INVALID_ARGUMENT'));
    await assert.rejects(call('neighbors', { vectors: 99, word: 'king' }), hasCode('NOT_FOUND'));
  });

  it('answer questions about words and about texts', async () => {
    const { vectors } = info;
    const { neighbors, of, compared } = await call('neighbors', { vectors, word: 'king', k: 3 });
    assert.deepEqual(of, [{ word: 'king', row: 0 }]);
    assert.deepEqual([neighbors.length, compared], [3, 214]);
    const byRow = await call('neighbors', { vectors, row: 0, k: 3 });
    assert.deepEqual(byRow.neighbors, neighbors);
    const text = await call('neighbors', { vectors, word: 'king queen', k: 3, measure: 'euclidean' });
    assert.ok(text.of.length === 2 && text.neighbors[0].value <= text.neighbors[1].value);
    const solved = await call('analogy', { vectors, a: 'king', b: 'queen', c: 'man', k: 1 });
    const summed = await call('arithmetic', { vectors, expression: 'queen - king + man', k: 1 });
    assert.equal(solved.neighbors[0].word, summed.neighbors[0].word);
    const odd = await call('oddOneOut', { vectors, words: ['king', 'queen', 'prince', 'w50'] });
    assert.equal(odd.odd, golden.queries.odd.answer);
    await assert.rejects(call('neighbors', { vectors, word: 'nobody' }), hasCode('NOT_FOUND'));
  });

  const methods: ProjectionMethod[] = [
    { type: 'pca' },
    { type: 'tsne', perplexity: 10, iterations: 120 },
    { type: 'umap', epochs: 120 },
    {
      type: 'axes',
      axes: [
        { from: ['man'], to: ['woman'] },
        { from: ['w1', 'w2'], to: ['king', 'queen'] },
      ],
    },
  ];
  for (const method of methods)
    it(`draw a map: ${method.type}`, async () => {
      const request = { vectors: info.vectors, method, dimensions: 2 as const, limit: 150, everyMs: 1 };
      const sent: ProjectionProgress[] = [];
      const reply = await call('project', request, (told) => sent.push(told));
      assert.deepEqual(
        [reply.count, reply.total, reply.positions.byteLength, reply.rows.byteLength],
        [150, 215, 150 * 8, 600],
      );
      assert.ok(new Float32Array(reply.positions).every(Number.isFinite));
      const { rows, besideRows, positions, dimensions } = reply;
      const judged = { vectors: info.vectors, rows, besideRows, positions, dimensions };
      const { trustworthiness, overlap, neighbors, sampled } = await call('judgeMap', judged);
      assert.ok(trustworthiness > 0.3 && trustworthiness <= 1 && overlap >= 0 && overlap <= 1);
      assert.deepEqual([neighbors, sampled], [10, 150]);
      const iterates = method.type === 'tsne' || method.type === 'umap';
      assert.equal(sent.some(({ positions }) => positions?.byteLength === 150 * 8), iterates); // prettier-ignore
      assert.deepEqual((await call('project', request)).positions, reply.positions);
    });

  it('hand over the large arrays of their replies, each once', async () => {
    const { vectors } = info;
    const table = put('years.csv', ['word,kind,year', 'king,person,1900', 'queen,town,200']);
    const column = (valueColumn: string) => call('columnValues', { vectors, file: table, wordColumn: 'word', valueColumn }); // prettier-ignore
    const asked = [
      () => call('project', { vectors, method: { type: 'pca' }, dimensions: 2, beside: { vectors } }),
      () => call('clusterVectors', { vectors, clusters: 3 }),
      () => call('compareVectors', { first: vectors, second: vectors, overlapOf: 5 }),
      () => call('wordVectors', { vectors, words: ['king', 'queen'] }),
      () => column('kind'),
      () => column('year'),
    ];
    for (const ask of asked) {
      handedOver.length = 0;
      const buffers = Object.values(await ask()).filter((value) => value instanceof ArrayBuffer);
      assert.ok(buffers.length > 0);
      assert.equal(handedOver.length, buffers.length);
      assert.deepEqual(new Set(handedOver), new Set(buffers));
      assert.ok(structuredClone(handedOver, { transfer: handedOver }).every(({ byteLength }) => byteLength > 0));
    }
    assert.equal((await call('listWords', { vectors, count: 1 })).words[0], 'king', 'the vectors are still there');
  });

  it('stop a map within a moment of being told to', async () => {
    const random = createFastRandom(1);
    const large = setOf(Array.from({ length: 4000 }, (_, i) => `w${i}`), Array.from({ length: 4000 * 20 }, () => random.normal()), 20); // prettier-ignore
    const target = path.join(folder, 'large.bin');
    await writeVectors(large, target, { format: 'word2vec-binary' });
    for (const type of ['tsne', 'umap'] as const) {
      const controller = new AbortController();
      const other = vectorsEngine(controller.signal);
      const { vectors } = await other.call('openVectors', { source: { kind: 'file', file: target } });
      let told = 0;
      const onProgress = (): void => {
        told++;
        controller.abort();
      };
      const work = other.call('project', { vectors, method: { type }, dimensions: 2 }, onProgress);
      await assert.rejects(work, hasCode('CANCELLED'));
      assert.equal(told, 1, type);
    }
  });

  it('bring a turned copy back onto its original', async () => {
    const set = goldenSet();
    const turned = set.values.slice();
    for (let row = 0; row < 215; row++) {
      const [x, y] = [turned[row * 16], turned[row * 16 + 1]];
      turned[row * 16] = 0.6 * x - 0.8 * y;
      turned[row * 16 + 1] = 0.8 * x + 0.6 * y;
    }
    turned.fill(1, 20 * 16, 21 * 16); // and one word went elsewhere
    const words = Array.from({ length: 215 }, (_, row) => (row === 3 ? 'another' : set.words.word(row)));
    const target = path.join(folder, 'turned.txt');
    await writeVectors(setOf(words, turned, 16), target, { format: 'word2vec-text' });
    const second = await call('openVectors', { source: { kind: 'file', file: target } });
    const reply = await call('compareVectors', { first: info.vectors, second: second.vectors, neighbors: 5 });
    assert.deepEqual([reply.shared, reply.words, reply.overlapOf], [214, [215, 215], 214]);
    const moved = [...new Float32Array(reply.moved)];
    const rows = [...new Int32Array(reply.rowsA)];
    const farthest = moved.indexOf(Math.max(...moved));
    assert.equal(rows[farthest], 20);
    assert.ok(moved.filter((value) => value > 0.05).length === 1);
    assert.ok(reply.meanOverlap > 0.9);
    const beside = { vectors: reply.aligned.vectors, rows: [0, 1] };
    const map = await call('project', { vectors: info.vectors, rows: [0, 1, 2], beside, method: { type: 'pca' }, dimensions: 2 }); // prettier-ignore
    const at = new Float32Array(map.positions);
    assert.equal(at.length, 10);
    assert.ok(Math.hypot(at[0] - at[6], at[1] - at[7]) < 0.2, 'the same word lies in one place');
  });

  it('cluster, colour by a column, and export what was chosen', async () => {
    const { vectors } = info;
    const found = await call('clusterVectors', { vectors, clusters: 7, seed: 3 });
    const labels = [...new Int32Array(found.labels)];
    const { words } = await call('listWords', { vectors });
    found.clusters.forEach((cluster, number) => {
      const frequent = words.filter((_, row) => labels[row] === number).slice(0, 8); // rows stand by falling count
      assert.deepEqual(cluster.words, frequent);
    });
    assert.equal(found.clusters.reduce((sum, { size }) => sum + size, 0), 215); // prettier-ignore
    assert.equal(new Int32Array(found.labels).length, 215);
    const table = put('colours.csv', ['word,kind,year', 'king,person,1900', 'Paris,town,200', 'nobody,person,1']);
    const kinds = await call('columnValues', { vectors, file: table, wordColumn: 'word', valueColumn: 'kind' });
    assert.deepEqual([kinds.values, kinds.known], [['person', 'town'], 2]);
    assert.deepEqual(
      [...new Int32Array(kinds.indices ?? new ArrayBuffer(0))].slice(0, 8),
      [0, -1, -1, -1, -1, -1, 1, -1],
    );
    const years = await call('columnValues', { vectors, file: table, wordColumn: 'word', valueColumn: 'year' });
    assert.equal(new Float64Array(years.numbers ?? new ArrayBuffer(0))[6], 200);
    const output = path.join(folder, 'out.vec');
    await call('exportVectors', { vectors, output, format: 'fasttext', rows: [1, 0] });
    assert.match(fs.readFileSync(output, 'utf8'), /^2 16\nqueen .*\nking /);
    const absent = path.join(folder, 'no', 'out.vec');
    await assert.rejects(call('exportVectors', { vectors, output: absent, format: 'fasttext' }), hasCode('NOT_FOUND'));
  });

  it('make vectors of texts', async () => {
    const texts = put('texts.txt', ['king and queen', '', 'nothing known here', 'Paris, France!']);
    const reply = await call('openVectors', { source: { kind: 'sentences', vectors: info.vectors, file: texts } });
    assert.deepEqual([reply.words, reply.corpus], [2, [texts]]);
    assert.deepEqual(reply.notices, [
      '1 texts have no known word and were left out.',
      '4 words of the texts have no vector.',
    ]);
    const listed = await call('listWords', { vectors: reply.vectors });
    assert.deepEqual(
      [listed.words, listed.lines],
      [
        ['king and queen', 'Paris, France!'],
        [1, 4],
      ],
    );
    const mean = await call('similarity', { vectors: info.vectors, a: 'king queen', b: 'Paris France' });
    const { neighbors } = await call('neighbors', { vectors: reply.vectors, row: 0 });
    assert.ok(Math.abs(neighbors[0].value - mean.cosine) < 1e-6);
    assert.equal(neighbors[0].line, 4);
  });
});
