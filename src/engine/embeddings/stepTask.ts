// What threads train: steps that are numbered, and by whom each is run. Plain data that can be posted to a thread.

import { createGloveRunner, gloveStepCount, type GlovePlan } from './gloveSteps';
import type { GloveModel } from './gloveModel';
import type { WordModel } from './wordModel';
import { createStepRunner, stepCount, type StepPlan, type StepRunner } from './wordSteps';

export type StepTask =
  { kind: 'words'; model: WordModel; plan: StepPlan } | { kind: 'glove'; model: GloveModel; plan: GlovePlan };

export function createRunner(task: StepTask, thread: number, module: WebAssembly.Module): StepRunner {
  return task.kind === 'words'
    ? createStepRunner(task.model, task.plan, thread, module)
    : createGloveRunner(task.model, task.plan, thread, module);
}

export const stepsOf = (task: StepTask): number =>
  task.kind === 'words' ? stepCount(task.plan) : gloveStepCount(task.plan);
