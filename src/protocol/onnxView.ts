// The contract between the extension host and the view of ONNX graphs, under the rules of views.ts.

import type { OnnxGraph, OnnxModel } from './onnx';
import type { AskedTensorCalls, ShownTensor } from './tensorsView';
import type { Notice, SharedCalls } from './views';

export interface ShownGraph extends Omit<OnnxGraph, 'initializers'> {
  initializers: ShownTensor[];
  /** The number of its first initialiser, among those of all graphs. */
  firstTensor: number;
}

export interface ShownOnnx extends Omit<OnnxModel, 'graphs'> {
  /** Of the file. */
  name: string;
  graphs: ShownGraph[];
}

export interface OnnxViewContract {
  calls: SharedCalls &
    AskedTensorCalls & {
      again: { request: Record<string, never>; reply: Record<string, never> };
      cancel: { request: Record<string, never>; reply: Record<string, never> };
    };
  events: { notice: Notice; file: ShownOnnx };
}
