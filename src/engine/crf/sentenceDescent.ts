// Stochastic gradient descent on a chain, one sentence a step (Bottou 2010): the L2 penalty shrinks all weights by a common factor, which
// costs nothing; what L1 takes from a weight is made up for when its feature occurs (Tsuruoka, Tsujii and Ananiadou 2009).

import { createRandom } from '../data/random';
import { arrayOf } from '../linear/linearModel';
import type { ChainPasses, ChainProblem } from './chainPasses';
import type { CrfFit, CrfFitOptions } from './crfFit';

/** The learning rate after so many passes is the first one divided by 1 + passes · DECAY. */
const DECAY = 0.2;
/** Weights are stored divided by a common factor; below this it is multiplied into them. */
const LEAST_SCALE = 1e-6;

/** Between two pauses. */
const TOKENS_A_STEP = 2048;

export function* descendBySentences(
  problem: ChainProblem,
  passes: ChainPasses,
  { l1, l2, iterations, transitions: learnsPairs, learningRate, seed, resume }: CrfFitOptions,
): CrfFit {
  const { tags, gold, allowed, rows } = problem;
  const { weights, sentences } = passes;
  const array = (name: string, length: number): Float64Array =>
    resume ? arrayOf(resume, name, new Float64Array(length)) : new Float64Array(length);
  const transitions = array('transitions', tags * tags);
  const sums = new Float64Array(tags * tags);
  const taken = array('taken', l1 > 0 ? weights.length : 0); // by L1, of each weight
  let [owed] = array('owed', 1); // what L1 has taken from a weight that was always there
  const first = resume ? arrayOf(resume, 'counters', new Int32Array(1))[0] : 0;
  weights.set(array('weights', weights.length));

  for (let pass = first; pass < iterations; pass++) {
    const order = createRandom({ seed, stream: `order ${pass}` }).shuffle(
      Int32Array.from({ length: sentences }, (_, i) => i),
    );
    let [scale, loss, tokens] = [1, 0, 0];
    for (const [step, sentence] of order.entries()) {
      if (tokens === 0) yield;
      tokens += rows.sentenceStarts[sentence + 1] - rows.sentenceStarts[sentence];
      if (tokens >= TOKENS_A_STEP) tokens = 0;
      const rate = learningRate / (1 + DECAY * (pass + step / sentences));
      passes.setTransitions(transitions, allowed.follows);
      loss += passes.step(sentence, { scale, factor: -rate / scale });
      passes.takeTransitionSums(sums);
      stepPairs(rate, scale);
      scale *= 1 - (2 * l2 * rate) / sentences;
      if (l1 > 0) {
        owed += (l1 * rate) / sentences;
        clip(sentence, scale);
      }
      if (scale < LEAST_SCALE) scale = multiplied(weights, scale);
    }
    multiplied(weights, scale);
    const owedNow = Float64Array.of(owed);
    const kept = { weights: weights.slice(), transitions: transitions.slice(), taken: taken.slice(), owed: owedNow };
    yield {
      ...{ pass: pass + 1, loss: loss / gold.length, gradientNorm: Number.NaN },
      ...{ weights: kept.weights, transitions: kept.transitions },
      learningRate: learningRate / (1 + DECAY * (pass + 1)),
      state: () => ({ ...kept, counters: Int32Array.of(pass + 1) }),
    };
  }

  /** The few weights of pairs are shrunk one by one. */
  function stepPairs(rate: number, scale: number): void {
    for (let i = 0; i < sums.length; i++) {
      if (learnsPairs && allowed.follows[i]) {
        const moved = transitions[i] * (1 - (2 * l2 * rate) / sentences) + sums[i] * scale;
        const most = (l1 * rate) / sentences;
        transitions[i] = moved > 0 ? Math.max(0, moved - most) : Math.min(0, moved + most);
      }
      sums[i] = 0;
    }
  }

  /** Takes from the weights of a sentence's features what L1 has not yet taken, but never beyond 0. */
  function clip(sentence: number, scale: number): void {
    const { sentenceStarts, tokenStarts, attributes } = rows;
    const { starts } = problem.features;
    const end = tokenStarts[sentenceStarts[sentence + 1]];
    for (let at = tokenStarts[sentenceStarts[sentence]]; at < end; at++)
      for (let k = starts[attributes[at]]; k < starts[attributes[at] + 1]; k++) {
        const weight = weights[k] * scale;
        const clipped = weight > 0 ? Math.max(0, weight - (owed + taken[k])) : Math.min(0, weight + (owed - taken[k]));
        taken[k] += clipped - weight;
        weights[k] = clipped / scale;
      }
  }
}

/** Multiplies the factor into the weights; the factor is then 1. */
function multiplied(weights: Float64Array, scale: number): number {
  for (let i = 0; i < weights.length; i++) weights[i] *= scale;
  return 1;
}
