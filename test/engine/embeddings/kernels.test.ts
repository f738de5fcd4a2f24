import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { kernelSources, plain } from '../../../src/engine/embeddings/generated/kernels';
import { createSharedMemory, instantiateKernels, kernelBinary } from '../../../src/engine/embeddings/kernelModule';
import { builds, bytesOf, type Case, checkGlove, checkWords, subwords } from './kernelCases';

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
