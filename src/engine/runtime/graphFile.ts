// A program with its parameters as the file of an ONNX graph, which any runtime runs without this engine.

import type { Shape } from '../graph/dims';
import { makeProgram } from '../graph/program';
import type { DType, Value } from '../graph/value';
import { emitProgram } from '../onnx/emitProgram';
import { SHARED_OPERATOR_SET } from '../onnx/model';
import { emitQuantized } from '../onnx/quantize';
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

/** @param name of the graph, in the file @param isQuantized its matrices are written in 8 bits */
export function graphFile({ outputs, parameters }: FixedProgram, name: string, isQuantized = false): GraphFile {
  const program = makeProgram(outputs);
  const shown = (entry: { name: string; dtype: DType; shape: Shape }): GraphValue => ({
    ...{ name: entry.name, dtype: entry.dtype, axes: entry.shape },
  });
  return {
    bytes: isQuantized
      ? emitQuantized(program, name, parameters)
      : emitProgram(program, name, parameters, SHARED_OPERATOR_SET),
    inputs: program.inputs.filter((input) => !(input.name in parameters)).map(shown),
    outputs: program.outputs.map((output) =>
      shown({ name: output.name, dtype: output.value.dtype, shape: output.value.shape }),
    ),
  };
}
