// A program with its parameters as the file of an ONNX graph, which any runtime runs without this engine.

import type { Shape } from '../graph/dims';
import { makeProgram } from '../graph/program';
import type { DType, Value } from '../graph/value';
import { emitGraph } from '../onnx/emit';
import { SHARED_OPERATOR_SET, writeModel } from '../onnx/model';
import { quantizeGraph } from '../onnx/quantize';
import type { SharedWeights } from '../onnx/sharedWeights';
import type { Feeds } from './session';

/** A program and all that it reads beside what it is asked. */
export interface FixedProgram {
  outputs: Readonly<Record<string, Value>>;
  /** Those that the program does not use are left out of its file. */
  parameters: Feeds;
}

/** An input or an output of a graph. */
interface GraphValue {
  name: string;
  dtype: DType;
  /** Lengths, and names or sums and products of names where they are not fixed. */
  axes: Shape;
}

export interface GraphFile {
  bytes: Uint8Array;
  inputs: GraphValue[];
  outputs: GraphValue[];
}

interface GraphFileOptions {
  /** Matrices are written in 8 bits. */
  isQuantized?: boolean;
  /** Takes the large tensors. */
  weights?: SharedWeights;
}

/** @param name of the graph, in the file */
export function graphFile(
  { outputs, parameters }: FixedProgram,
  name: string,
  { isQuantized = false, weights }: GraphFileOptions = {},
): GraphFile {
  const program = makeProgram(outputs);
  const shown = (entry: { name: string; dtype: DType; shape: Shape }): GraphValue => ({
    ...{ name: entry.name, dtype: entry.dtype, axes: entry.shape },
  });
  const written = emitGraph(program, name, parameters, SHARED_OPERATOR_SET);
  const graph = isQuantized ? quantizeGraph(written) : written;
  weights?.moveOut(graph);
  return {
    bytes: writeModel(graph, SHARED_OPERATOR_SET),
    inputs: program.inputs.filter((input) => !(input.name in parameters)).map(shown),
    outputs: program.outputs.map((output) =>
      shown({ name: output.name, dtype: output.value.dtype, shape: output.value.shape }),
    ),
  };
}
