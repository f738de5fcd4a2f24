// One step of GloVe: a block of pairs through the kernel.

import type { CooccurrencePairs } from './cooccurrence';
import { STEP_PAIRS, type GloveModel } from './gloveModel';
import { gloveFields } from './jobLayout';
import { instantiateKernels } from './kernelModule';
import type { StepRunner } from './wordSteps';

export interface GlovePlan {
  pairs: CooccurrencePairs;
  epochs: number;
}

const stepsPerEpoch = ({ pairs }: GlovePlan): number => Math.ceil(pairs.values.length / STEP_PAIRS);
export const gloveStepCount = (plan: GlovePlan): number => plan.epochs * stepsPerEpoch(plan);

export function createGloveRunner(
  model: GloveModel,
  plan: GlovePlan,
  thread: number,
  module: WebAssembly.Module,
): StepRunner {
  const { trainGlove } = instantiateKernels(module, model.memory);
  const { buffer } = model.memory;
  const { job, words, contexts, values, loss } = model.threads[thread];
  const sums = new Float64Array(buffer, loss, 2);
  const view = new DataView(buffer);
  const countAt = job + gloveFields.indexOf('count') * 4;
  const steps = stepsPerEpoch(plan);
  const { pairs } = plan;
  return {
    run(step) {
      const from = (step % steps) * STEP_PAIRS;
      const to = Math.min(from + STEP_PAIRS, pairs.values.length);
      new Int32Array(buffer, words, to - from).set(pairs.words.subarray(from, to));
      new Int32Array(buffer, contexts, to - from).set(pairs.contexts.subarray(from, to));
      new Float32Array(buffer, values, to - from).set(pairs.values.subarray(from, to));
      view.setInt32(countAt, to - from, true);
      trainGlove(job);
      sums[1] += to - from;
    },
    close: () => undefined,
  };
}
