// The contract between the extension host and the view of one batch, under the rules of views.ts.

import type { BatchParameter, BatchPart, ScriptLanguageName, ShownBatch } from './batch';
import type { TensorMatrix } from './networkView';
import type { Notice, SharedCalls } from './views';

/** A step without the numbers that are asked for one by one. */
export interface ShownStep extends Omit<ShownBatch, 'values' | 'parameters'> {
  /** Of the run or experiment. */
  name: string;
  parameters: Omit<BatchParameter, 'part'>[];
}

export interface BatchViewContract {
  calls: SharedCalls & {
    /** Computes another batch, numbered from 0; greater numbers begin anew. */
    look: { request: { batch: number }; reply: Record<string, never> };
    cancel: { request: Record<string, never>; reply: Record<string, never> };
    again: { request: Record<string, never>; reply: Record<string, never> };
    /** A tensor of the step, of one example; of those with heads one of them. */
    tensor: { request: { tensor: number; example: number; head: number }; reply: TensorMatrix };
    /** A part of a parameter, with its gradient and the state of the optimiser. */
    parameter: { request: { parameter: number }; reply: BatchPart };
    /** Asks where to, and writes the step as a script. */
    saveScript: { request: { language: ScriptLanguageName }; reply: Record<string, never> };
  };
  events: { notice: Notice; step: ShownStep };
}
