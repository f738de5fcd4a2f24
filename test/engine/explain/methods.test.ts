// The methods on functions whose shares are known: polynomials of the tokens' scales, attention by hand, features over tokens.

import assert from 'node:assert/strict';
import { attentionFlow } from '../../../src/engine/explain/attentionFlow';
import { exactWeights } from '../../../src/engine/explain/exactWeights';
import { attribute } from '../../../src/engine/explain/attribute';
import { againstOthers, methodsOf, type ExplainedText } from '../../../src/engine/explain/explainedText';
import { gradientTimesInput } from '../../../src/engine/explain/gradientTimesInput';
import { integratedGradients } from '../../../src/engine/explain/integratedGradients';
import { inParts } from '../../../src/engine/explain/inParts';
import { leaveOneOut } from '../../../src/engine/explain/leaveOneOut';
import { LabError } from '../../../src/protocol/labError';
import type { ScaledScore } from '../../../src/engine/explain/scaledScore';

const near = (found: ArrayLike<number>, expected: readonly number[], within = 1e-6): void => {
  assert.equal(found.length, expected.length);
  expected.forEach((value, i) => assert.ok(Math.abs(found[i] - value) < within, `${i}: ${found[i]} for ${value}`));
};

/** F(s) = 2 s₀ − 3 s₁ + s₀² s₁ + s₂⁴ + 5 */
const cubic: ScaledScore = {
  tokens: 3,
  at: (points) =>
    Promise.resolve(
      points.map(([a, b, c]) => ({
        score: 2 * a - 3 * b + a * a * b + c ** 4 + 5,
        gradient: Float64Array.of(2 + 2 * a * b, -3 + a * a, 4 * c ** 3),
      })),
    ),
};

describe('shares of tokens', () => {
  it('of gradient times input are the slopes at the text', async () => {
    const { shares, score } = await gradientTimesInput(cubic);
    near(shares, [4, -2, 4]);
    assert.equal(score, 6);
  });

  it('of integrated gradients are the integrals, and the error of their sum falls with the square of the steps', async () => {
    const exact = [2 + 2 / 3, -3 + 1 / 3, 1];
    const errors: number[] = [];
    for (const steps of [4, 8, 64]) {
      const found = await integratedGradients(cubic, { steps });
      near(found.shares, exact, 1.2 / steps ** 2);
      assert.deepEqual([found.score, found.baseline, found.steps], [6, 5, steps]);
      const sum = found.shares.reduce((total, share) => total + share, 0);
      assert.ok(Math.abs((found.completenessError ?? NaN) - Math.abs(sum - 1)) < 1e-12);
      errors.push(found.completenessError ?? NaN);
    }
    assert.ok(errors[0] > 3.9 * errors[1] && errors[1] > 60 * errors[2] && errors[2] > 0, errors.join());
  });

  it('left out one by one are differences, 0 of what cannot be left out', async () => {
    const erased = () => Promise.resolve(Float64Array.of(6, 2, NaN, 7.5));
    const { shares, score } = await leaveOneOut({ tokens: 3, erased });
    assert.deepEqual([...shares], [4, 0, -1.5]);
    assert.equal(score, 6);
  });

  it('tell how far they are, and are left between two parts', async () => {
    const told: number[] = [];
    const cancel = new AbortController();
    const work = { atOnce: 2, signal: cancel.signal, progress: (fraction: number) => told.push(fraction) };
    const twice = (part: readonly number[]) => Promise.resolve(part.map((value) => 2 * value));
    assert.deepEqual(await inParts([1, 2, 3, 4, 5], work, twice), [2, 4, 6, 8, 10]);
    assert.deepEqual(told, [0, 0.4, 0.8]);
    const leaving = inParts([1, 2, 3], work, (part) => (cancel.abort(), twice(part)));
    await assert.rejects(leaving, (error: unknown) => error instanceof LabError && error.code === 'CANCELLED');
  });

  it('of attention follow the looks through the layers, and are 1 in all', () => {
    const below = Float32Array.of(0, 1, 1, 0); // each looks at the other
    const [self, first] = [Float32Array.of(1, 0, 0, 1), Float32Array.of(1, 0, 1, 0)];
    near(attentionFlow(2, [], [0.2, 0.8]).shares, [0.2, 0.8]);
    near(attentionFlow(2, []).shares, [0.5, 0.5]);
    // Above, the second looks at itself by one head and at the first by the other: half of it stays, a quarter each.
    near(attentionFlow(2, [[self, first]], [0, 1]).shares, [0.25, 0.75]);
    near(attentionFlow(2, [[below], [self, first]], [0, 1]).shares, [0.5, 0.5]);
    near(attentionFlow(2, [[below], [first]], [1, 0]).shares, [0.5, 0.5]);
  });

  it('of weights stand at the tokens of their features: in equal parts over places and tokens', () => {
    const tokens = [0, 4, 8].map((start) => ({ start, end: start + 3 })); // "aaa bbb aaa"
    const feature = (contribution: number, offsets: [number, number][]) => ({
      ...{ feature: '', value: 1, weight: contribution, contribution, offsets },
    });
    const features = [
      feature(2, [[0, 3], [8, 11]]), // prettier-ignore
      feature(-1, [[0, 7]]),
      feature(3, [[5, 6]]), // within a token
      feature(9, []), // the end of the text
    ];
    assert.deepEqual([...exactWeights(tokens, features).shares], [0.5, 2.5, 1]);
  });

  it('are of one score against the mean of the others', () => {
    assert.deepEqual([...againstOthers(2, 1)], [-1, 1]);
    assert.deepEqual([...againstOthers(3, 0)], [1, -0.5, -0.5]);
    assert.deepEqual([...againstOthers(1, 0)], [1]);
  });

  it('are offered by what a model has, and refused by name where it has not', async () => {
    const tokens = ['a', 'b', 'c'].map((token, i) => ({ token, text: 0, start: i, end: i + 1, isUnknown: false }));
    const text: ExplainedText = {
      tokens,
      scaled: () => cubic,
      erasable: () => ({ tokens: 3, erased: () => Promise.resolve(Float64Array.of(6, 2, 2, 2)) }),
    };
    assert.deepEqual(methodsOf(text), ['integrated', 'gradient', 'leave-one-out']);
    const score = { direction: Float32Array.of(1), target: 0 };
    const found = await attribute(text, { ...score, steps: 3 });
    assert.deepEqual([found.method, found.steps, found.tokens.length], ['integrated', 3, 3]);
    assert.equal((await attribute(text, { ...score, method: 'leave-one-out' })).tokens[1].share, 4);
    const flexible = await attribute(text, { ...score, method: 'weights', steps: 9, isFlexible: true });
    assert.deepEqual([flexible.method, flexible.steps], ['integrated', 9]);
    const slopes = await attribute(text, { ...score, method: 'gradient', steps: 9, isFlexible: true });
    assert.deepEqual([slopes.method, slopes.steps], ['gradient', undefined]);
    const refused = (asked: object, message: RegExp) =>
      assert.rejects(attribute(text, { ...score, ...asked }), message);
    await refused({ method: 'attention' }, /cannot be explained by "attention". Choose "integrated" or "gradient" or/);
    await refused({ method: 'weights' }, /cannot be explained by "weights"/);
    await refused({ method: 'gradient', steps: 3 }, /Steps are for the method "integrated"/);
    await refused({ steps: 2001 }, /from 1 to 2000 steps .* not 2001/);
  });
});
