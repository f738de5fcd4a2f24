import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { fused, kernelSources, plain } from '../../../src/engine/embeddings/generated/kernels';
import {
  createGloveModel,
  gloveMatrices,
  gloveMatrix,
  initializeGlove,
} from '../../../src/engine/embeddings/gloveModel';
import { createGloveRunner } from '../../../src/engine/embeddings/gloveSteps';
import { huffmanPaths } from '../../../src/engine/embeddings/huffmanTree';
import { createSharedMemory, instantiateKernels, kernelBinary } from '../../../src/engine/embeddings/kernelModule';
import { keepThresholds, noiseTable } from '../../../src/engine/embeddings/samplingTables';
import { subwordBuckets } from '../../../src/engine/embeddings/subwords';
import { END } from '../../../src/engine/embeddings/tokenStore';
import {
  initializeWordModel,
  matrixOf,
  planWordModel,
  type WordModelOptions,
} from '../../../src/engine/embeddings/wordModel';
import { createStepRunner } from '../../../src/engine/embeddings/wordSteps';
import { createRandom } from '../../../src/engine/data/random';
import { trainReference, trainReferenceGlove, type ReferenceModel } from './reference';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'));
const builds = [
  ['plain SIMD', bytesOf(plain)],
  ['relaxed SIMD', bytesOf(fused)],
] as const;

const words = ['the', 'of', 'where', 'naïve', '영화', 'a', 'was', 'b', 'film'];
const counts = Float64Array.of(90, 60, 40, 30, 20, 20, 9, 5, 5);

/** Sentences of words drawn by chance; the first holds a word twice beside itself, the last is a single word. */
function sentences(): number[][] {
  const random = createRandom({ seed: 3, stream: 'sentences' });
  const drawn = Array.from({ length: 12 }, () =>
    Array.from({ length: 1 + random.integer(14) }, () => random.integer(words.length)),
  );
  return [[1, 1, 2, 1, 1], ...drawn, [4]];
}

const rowsOf = (flat: Float32Array, rowFloats: number, width: number): Float64Array[] =>
  Array.from({ length: flat.length / rowFloats }, (_, row) =>
    Float64Array.from(flat.subarray(row * rowFloats, row * rowFloats + width)),
  );

function assertClose(found: readonly Float64Array[], expected: readonly Float64Array[], title: string): void {
  let worst = 0;
  found.forEach((row, i) => row.forEach((value, d) => (worst = Math.max(worst, Math.abs(value - expected[i][d])))));
  assert.ok(worst < 5e-6, `${title}: off by ${worst}`);
}

type Case = Partial<WordModelOptions> & Pick<WordModelOptions, 'dimensions'>;

function checkWords(bytes: Uint8Array<ArrayBuffer>, given: Case): void {
  const options: WordModelOptions = {
    ...{ algorithm: 'skip-gram', window: 3, negative: 5, hierarchicalSoftmax: false, subsample: 0.05, threads: 1 },
    ...given,
  };
  const trained = { words, counts, rawTokens: 279 };
  const model = planWordModel(trained, options).create();
  const random = createRandom({ seed: 1, stream: 'vectors' });
  initializeWordModel(model, options.dimensions, random.uniform); // large vectors: a wrong term shows
  const outputs = matrixOf(model, model.output);
  for (let row = 0; row < model.output.rows; row++)
    for (let d = 0; d < options.dimensions; d++) outputs[row * model.rowFloats + d] = random.uniform() - 0.5;
  const subwords = options.subwords;
  const reference: ReferenceModel = {
    ...options,
    rate: Math.fround(0.05),
    keep: keepThresholds(counts, options.subsample),
    noise: noiseTable(counts),
    tree: options.hierarchicalSoftmax ? huffmanPaths(counts) : undefined,
    subwords:
      subwords && words.map((word, i) => [i, ...subwordBuckets(word, subwords).map((row) => row + words.length)]),
    input: rowsOf(matrixOf(model, model.input), model.rowFloats, options.dimensions),
    output: rowsOf(outputs, model.rowFloats, options.dimensions),
  };
  const tokens = Int32Array.from(sentences().flatMap((sentence) => [...sentence, END]));
  const chunks = {
    starts: Float64Array.of(0, tokens.length),
    source: { kind: 'memory' as const, tokens },
    longestSentence: tokens.length,
  };
  const plan = { chunks, epochs: 1, learningRate: 0.05, finalLearningRate: 0.05, seed: 7 };
  createStepRunner(model, plan, 0, new WebAssembly.Module(bytes)).run(0);
  trainReference(reference, sentences(), Math.imul(1, 0x9e3779b1) ^ 7, Math.imul(7, 0x85ebca6b) | 0);
  const title = JSON.stringify(given);
  assertClose(rowsOf(matrixOf(model, model.input), model.rowFloats, options.dimensions), reference.input, title);
  assertClose(rowsOf(outputs, model.rowFloats, options.dimensions), reference.output, title);
  for (const { at, rows } of [model.input, model.output])
    rowsOf(matrixOf(model, { at, rows }), model.rowFloats, model.rowFloats).forEach((row) =>
      assert.ok(
        row.subarray(options.dimensions).every((value) => value === 0),
        'the padding stays zero',
      ),
    );
}

