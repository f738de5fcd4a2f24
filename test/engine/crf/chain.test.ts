// Conditional random fields over features beside PyTorch, which adds up all sequences: loss, gradients, marginals, best sequences; fits
// beside the least value that PyTorch finds; gradients beside finite differences.

import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { ChainPasses, type ChainProblem } from '../../../src/engine/crf/chainPasses';
import type { CrfFitOptions, CrfPass } from '../../../src/engine/crf/crfFit';
import { addAttribute, crfChain } from '../../../src/engine/crf/crfModel';
import { fitCrf } from '../../../src/engine/crf/fitCrf';
import { kernelSources } from '../../../src/engine/crf/generated/kernels';
import { bestPaths, marginals, viterbi } from '../../../src/engine/tags/linearChain';
import { readGolden, relativeDifference, valuesOf, type GoldenTensor } from '../../golden/readGolden';

interface Case {
  name: string;
  tags: number;
  follows: number[][];
  begins: number[];
  ends: number[];
  starts: number[];
  featureTags: number[];
  /** By sentence and token, attributes. */
  sentences: number[][][];
  gold: number[][];
  weights: GoldenTensor;
  transitions: GoldenTensor;
  loss: number;
  weightGradient: GoldenTensor;
  transitionGradient: GoldenTensor;
  marginals: GoldenTensor[];
  best: [number, number[]][][];
  least: number;
  leastWeights: GoldenTensor;
  leastTransitions: GoldenTensor;
}

const golden = readGolden<Case>('crf.json');
const l2 = golden.l2 as number;
const CLOSE = 1e-9;

function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => (starts[i + 1] = starts[i] + length));
  return starts;
}

function problemOf({ tags, follows, begins, ends, starts, featureTags, sentences, gold }: Case): ChainProblem {
  return {
    tags,
    rows: {
      sentenceStarts: startsOf(sentences.map(({ length }) => length)),
      tokenStarts: startsOf(sentences.flat().map(({ length }) => length)),
      attributes: Int32Array.from(sentences.flat(2)),
    },
    gold: Int32Array.from(gold.flat()),
    features: { starts: Int32Array.from(starts), tags: Int32Array.from(featureTags) },
    allowed: {
      follows: Uint8Array.from(follows.flat()),
      begins: Uint8Array.from(begins),
      ends: Uint8Array.from(ends),
    },
  };
}

/** The loss of all sentences, and its gradient. */
function lossAt(problem: ChainProblem, weights: Float64Array, transitions: Float64Array) {
  const passes = new ChainPasses(problem);
  passes.weights.set(weights);
  passes.setTransitions(transitions, problem.allowed.follows);
  passes.clearSums();
  const half = Math.ceil(passes.sentences / 2);
  const loss = passes.pass(0, half) + passes.pass(half, passes.sentences);
  const transitionGradient = new Float64Array(transitions.length);
  passes.takeTransitionSums(transitionGradient);
  return { loss, weightGradient: passes.featureSums.slice(), transitionGradient };
}

const OPTIONS: CrfFitOptions = {
  ...{ algorithm: 'lbfgs', l1: 0, l2, transitions: true, iterations: 500, tolerance: 0, learningRate: 0.5, seed: 1 },
};

function lastOf(problem: ChainProblem, options: Partial<CrfFitOptions>): CrfPass {
  let last: CrfPass | undefined;
  for (const pass of fitCrf(problem, { ...OPTIONS, ...options })) last = pass ?? last;
  return last ?? assert.fail('a fit without a pass');
}

function penalised(problem: ChainProblem, { weights, transitions }: CrfPass, l1 = 0): number {
  const all = [...weights, ...transitions];
  const squares = all.reduce((sum, weight) => sum + weight * weight, 0);
  const sizes = all.reduce((sum, weight) => sum + Math.abs(weight), 0);
  return lossAt(problem, weights, transitions).loss + l2 * squares + l1 * sizes;
}

