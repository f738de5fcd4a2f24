// A program as the bytes of an ONNX model.

import type { Program } from '../graph/program';
import { emitGraph } from './emit';
import type { FixedInput } from './fixedInput';
import { OPERATOR_SET, writeModel } from './model';

/** The same arguments as `emitGraph`. */
export function emitProgram(
  program: Program,
  name?: string,
  fixed?: Readonly<Record<string, FixedInput>>,
  operatorSet = OPERATOR_SET,
): Uint8Array {
  return writeModel(emitGraph(program, name, fixed, operatorSet), operatorSet);
}
