// The graph of an ONNX file, as it is looked at: what goes in, which operators there are, what comes out.

import type { PlacedTensor } from './tensors';

/** A value of a graph. */
export interface OnnxValue {
  name: string;
  /** `float32 [batch, 128]`; left out where the file does not say it. */
  type?: string;
}

/** Where an operator takes a value from: a node by its number, what the graph is given or holds, or the graph around this one. */
type OnnxSource = number | 'input' | 'initializer' | 'outside';

export interface OnnxInput extends OnnxValue {
  from: OnnxSource;
}

export interface OnnxNode {
  name: string;
  /** The operator; with its domain where that is not ONNX's own. */
  operator: string;
  /** From 1: behind how many others it stands on the longest way to it. */
  layer: number;
  /** An optional one that is left out has an empty name. */
  inputs: OnnxInput[];
  outputs: OnnxValue[];
  attributes: [name: string, value: string][];
  /** Numbers of the graphs that it runs. */
  bodies: number[];
}

export interface OnnxGraph {
  name: string;
  kind: 'model' | 'body' | 'function';
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  nodes: OnnxNode[];
  initializers: PlacedTensor[];
}

export interface OnnxModel {
  /** Of the file. */
  bytes: number;
  /** What the file says of itself: producer, versions, metadata. */
  facts: [key: string, value: string][];
  /** The first is the model's. */
  graphs: OnnxGraph[];
  /** Nodes of all graphs, those too that are not told; graphs that these run are not looked at. */
  nodeCount: number;
}

/** Of all graphs together; those beyond are counted. */
export const MOST_NODES = 20_000;

export type OnnxCalls = {
  /**
   * The graph of an ONNX file; numbers of tensors are not read. Fails with `NOT_FOUND`, `DISK`, `INVALID_DATA` (a Git LFS pointer), and
   * `INVALID_FILE` where it is none.
   */
  describeOnnx: { request: { file: string }; reply: OnnxModel };
};
