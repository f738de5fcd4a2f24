// What threads train: steps that are numbered, and by whom each is run. Plain data that can be posted to a thread.

import type { ClassifierModel } from './classifier/classifierModel';
import { classifierStepCount, createClassifierRunner, type ClassifierPlan } from './classifier/classifierSteps';
import { createGloveRunner, gloveStepCount, type GlovePlan } from './gloveSteps';
import type { GloveModel } from './gloveModel';
import type { WordModel } from './wordModel';
import { createStepRunner, stepCount, type StepPlan, type StepRunner } from './wordSteps';

export type StepTask =
  | { kind: 'words'; model: WordModel; plan: StepPlan }
  | { kind: 'glove'; model: GloveModel; plan: GlovePlan }
  | { kind: 'classifier'; model: ClassifierModel; plan: ClassifierPlan };

export function createRunner(task: StepTask, thread: number, module: WebAssembly.Module): StepRunner {
  switch (task.kind) {
    case 'words':
      return createStepRunner(task.model, task.plan, thread, module);
    case 'glove':
      return createGloveRunner(task.model, task.plan, thread, module);
    case 'classifier':
      return createClassifierRunner(task.model, task.plan, thread, module);
  }
}

export function stepsOf(task: StepTask): number {
  switch (task.kind) {
    case 'words':
      return stepCount(task.plan);
    case 'glove':
      return gloveStepCount(task.plan);
    case 'classifier':
      return classifierStepCount(task.plan);
  }
}
