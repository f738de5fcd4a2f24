// Writes a program as an ONNX graph. Values get names in order; loops become `Scan` nodes whose bodies refer to outer
// values by name; axis lengths that are only known at run time are read off the inputs once, at the top.

import { create } from '@bufbuild/protobuf';
import { evaluateDim, termsOf, type Dim, type Shape } from '../graph/dims';
import type { Emitter } from '../graph/emitter';
import { isLoop, loopAttributes, loopBody } from '../graph/loop';
import { operatorOf } from '../graph/operators';
import { axisSources, usedDependencies, type Program } from '../graph/program';
import { topologicalOrder, type DType, type LoopToken, type Node, type Value } from '../graph/value';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  NodeProtoSchema,
  type AttributeProto,
  type GraphProto,
  type NodeProto,
  type TensorProto,
} from './generated/onnx_pb';
import type { FixedInput } from './fixedInput';
import { OPERATOR_SET } from './model';
import { makeAttribute, makeTensor, tensorOfBytes, valueInfo } from './records';
import { rowBlocks } from './rowBlocks';

/**
 * The program as the graph of an ONNX model.
 * @param fixed by name, inputs that are written into the model: it can prepare them once, for all runs
 * @param operatorSet the version of ONNX's operators, 17 or newer
 */
export function emitGraph(
  program: Program,
  name = 'program',
  fixed: Readonly<Record<string, FixedInput>> = {},
  operatorSet = OPERATOR_SET,
): GraphProto {
  const names = new Map<Value, string>();
  for (const input of program.inputs) names.set(input.value, input.name);
  const sources = axisSources(program.inputs);
  const constants = new Map<string, TensorProto>();
  const computed = new Map<string, string>();
  const top: NodeProto[] = [];
  let count = 0;
  let nodeCount = 0;

  const taken = new Set([...program.inputs, ...program.outputs].map((entry) => entry.name));
  const fresh = (): string => {
    const made = `v${count++}`;
    return taken.has(made) ? fresh() : made;
  };
  const append = (list: NodeProto[], op: string, inputs: readonly string[], outputs: string[], a: AttributeProto[]) => {
    list.push(
      create(NodeProtoSchema, {
        opType: op,
        name: `${op}_${nodeCount++}`,
        input: [...inputs],
        output: outputs,
        attribute: a,
      }),
    );
  };
  const nameOf = (value: Value): string => {
    const found = names.get(value);
    if (found === undefined) throw new Error(`emit: ${value.node.op} has no name yet.`);
    return found;
  };
  const constant = (dtype: DType, shape: readonly number[], data: readonly number[]): string => {
    const key = `${dtype}[${shape.join()}]${data.map((x) => (Object.is(x, -0) ? '-0' : x)).join()}`;
    let tensor = constants.get(key);
    if (!tensor) {
      tensor = makeTensor(fresh(), dtype, shape, data);
      constants.set(key, tensor);
    }
    return tensor.name;
  };
  // Lengths live at the top level: a body may refer to them, and they are computed once.
  const atTop = (key: string, op: string, inputs: readonly string[], attributes: AttributeProto[] = []): string => {
    let name = computed.get(key);
    if (name === undefined) {
      name = fresh();
      append(top, op, inputs, [name], attributes);
      computed.set(key, name);
    }
    return name;
  };
  const axisLength = (axis: string): string => {
    const source = sources.get(axis);
    if (!source) throw new Error(`No input of the program has an axis named "${axis}".`);
    const place = [makeAttribute('start', source.axis), makeAttribute('end', source.axis + 1)];
    return atTop(`axis ${axis}`, 'Shape', [source.input.name], place);
  };
  const length = (dim: Dim): string => {
    if (typeof dim === 'number') return constant('int64', [1], [dim]);
    const terms = termsOf(dim).map(({ coefficient, axes }) => {
      const factors = [...(coefficient === 1 && axes.length > 0 ? [] : [constant('int64', [1], [coefficient])])];
      factors.push(...axes.map(axisLength));
      return factors.reduce((a, b) => atTop(`${a}*${b}`, 'Mul', [a, b]));
    });
    return terms.reduce((a, b) => atTop(`${a}+${b}`, 'Add', [a, b]));
  };

  const shapeTensor = (shape: Shape): string => {
    if (shape.every((dim) => typeof dim === 'number'))
      return constant(
        'int64',
        [shape.length],
        shape.map((dim) => evaluateDim(dim, new Map())),
      );
    const parts = shape.map(length);
    return parts.length === 1 ? parts[0] : atTop(`shape ${parts.join()}`, 'Concat', parts, [makeAttribute('axis', 0)]);
  };

  const blocked = new Map<Dim, ReturnType<typeof rowBlocks>>();
  const blocks: Emitter['blocks'] = (rows, columns) => {
    const found = blocked.get(rows) ?? rowBlocks(emitterInto(top), length(rows));
    blocked.set(rows, found);
    const parts = [found.blocks, found.rows, length(columns)];
    return atTop(`shape ${parts.join()}`, 'Concat', parts, [makeAttribute('axis', 0)]);
  };

  const emitterInto = (list: NodeProto[]): Emitter => {
    const nodes: Emitter['nodes'] = (op, inputs, outputCount, attributes = {}) => {
      const outputs = Array.from({ length: outputCount }, fresh);
      const written = Object.entries(attributes).map(([key, value]) => makeAttribute(key, value));
      append(list, op, inputs, outputs, written);
      return outputs;
    };
    return {
      nodes,
      node: (op, inputs, attributes) => nodes(op, inputs, 1, attributes)[0],
      reshape: (x, shape) => nodes('Reshape', [x, shapeTensor(shape)], 1, { allowzero: 1 })[0],
      constant,
      shape: shapeTensor,
      dim: (dim) => atTop(`scalar ${dim}`, 'Reshape', [length(dim), constant('int64', [0], [])]),
      ...{ blocks, operatorSet },
      hasFixedInputs: Object.keys(fixed).length > 0,
      nameOf,
    };
  };

  const emitNode = (list: NodeProto[], node: Node, tokens: ReadonlySet<LoopToken>): void => {
    if (isLoop(node)) return emitLoop(list, node, tokens);
    const outputs = operatorOf(node.op).emit(
      emitterInto(list),
      node,
      node.attributes as never,
      node.inputs.map(nameOf),
    );
    node.outputs.forEach((value, index) => names.set(value, outputs[index]));
  };

  const emitLoop = (list: NodeProto[], node: Node, tokens: ReadonlySet<LoopToken>): void => {
    const { token, stateParameters, stateResults, inputParameters, initial, sequences, reverse } = loopBody(node);
    const { requests } = loopAttributes(node);
    const used = [...(program.usedRequests.get(node) ?? [])].sort((a, b) => a - b);
    const stacks = used.filter((index) => requests[index].kind === 'stack');
    const stackedValues = stacks.map((index) => (requests[index] as { value: Value }).value);
    const inner = new Set([...tokens, token]);
    function* inside(other: Node): Iterable<Value> {
      for (const value of usedDependencies(other, program.usedRequests)) if (value.scopes.has(token)) yield value;
    }
    const roots = [...stateResults, ...stackedValues].filter((value) => value.scopes.has(token));
    const order = topologicalOrder(roots, inside);
    const reached = new Set(order);
    const inputIndices = inputParameters.flatMap((parameter, index) => (reached.has(parameter.node) ? [index] : []));

    const body: NodeProto[] = [];
    const parameters = [...stateParameters, ...inputIndices.map((index) => inputParameters[index])];
    const bodyInputs = parameters.map((parameter) => {
      const name = fresh();
      names.set(parameter, name);
      return valueInfo(name, parameter.dtype, parameter.shape);
    });
    const scanned = inputIndices.map((index) => nameOf(sequences[index]));
    if (inputIndices.length === 0) {
      // A scan needs something to run over: the step numbers would do as well as these zeros.
      const steps = emitterInto(list).node('Expand', [
        constant('bool', [], [0]),
        emitterInto(list).shape([token.length]),
      ]);
      scanned.push(steps);
      bodyInputs.push(valueInfo(fresh(), 'bool', []));
    }
    for (const other of order) {
      if (other.op === 'bodyParameter') continue;
      if (other.outputs.every((value) => [...value.scopes].every((scope) => inner.has(scope))))
        emitNode(body, other, inner);
    }
    const given = new Set<string>();
    const bodyOutputs = [...stateResults, ...stackedValues].map((value) => {
      // Each output needs a name of its own, made in this body.
      let name = nameOf(value);
      if (given.has(name) || value.node.op === 'bodyParameter' || !reached.has(value.node)) {
        name = fresh();
        append(body, 'Identity', [nameOf(value)], [name], []);
      }
      given.add(name);
      return valueInfo(name, value.dtype, value.shape);
    });
    const graph = create(GraphProtoSchema, { name: token.name, node: body, input: bodyInputs, output: bodyOutputs });
    const outputs = bodyOutputs.map(fresh);
    const direction = reverse ? 1 : 0;
    append(list, 'Scan', [...initial.map(nameOf), ...scanned], outputs, [
      create(AttributeProtoSchema, { name: 'body', type: AttributeType.GRAPH, g: graph }),
      makeAttribute('num_scan_inputs', scanned.length),
      makeAttribute(
        'scan_input_directions',
        scanned.map(() => direction),
      ),
      // An empty list is no attribute to those that check graphs.
      ...(stacks.length === 0
        ? []
        : [
            makeAttribute(
              'scan_output_directions',
              stacks.map(() => direction),
            ),
          ]),
    ]);
    for (const index of used) {
      const request = requests[index];
      const at = request.kind === 'last' ? request.index : stateResults.length + stacks.indexOf(index);
      names.set(node.outputs[index], outputs[at]);
    }
  };

  for (const node of program.order)
    if (node.op !== 'bodyParameter' && scopesOf(node).size === 0) emitNode(top, node, new Set());

  // Outputs get their public names last. A value that is given out twice, or that no node made, is copied.
  const publicNames = new Map<string, string>();
  const made = new Set(top.flatMap((node) => node.output));
  const outputs = program.outputs.map(({ name: outputName, value }) => {
    const inner = nameOf(value);
    if (made.has(inner) && !publicNames.has(inner)) publicNames.set(inner, outputName);
    else append(top, 'Identity', [inner], [outputName], []);
    return valueInfo(outputName, value.dtype, value.shape);
  });
  rename(top, publicNames);
  const isFixed = (input: { name: string }): boolean => input.name in fixed;
  const inputs = program.inputs
    .filter((input) => !isFixed(input))
    .map((input) => valueInfo(input.name, input.dtype, input.shape));
  const initializer = [...constants.values()];
  for (const input of program.inputs.filter(isFixed)) {
    const { shape, data } = fixed[input.name];
    initializer.push(tensorOfBytes(input.name, input.dtype, shape, data));
  }
  const given = new Set([...program.inputs, ...program.outputs].map((entry) => entry.name));
  const intermediate = [...names].filter(([value, inner]) => value.scopes.size === 0 && made.has(inner));
  // ONNX Runtime cannot follow named axes through reshapes; told the shapes, it uses memory again and writes in place.
  const valueInfos = intermediate
    .filter(([, inner]) => !publicNames.has(inner) && !given.has(inner))
    .map(([value, inner]) => valueInfo(inner, value.dtype, value.shape));
  return create(GraphProtoSchema, {
    ...{ name, node: top, input: inputs, output: outputs, initializer, valueInfo: valueInfos },
  });
}

/** Replaces names in nodes and in the bodies of their loops. */
function rename(nodes: readonly NodeProto[], names: ReadonlyMap<string, string>): void {
  for (const node of nodes) {
    node.input = node.input.map((name) => names.get(name) ?? name);
    node.output = node.output.map((name) => names.get(name) ?? name);
    for (const { g } of node.attribute) if (g) rename(g.node, names);
  }
}

function scopesOf(node: Node): ReadonlySet<LoopToken> {
  return node.outputs.length > 0 ? node.outputs[0].scopes : new Set();
}