for (const each of golden.cases)
  describe(`a conditional random field over features: ${each.name}`, () => {
    const problem = problemOf(each);
    const [weights, transitions] = [valuesOf(each.weights), valuesOf(each.transitions)];

    it('has the loss and the gradients of PyTorch', () => {
      const found = lossAt(problem, weights, transitions);
      assert.ok(Math.abs(found.loss - each.loss) < CLOSE * each.loss, `${found.loss} for ${each.loss}`);
      assert.ok(relativeDifference(found.weightGradient, each.weightGradient) < CLOSE);
      assert.ok(relativeDifference(found.transitionGradient, each.transitionGradient) < CLOSE);
    });

    it('has the gradient of finite differences', () => {
      const { weightGradient, transitionGradient } = lossAt(problem, weights, transitions);
      const step = 1e-5;
      const slopeOf = (values: Float64Array, at: number): number => {
        const kept = values[at];
        const lossWith = (value: number): number => {
          values[at] = value;
          return lossAt(problem, weights, transitions).loss;
        };
        const slope = (lossWith(kept + step) - lossWith(kept - step)) / (2 * step);
        values[at] = kept;
        return slope;
      };
      weightGradient.forEach((slope, at) => assert.ok(Math.abs(slope - slopeOf(weights, at)) < 1e-7, `weight ${at}`));
      transitionGradient.forEach((slope, at) =>
        assert.ok(Math.abs(slope - slopeOf(transitions, at)) < 1e-7, `pair ${at}`),
      );
    });

    it('has the marginals and the best sequences of PyTorch', () => {
      const model = { features: problem.features, weights, transitions };
      const chain = crfChain(model, problem.allowed);
      each.sentences.forEach((sentence, i) => {
        const scores = new Float64Array(sentence.length * each.tags);
        sentence.forEach((attributes, t) => {
          for (const attribute of attributes) addAttribute(scores, t * each.tags, attribute, model);
        });
        const { probabilities } = marginals(scores, sentence.length, chain);
        assert.ok(relativeDifference(probabilities, each.marginals[i]) < CLOSE);
        const found = bestPaths(scores, sentence.length, chain, each.best[i].length);
        found.forEach(({ tags, score }, rank) => {
          assert.ok(Math.abs(score - each.best[i][rank][0]) < CLOSE);
          assert.deepEqual([...tags], each.best[i][rank][1]);
        });
        assert.deepEqual([...viterbi(scores, sentence.length, chain)], each.best[i][0][1]);
      });
    });

    it('is fitted by L-BFGS to the least value that PyTorch finds', () => {
      const fitted = lastOf(problem, {});
      assert.ok(Math.abs(penalised(problem, fitted) - each.least) < 1e-8 * each.least);
      assert.ok(relativeDifference(fitted.weights, each.leastWeights) < 1e-4);
      assert.ok(relativeDifference(fitted.transitions, each.leastTransitions) < 1e-4);
    });

    it('is fitted by gradient descent to nearly the same', () => {
      const fitted = lastOf(problem, { algorithm: 'sgd', iterations: 400 });
      assert.ok(penalised(problem, fitted) < each.least * 1.01, `${penalised(problem, fitted)} for ${each.least}`);
    });
  });

describe('a fit of a conditional random field', () => {
  const problem = problemOf(golden.cases[2]);

  it('with L1 makes weights 0, and no change of one of them lowers the loss', () => {
    const l1 = 0.4;
    const fitted = lastOf(problem, { l1 });
    const zeros = fitted.weights.filter((weight) => weight === 0).length;
    assert.ok(zeros > 0 && zeros < fitted.weights.length, `${zeros} of ${fitted.weights.length}`);
    const { weightGradient } = lossAt(problem, fitted.weights, fitted.transitions);
    fitted.weights.forEach((weight, k) => {
      const slope = weightGradient[k] + 2 * l2 * weight;
      if (weight === 0) assert.ok(Math.abs(slope) <= l1 + 1e-4);
      else assert.ok(Math.abs(slope + Math.sign(weight) * l1) < 1e-4, `${slope} at ${weight}`);
    });
    const descended = lastOf(problem, { l1, algorithm: 'sgd', iterations: 400 });
    assert.ok(penalised(problem, descended, l1) < penalised(problem, fitted, l1) * 1.01);
    assert.ok(descended.weights.some((weight) => weight === 0));
  });

  it('gives pairs of tags no weight where none is asked for', () => {
    for (const algorithm of ['lbfgs', 'sgd'] as const) {
      const { transitions } = lastOf(problem, { algorithm, transitions: false, iterations: 20 });
      assert.ok(transitions.every((weight) => weight === 0));
    }
  });

  for (const algorithm of ['lbfgs', 'sgd'] as const)
    it(`goes on to the same bits from each of its passes: ${algorithm}`, () => {
      const options: CrfFitOptions = { ...OPTIONS, algorithm, l1: 0.1, iterations: 14 };
      const states = [...fitCrf(problem, options)].flatMap((pass) => (pass ? [pass.pass] : []));
      assert.equal(states.length, 14);
      const whole = lastOf(problem, options);
      for (const stop of [1, 7, 13]) {
        const resume = structuredClone(lastOf(problem, { ...options, iterations: stop }).state());
        const resumed = lastOf(problem, { ...options, resume });
        assert.deepEqual(resumed.weights, whole.weights);
        assert.deepEqual(resumed.transitions, whole.transitions);
      }
    });

  it('uses the kernel that was compiled from the sources that are there', async () => {
    const script = (await import(pathToFileURL('scripts/makeKernels.mjs').href)) as {
      kernelSources(folder: string): string;
    };
    assert.equal(kernelSources, script.kernelSources('crf'), 'run node scripts/makeKernels.mjs');
  });
});