const subwords = { minLength: 2, maxLength: 3, buckets: 40, unit: 'character' as const };
const cases: [string, Case[]][] = [
  [
    'skip-gram at every tail of the dimensions',
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 100].map((dimensions) => ({ dimensions })),
  ],
  ['any number of noise words', [1, 2, 3, 4, 6, 11, 20].map((negative) => ({ dimensions: 6, negative }))],
  ['any window', [1, 2, 7].map((window) => ({ dimensions: 9, window }))],
  [
    'hierarchical softmax, alone and beside noise',
    [0, 5].map((negative) => ({ dimensions: 10, negative, hierarchicalSoftmax: true })),
  ],
  [
    'CBOW',
    [
      { dimensions: 7, algorithm: 'cbow' },
      { dimensions: 8, algorithm: 'cbow', negative: 0, hierarchicalSoftmax: true },
    ],
  ],
  [
    'n-grams, skip-gram and CBOW',
    [
      { dimensions: 5, subwords },
      { dimensions: 8, subwords, algorithm: 'cbow' },
    ],
  ],
];

describe('the embedding kernels', () => {
  it('were compiled from the sources that are there', async () => {
    const script = (await import(pathToFileURL('scripts/makeKernels.mjs').href)) as {
      kernelSources(folder: string): string;
    };
    assert.equal(kernelSources, script.kernelSources('embeddings'), 'run node scripts/makeKernels.mjs');
  });

  for (const [build, bytes] of builds) {
    describe(`with ${build}`, () => {
      before(function () {
        if (!WebAssembly.validate(bytes)) this.skip();
      });

      for (const [title, list] of cases)
        it(`compute ${title} as plain arithmetic does`, () => list.forEach((each) => checkWords(bytes, each)));

      it('compute GloVe as plain arithmetic does, at every tail of the dimensions', () => {
        for (const dimensions of [1, 3, 4, 6, 17, 100]) checkGlove(bytes, dimensions);
      });

      it('know the sigmoid to 3e-7 everywhere', () => {
        const memory = createSharedMemory(1 << 18);
        const { sigmoid4 } = instantiateKernels(new WebAssembly.Module(bytes), memory);
        const four = new Float32Array(memory.buffer, 1 << 17, 4);
        for (let x = -40; x < 40; x += 0.0371) {
          four.fill(x);
          const exact = 1 / (1 + Math.exp(-four[0]));
          sigmoid4(1 << 17);
          assert.ok(Math.abs(four[0] - exact) < 3e-7 && four[0] >= 0 && four[0] <= 1, `at ${x}: ${four[0]}`);
        }
      });
    });
  }

  it('fail in words where there is no SIMD, and take the plain build where that alone is valid', () => {
    assert.throws(() => kernelBinary(() => false), { code: 'INVALID_ARGUMENT', message: /SIMD/ });
    const plainBytes = bytesOf(plain);
    assert.equal(kernelBinary((bytes) => Buffer.compare(bytes, plainBytes) === 0).build, 'plain');
  });
});

function checkGlove(bytes: Uint8Array<ArrayBuffer>, dimensions: number): void {
  const random = createRandom({ seed: 5, stream: 'glove' });
  const options = { words: 6, dimensions, learningRate: 0.1, xMax: 10, exponent: 0.75, threads: 1 };
  const model = createGloveModel(options);
  initializeGlove(model, random.uniform);
  const read = (name: (typeof gloveMatrices)[number]): Float64Array[] =>
    rowsOf(gloveMatrix(model, name), model.rowFloats, model.rowFloats).map((row) =>
      Float64Array.of(...row.subarray(0, dimensions), row[model.biasAt]),
    );
  const reference = {
    ...{ rate: Math.fround(0.1), xMax: 10, exponent: 0.75, input: read('input'), output: read('output') },
    ...{ inputSquares: read('inputSquares'), outputSquares: read('outputSquares') },
  };
  const pairs = Array.from({ length: 400 }, () => ({
    ...{ word: random.integer(6), context: random.integer(6), value: Math.fround(0.1 + 30 * random.uniform()) },
  }));
  const plan = {
    pairs: {
      words: Int32Array.from(pairs, ({ word }) => word),
      contexts: Int32Array.from(pairs, ({ context }) => context),
      values: Float32Array.from(pairs, ({ value }) => value),
    },
    epochs: 1,
  };
  createGloveRunner(model, plan, 0, new WebAssembly.Module(bytes)).run(0);
  const loss = trainReferenceGlove(reference, pairs);
  for (const name of gloveMatrices) {
    const worst = read(name).map((row, i) =>
      Math.max(...row.map((value, d) => Math.abs(value - reference[name][i][d]))),
    );
    assert.ok(Math.max(...worst) < 2e-5, `${name} with ${dimensions} dimensions: off by ${Math.max(...worst)}`);
  }
  const [sum, count] = new Float64Array(model.memory.buffer, model.threads[0].loss, 2);
  assert.equal(count, 400);
  assert.ok(Math.abs(sum - loss) < 1e-4 * loss);
}
