// One step of a fastText classifier: a chunk of the texts through the kernel. What a step does depends on its number alone (and
// on the rows), so any thread may take any step, and a single thread gives the same bits every time.

import { classifierFields } from '../jobLayout';
import { instantiateKernels } from '../kernelModule';
import type { StepRunner } from '../wordSteps';
import type { ClassifierModel } from './classifierModel';
import type { ClassifierExamples } from './examples';

export interface ClassifierPlan {
  examples: ClassifierExamples;
  /** The first text of each chunk, and behind them the number of texts. */
  chunks: Int32Array;
  epochs: number;
  /** At the start; it falls in a line to 0 over all epochs, as in fastText. */
  learningRate: number;
  seed: number;
}

const chunkCount = ({ chunks }: ClassifierPlan): number => chunks.length - 1;
export const classifierStepCount = (plan: ClassifierPlan): number => plan.epochs * chunkCount(plan);

/** The rate of the first text of a step, by the share of features that lie before it. */
export function classifierRate(plan: ClassifierPlan, step: number): number {
  const { chunks, epochs, learningRate } = plan;
  const { starts } = plan.examples;
  const count = chunkCount(plan);
  const total = starts[starts.length - 1];
  const done = Math.floor(step / count) * total + starts[chunks[step % count]];
  return learningRate * (1 - done / (epochs * total));
}

const offsetOf = (name: (typeof classifierFields)[number]): number => classifierFields.indexOf(name) * 4;

/** Runs steps as thread number `thread` of the model. */
export function createClassifierRunner(
  model: ClassifierModel,
  plan: ClassifierPlan,
  thread: number,
  module: WebAssembly.Module,
): StepRunner {
  const { trainClassifier } = instantiateKernels(module, model.memory);
  const { buffer } = model.memory;
  const { job, rows, starts, labels } = model.threads[thread];
  const { chunks, examples, seed } = plan;
  const count = chunkCount(plan);
  const view = new DataView(buffer);
  return {
    run(step) {
      const first = chunks[step % count];
      const end = chunks[(step % count) + 1];
      const texts = end - first;
      const given = examples.rows.subarray(examples.starts[first], examples.starts[end]);
      new Int32Array(buffer, rows, given.length).set(given);
      new Int32Array(buffer, starts, texts + 1).set(examples.starts.subarray(first, end + 1));
      new Int32Array(buffer, labels, texts).set(examples.labels.subarray(first, end));
      const rate = classifierRate(plan, step);
      view.setInt32(job + offsetOf('texts'), texts, true);
      view.setFloat32(job + offsetOf('rate'), rate, true);
      view.setFloat32(job + offsetOf('rateFall'), (rate - classifierRate(plan, step + 1)) / texts, true);
      trainClassifier(job, Math.imul(step + 1, 0x9e3779b1) ^ seed, (step ^ Math.imul(seed, 0x85ebca6b)) | 0);
    },
    close: () => undefined,
  };
}

export interface LossSums {
  /** Of the losses, and how many texts they are of. */
  sum: number;
  texts: number;
}

/** The losses that the threads have added up, and a way to begin with other sums. Only while no thread trains they are exact. */
export function lossSumsOf({ threads, memory }: ClassifierModel): { read(): LossSums; begin(sums: LossSums): void } {
  const all = threads.map(({ lossSum }) => new Float64Array(memory.buffer, lossSum, 2));
  return {
    read: () => all.reduce((total, [sum, texts]) => ({ sum: total.sum + sum, texts: total.texts + texts }), { sum: 0, texts: 0 }), // prettier-ignore
    begin({ sum, texts }) {
      for (const each of all) each.fill(0);
      all[0].set([sum, texts]);
    },
  };
}
