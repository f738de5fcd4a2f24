// The contract between the extension host and the view of tensors, under the rules of views.ts.

import type { ListedTensor, PartQuestion, TensorPart, TensorStatistics } from './tensors';
import type { Notice, SharedCalls } from './views';

/** A tensor as a view lists it. */
export interface ShownTensor extends ListedTensor {
  /** Whether its numbers can be looked at. */
  isReadable: boolean;
}

/** What pages ask of the tensors that they were told, by their numbers. */
export type AskedTensorCalls = {
  measure: { request: { tensor: number }; reply: TensorStatistics; progress: number };
  part: { request: { tensor: number } & PartQuestion; reply: TensorPart };
};

export interface ShownTensors {
  /** Of the file. */
  name: string;
  bytes: number;
  tensors: ShownTensor[];
  metadata: [string, string][];
}

export interface TensorsViewContract {
  calls: SharedCalls &
    AskedTensorCalls & {
      again: { request: Record<string, never>; reply: Record<string, never> };
      cancel: { request: Record<string, never>; reply: Record<string, never> };
    };
  events: { notice: Notice; file: ShownTensors };
}
