// Drawing: which token a number takes, what is kept, and several outputs.

import assert from 'node:assert/strict';
import { createRandom } from '../../../src/engine/data/random';
import { drawToken, sample } from '../../../src/engine/decode/sampling';
import { plainSearch } from '../../../src/engine/decode/searchOptions';
import { tableModel } from './tableModel';

const DRAWING = { temperature: 1, topK: 0, topP: 1 };
const uniform = () => createRandom({ seed: 1, stream: 'draws' }).uniform;

describe('drawing a token', () => {
  const free = { forbidden: new Map() };
  const values = Float32Array.from([0.5, 0.3, 0.15, 0.05], Math.log);
  const drawn = (
    share: number,
    change: Partial<typeof DRAWING> = {},
    verdict: Parameters<typeof drawToken>[1] = free,
  ) => drawToken(values, verdict, { ...DRAWING, ...change }, () => share);

  it('takes the token in whose share the number falls', () => {
    const shares: [number, number][] = [[0, 0], [0.49, 0], [0.51, 1], [0.79, 1], [0.81, 2], [0.94, 2], [0.96, 3], [0.9999999, 3]]; // prettier-ignore
    for (const [share, token] of shares) assert.equal(drawn(share), token, String(share));
  });

  it('takes the only one, and none that is forbidden or impossible', () => {
    assert.equal(drawn(0, {}, { only: 3, forbidden: new Map() }), 3);
    assert.equal(drawn(0, {}, { forbidden: new Map([[0, 'banned']]) }), 1);
    assert.equal(
      drawToken(Float32Array.of(-Infinity, -1), free, DRAWING, () => 0),
      1,
    );
  });

  it('keeps the k most probable, of equals the first, and what makes up p', () => {
    for (const share of [0, 0.99]) assert.equal(drawn(share, { topK: 1 }), 0);
    assert.equal(drawn(0.99, { topK: 2 }), 1);
    assert.equal(drawn(0.99, { topP: 0.4 }), 0);
    assert.equal(drawn(0.99, { topP: 0.6 }), 1);
    assert.equal(drawn(0.99, { topK: 3, topP: 0.9 }), 2);
    const level = Float32Array.from([0.1, 0.3, 0.3, 0.3], Math.log);
    assert.equal(
      drawToken(level, free, { ...DRAWING, topK: 2 }, () => 0),
      1,
    );
    assert.equal(
      drawToken(level, free, { ...DRAWING, topK: 2 }, () => 0.99),
      2,
    );
  });

  it('where everything is forbidden takes the first that is possible', () => {
    const forbidden = new Map([0, 1, 2, 3].map((token) => [token, 'banned'] as const));
    assert.equal(drawn(0.5, {}, { forbidden }), 0);
  });

  it('of several outputs puts the most probable first', async () => {
    const model = tableModel(6, 5, { sharpness: 1 });
    const [outputs] = await sample(
      model,
      [Int32Array.of(1)],
      { ...plainSearch, beam: 5, nBest: 5, maxLength: () => 6 },
      { ...DRAWING, uniform },
    );
    const totals = outputs.map(({ total }) => total);
    assert.deepEqual(totals, totals.toSorted((a, b) => b - a)); // prettier-ignore
    for (const { total, logProbabilities, tokens, ended } of outputs) {
      assert.ok(Math.abs(total - logProbabilities.reduce((a, b) => a + b, 0)) < 1e-9);
      assert.equal(logProbabilities.length, tokens.length + Number(ended));
    }
  });
});
