// The rules of sampling against golden values, in the order in which they are applied.

import assert from 'node:assert/strict';
import { mostProbable } from '../../../src/engine/decode/mostProbable';
import { checkSampling, keptTokens, type SamplingRules } from '../../../src/engine/decode/samplingRules';
import { readGolden } from '../../golden/readGolden';

interface Golden {
  rules: SamplingRules;
  logProbabilities: number[];
  tokens: number[];
  probabilities: number[];
}

const PLAIN: SamplingRules = { temperature: 1, topK: 0, topP: 1 };

/** Probabilities by token, in the order of their ids. */
function shares(values: ArrayLike<number>, rules: Partial<SamplingRules>): Map<number, number> {
  const { tokens, weights } = keptTokens(Float32Array.from(values), { ...PLAIN, ...rules });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const found = [...tokens].map((token, place) => [token, weights[place] / total] as const);
  return new Map(found.sort(([a], [b]) => a - b));
}

describe('the rules of sampling', () => {
  for (const { rules, logProbabilities, tokens, probabilities } of readGolden<Golden>('sampling.json').cases)
    it(`leave what Hugging Face's leave: ${JSON.stringify(rules)}`, () => {
      const found = shares(logProbabilities, rules);
      assert.deepEqual([...found.keys()], tokens);
      [...found.values()].forEach((share, i) => assert.ok(Math.abs(share - probabilities[i]) < 1e-6));
    });

  const four = [0.5, 0.3, 0.15, 0.05].map(Math.log);
  it('see what those before them have left', () => {
    // top-k leaves 0.5 and 0.3, of which 0.625 reaches top-p alone; the other way round both would stay
    assert.deepEqual([...shares(four, { topK: 2, topP: 0.6 }).keys()], [0]);
    assert.deepEqual([...shares(four, { topP: 0.6 }).keys()], [0, 1]);
  });

  it('keep tokens whose surprisal is nearest to the expected one, not the most probable', () => {
    // H = 1.1421; surprisals 0.693, 1.204, 1.897, 2.996: the second is the nearest, then the first
    assert.deepEqual([...shares(four, { typical: 0.2 }).keys()], [1]);
    assert.deepEqual([...shares(four, { typical: 0.7 }).keys()], [0, 1]);
  });

  it('never keep what is impossible', () => {
    for (const rules of [{}, { topK: 9 }, { topP: 0.99 }, { minP: 0.001 }, { typical: 0.99 }])
      assert.ok(!shares([...four, -Infinity], rules).has(4), JSON.stringify(rules));
  });

  it('of equals take the smaller ids', () => {
    const values = Float32Array.of(-1, -0.5, -1, -1, -Infinity);
    assert.deepEqual([...mostProbable(values, 3)], [1, 0, 2]);
    assert.deepEqual([...mostProbable(values, 9)], [1, 0, 2, 3]);
    const many = Float32Array.from({ length: 500 }, (_, i) => ((i * 37) % 101) - 50);
    const order = [...many.keys()].sort((a, b) => many[b] - many[a] || a - b);
    for (const count of [0, 1, 64, 65, 300, 499, 500, 900])
      assert.deepEqual([...mostProbable(many, count)], order.slice(0, count), String(count));
  });

  it('have limits', () => {
    for (const good of [{ minP: 0 }, { minP: 1 }, { typical: 1 }, { typical: 0.01 }])
      checkSampling({ ...PLAIN, ...good });
    for (const [bad, message] of [
      [{ minP: -0.1 }, /min-p/],
      [{ minP: 1.1 }, /min-p/],
      [{ typical: 0 }, /typical/],
      [{ typical: 1.5 }, /typical/],
      [{ typical: NaN }, /typical/],
    ] as const)
      assert.throws(() => checkSampling({ ...PLAIN, ...bad }), { code: 'INVALID_ARGUMENT', message });
  });
});
