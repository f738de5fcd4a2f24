// The compiled kernels beside plain arithmetic on thousands of random shapes (promise N4).
//
// npm run test:kernels -- [--shapes 10000] [--seed 1]
import { parseArgs } from 'node:util';
import { builds, type Case, checkGlove, checkWords } from '../engine/embeddings/kernelCases';
import { randomNumbers, type RandomNumbers } from '../faults/randomNumbers';
import { prove } from './prove';

const { values } = parseArgs({
  options: { shapes: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const seed = Number(values.seed);

/** A wrong term is some 1e-3. */
const MOST = 3e-5;

function randomCase(random: RandomNumbers): Case {
  const hierarchicalSoftmax = random.next() < 0.3;
  const minLength = 1 + random.below(3);
  return {
    dimensions: 1 + random.below(random.next() < 0.7 ? 20 : 130),
    algorithm: random.pick(['skip-gram', 'cbow'] as const),
    window: 1 + random.below(8),
    negative: hierarchicalSoftmax && random.next() < 0.5 ? 0 : 1 + random.below(20),
    hierarchicalSoftmax,
    subsample: random.pick([0, 0.05, 0.2]),
    ...(random.next() < 0.3
      ? {
          subwords: {
            minLength,
            maxLength: minLength + random.below(3),
            buckets: 1 + random.below(60),
            unit: 'character',
          },
        }
      : {}),
  };
}

function wordShapes(bytes: Uint8Array<ArrayBuffer>): string {
  const random = randomNumbers(seed);
  for (let number = 0; number < Number(values.shapes); number++) checkWords(bytes, randomCase(random), MOST);
  return `${values.shapes} shapes agree`;
}

function gloveShapes(bytes: Uint8Array<ArrayBuffer>): string {
  const random = randomNumbers(seed);
  for (let number = 0; number < Number(values.shapes); number++)
    checkGlove(bytes, 1 + random.below(random.next() < 0.7 ? 20 : 130), seed + number, 2 * MOST);
  return `${values.shapes} shapes agree`;
}

const usable = builds.filter(([, bytes]) => WebAssembly.validate(bytes));
void prove(
  seed,
  Object.fromEntries(
    usable.flatMap(([build, bytes]) => [
      [`words with ${build}`, () => wordShapes(bytes)],
      [`GloVe with ${build}`, () => gloveShapes(bytes)],
    ]),
  ),
);
