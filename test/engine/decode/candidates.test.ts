// The best continuations, beside sorting all of them.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { bestCandidates, type Row } from '../../../src/engine/decode/candidates';

const SEED = Number(process.env.NLP_LAB_TEST_SEED ?? 1234);

/** Few different values, so that many sums are equal; also those that must never be chosen. */
const value = fc.constantFrom(-0.1, -0.5, -1, -2.25, -3, -1e-12, -Infinity, NaN);

function sorted(rows: readonly Row[], count: number) {
  const all = rows.flatMap(({ logProbabilities, total }, parent) =>
    [...logProbabilities].map((logProbability, token) => ({
      ...{ parent, token, logProbability },
      total: total + logProbability,
    })),
  );
  return all
    .filter(({ total }) => total > -Infinity)
    .sort((a, b) => b.total - a.total || a.parent - b.parent || a.token - b.token)
    .slice(0, count);
}

describe('the best continuations', () => {
  it('are those that sorting all finds, equal ones in order of hypothesis and token', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(value, { minLength: 1, maxLength: 41 }), fc.constantFrom(0, -0.5, -7, -Infinity)), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer({ min: 1, max: 12 }),
        (problem, count) => {
          const rows = problem.map(([values, total]): Row => ({
            ...{ logProbabilities: Float32Array.from(values), total },
            ...{ verdict: { forbidden: new Map() }, wanted: [] },
          }));
          assert.deepEqual(bestCandidates(rows, count), sorted(rows, count));
        },
      ),
      { seed: SEED, numRuns: 2000 },
    ));
});
