// One step of word2vec and fastText: a chunk of the corpus through a kernel. What a step does depends on its number alone
// (and on the vectors), so any thread may take any step, and a single thread gives the same bits every time.

import { jobFields, type JobFields } from './jobLayout';
import { instantiateKernels, type Kernels } from './kernelModule';
import { CHUNK_TOKENS, openChunks, type TokenChunks } from './tokenStore';
import type { WordModel } from './wordModel';

export interface StepPlan {
  chunks: TokenChunks;
  epochs: number;
  /** Falls in a line from the first to the last rate over all epochs. */
  learningRate: number;
  finalLearningRate: number;
  seed: number;
}

const chunkCount = ({ chunks }: StepPlan): number => chunks.starts.length - 1;
export const stepCount = (plan: StepPlan): number => plan.epochs * chunkCount(plan);

/** The share of the training that lies before a step. */
function shareBefore(plan: StepPlan, step: number): number {
  const { starts } = plan.chunks;
  const chunks = chunkCount(plan);
  const total = starts[chunks];
  return (Math.floor(step / chunks) * total + starts[step % chunks]) / (plan.epochs * total);
}

export function rateAt(plan: StepPlan, step: number): number {
  const { learningRate, finalLearningRate } = plan;
  return learningRate - (learningRate - finalLearningRate) * shareBefore(plan, step);
}

export interface StepRunner {
  run(step: number): void;
  close(): void;
}

const offsetOf = (name: keyof JobFields): number => jobFields.indexOf(name) * 4;

/** Runs steps as thread number `thread` of the model. */
export function createStepRunner(
  model: WordModel,
  plan: StepPlan,
  thread: number,
  module: WebAssembly.Module,
): StepRunner {
  const kernels: Kernels = instantiateKernels(module, model.memory);
  const { job, tokens } = model.threads[thread];
  const reader = openChunks(plan.chunks);
  const chunks = chunkCount(plan);
  const view = new DataView(model.memory.buffer);
  const into = new Int32Array(model.memory.buffer, tokens, CHUNK_TOKENS);
  const train = kernels[model.kernel];
  return {
    run(step) {
      view.setInt32(job + offsetOf('tokenCount'), reader.read(step % chunks, into), true);
      view.setFloat32(job + offsetOf('rate'), rateAt(plan, step), true);
      train(job, Math.imul(step + 1, 0x9e3779b1) ^ plan.seed, (step ^ Math.imul(plan.seed, 0x85ebca6b)) | 0);
    },
    close: () => reader.close(),
  };
}

/** How many examples the kernels have learned from since the model was made: a word and one near it, or of CBOW those near it. */
export function examplesSeen({ threads, memory }: WordModel): number {
  return threads.reduce((sum, { loss }) => sum + new Float64Array(memory.buffer, loss + 72, 1)[0], 0);
}

/** Mean loss of the pairs measured since the last call. */
export function createLossMeter(model: WordModel): () => number | undefined {
  const sums = model.threads.map(({ loss }) => ({
    sum: new Float64Array(model.memory.buffer, loss, 1),
    count: new Float64Array(model.memory.buffer, loss + 64, 1), // each has a line of its own
  }));
  let before = { sum: 0, count: 0 };
  return () => {
    const now = { sum: 0, count: 0 };
    for (const { sum, count } of sums) {
      now.sum += sum[0];
      now.count += count[0];
    }
    const mean = now.count > before.count ? (now.sum - before.sum) / (now.count - before.count) : undefined;
    before = now;
    return mean;
  };
}
