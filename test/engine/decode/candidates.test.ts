// The best continuations, beside sorting all of them.

import assert from 'node:assert/strict';
import * as fc from '../../support/properties';
import { bestCandidates, bestOfParts, type Row } from '../../../src/engine/decode/candidates';
import { seedOf } from '../../support/seed';

const SEED = seedOf(1234);

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

  it('are the same from the parts of the vocabulary with the greatest maxima', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }).chain((width) =>
          fc.record({
            width: fc.constant(width),
            rows: fc.array(
              fc.tuple(
                fc.array(fc.constantFrom(-0.1, -0.5, -1, -2.25, -3), { minLength: 8 * width, maxLength: 8 * width }),
                fc.constantFrom(0, -0.5, -7, -Infinity),
                fc.array(fc.integer({ min: 0, max: 8 * width - 1 }), { maxLength: 2 }),
              ),
              { minLength: 1, maxLength: 4 },
            ),
          }),
        ),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 2 }),
        ({ width, rows }, count, before) => {
          const all = rows.map(([values, total, forbidden]): Row => ({
            ...{ logProbabilities: Float32Array.from(values), total, wanted: [] },
            verdict: { forbidden: new Map(forbidden.map((token) => [token, 'too short'])) },
          }));
          const given = Math.min(8, count + 2); // two may be forbidden
          const parts = rows.flatMap(([values]) => partsOf(values, width).slice(0, given));
          const logProbabilities = rows.flatMap(([values], row) =>
            parts
              .slice(row * given, (row + 1) * given)
              .flatMap((part) => values.slice(part * width, (part + 1) * width)),
          );
          // Rows of other sentences stand before these.
          const others = <T>(length: number, value: T): T[] => new Array<T>(before * length).fill(value);
          const step = {
            ...{ width, count: given },
            parts: Int32Array.from([...others(given, 0), ...parts]),
            logProbabilities: Float32Array.from([...others(given * width, 0), ...logProbabilities]),
          };
          assert.deepEqual(bestOfParts(step, before, all, count), bestCandidates(all, count));
        },
      ),
      { seed: SEED, numRuns: 2000 },
    ));
});

/** Parts by falling maximum, the first of equals first. */
function partsOf(values: readonly number[], width: number): number[] {
  const maximum = (part: number): number => Math.max(...values.slice(part * width, (part + 1) * width));
  return [...new Array(values.length / width).keys()].sort((a, b) => maximum(b) - maximum(a) || a - b);
}
