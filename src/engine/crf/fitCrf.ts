// A linear-chain conditional random field fitted to sentences: limited-memory BFGS on all of them at once, or stochastic gradient
// descent, sentence by sentence. Both minimise Σ −log p(y | x) + l1 · Σ |w| + l2 · Σ w², as CRFsuite does.

import { minimizeBfgs } from '../linear/limitedMemoryBfgs';
import { ChainPasses, type ChainProblem } from './chainPasses';
import type { CrfFit, CrfFitOptions } from './crfFit';
import { descendBySentences } from './sentenceDescent';

/** Between two pauses, some tens of milliseconds: so many sentences or tokens, or pairs of tags at neighbouring tokens. */
const SENTENCES_A_STEP = 256;
const TOKENS_A_STEP = 32_768;
const PAIRS_A_STEP = 1 << 23;

/** Fails with `NO_MEMORY`. */
export function fitCrf(problem: ChainProblem, options: CrfFitOptions): CrfFit {
  const passes = new ChainPasses(problem);
  return options.algorithm === 'lbfgs'
    ? fitTogether(problem, passes, options)
    : descendBySentences(problem, passes, options);
}

function* fitTogether(problem: ChainProblem, passes: ChainPasses, options: CrfFitOptions): CrfFit {
  const { l1, l2, tolerance, iterations: maxSteps, resume } = options;
  const { allowed, tags, gold } = problem;
  const { sentenceStarts } = problem.rows;
  const tokensAStep = Math.min(TOKENS_A_STEP, PAIRS_A_STEP / tags ** 2);
  const count = passes.weights.length;
  const size = count + tags * tags;
  const learned = options.transitions ? allowed.follows : new Uint8Array(tags * tags);
  let loss = 0;
  function* evaluate(point: Float64Array, gradient: Float64Array): Generator<undefined, number, void> {
    passes.weights.set(point.subarray(0, count));
    passes.setTransitions(point.subarray(count), allowed.follows);
    passes.clearSums();
    loss = 0;
    for (let first = 0, last = 0; first < passes.sentences; first = last) {
      const most = Math.min(passes.sentences, first + SENTENCES_A_STEP);
      while (last < most && sentenceStarts[last] - sentenceStarts[first] < tokensAStep) last++;
      loss += passes.pass(first, last);
      yield;
    }
    gradient.set(passes.featureSums);
    gradient.fill(0, count);
    passes.takeTransitionSums(gradient.subarray(count));
    let squares = 0;
    for (let i = 0; i < size; i++) {
      squares += point[i] * point[i];
      gradient[i] += 2 * l2 * point[i];
    }
    learned.forEach((is, i) => is || (gradient[count + i] = 0)); // so that it stays 0
    return loss + l2 * squares;
  }
  for (const step of minimizeBfgs(evaluate, { size, l1, tolerance, maxSteps, resume })) {
    if (!step) yield;
    else
      yield {
        ...{ pass: step.step, loss: loss / gold.length, learningRate: Number.NaN, gradientNorm: step.gradientNorm },
        ...{ weights: step.point.subarray(0, count), transitions: step.point.subarray(count), state: step.state },
      };
  }
}
