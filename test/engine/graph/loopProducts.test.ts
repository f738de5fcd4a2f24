// What the compiler takes out of the loops of recurrent layers: counted in the models that are emitted.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import { makeProgram, type CompilerPasses } from '../../../src/engine/graph/program';
import type { Value } from '../../../src/engine/graph/value';
import { bind } from '../../../src/engine/nn/parameters';
import { recurrent, recurrentParameters } from '../../../src/engine/nn/recurrent';
import { emitProgram } from '../../../src/engine/onnx/emitProgram';
import type { GraphProto, NodeProto } from '../../../src/engine/onnx/generated/onnx_pb';
import { readModel } from '../../support/readOnnx';

describe('the compiler', () => {
  /** Sums over rows, which are products with a row of ones, do not count. */
  const products = (graph: GraphProto): number => {
    const ones = new Set(graph.node.flatMap(({ opType, output }) => (opType === 'Expand' ? output : [])));
    const isProduct = ({ opType, input }: NodeProto): boolean =>
      (opType === 'Gemm' || opType === 'MatMul') && !ones.has(input[0]);
    return graph.node.filter(isProduct).length;
  };

  /** Matrix products outside and in the bodies of the loops, in order. */
  function countProducts(
    outputs: Record<string, Value>,
    passes: CompilerPasses = {},
  ): { outside: number; inside: number[] } {
    const { graph } = readModel(emitProgram(makeProgram(outputs, passes)));
    assert.ok(graph);
    const loops = graph.node.filter(({ opType }) => opType === 'Scan');
    const bodies = loops.map(({ attribute }) => attribute.find(({ name }) => name === 'body')!.g!);
    return { outside: products(graph), inside: bodies.map(products) };
  }

  for (const cell of ['rnn', 'lstm', 'gru'] as const)
    it(`leaves one product in each loop of the ${cell}: the input's is outside, and each weight's gradient is one product`, () => {
      const options = { cell, inputs: 5, hidden: 4, layers: 1, bidirectional: false };
      const parameters = bind(recurrentParameters(options), 'float32');
      const sequence = o.input('x', 'float32', ['time', 'batch', 5]);
      const { output } = recurrent(parameters, sequence, options, { mask: o.input('mask', 'bool', ['time', 'batch']) });
      assert.deepEqual(countProducts({ output }), { outside: 1, inside: [1] });
      const found = gradients(o.sum(o.mul(output, output)), [sequence, ...Object.values(parameters)]);
      const program = { output, ...Object.fromEntries(found.map((g, i) => [`d${i}`, g])) };
      // The input's product, the gradients of the input and of both weights.
      assert.deepEqual(countProducts(program), { outside: 4, inside: [1, 1] });
      assert.ok(countProducts(program, { planning: false }).inside[0] > 1, 'planning is what took them out');
    });
});
