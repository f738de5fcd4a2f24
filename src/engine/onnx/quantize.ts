// Matrices of a graph in 8 bits, the usual dynamic way: weights w become whole numbers q of their own scale for each column (or for each
// row of a table), w ≈ s·(q − 128); what they are multiplied with gets its scale when the graph runs, one for the whole tensor.
//
// Both operands are unsigned: of signed weights ONNX Runtime's sums of two products overflow 16 bits on processors without VNNI.

import { create } from '@bufbuild/protobuf';
import type { Program } from '../graph/program';
import {
  GraphProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  type GraphProto,
  type NodeProto,
  type TensorProto,
} from './generated/onnx_pb';
import { foldConstants } from './foldConstants';
import { emitGraph } from './emit';
import type { FixedInput } from './fixedInput';
import { SHARED_OPERATOR_SET, writeModel } from './model';
import { makeAttribute, makeTensor, tensorOfBytes } from './records';

const UINT8 = 2;
const FLOAT = 1;
const ZERO = 128;
const FARTHEST = 127;

/** Smaller ones save nothing that counts, and the last layers are often such. */
const FEWEST_NUMBERS = 1024;

const ZERO_NAME = 'quantized.zero';
const ZERO_FLOAT_NAME = 'quantized.zero.float';

/** Numbers of a matrix [rows, columns] with a scale for each row (axis 0) or each column (axis 1). */
interface Quantized {
  values: Uint8Array;
  scales: number[];
}

function quantizeMatrix(data: Float32Array, [rows, columns]: readonly number[], axis: 0 | 1): Quantized {
  const greatest = new Array<number>(axis === 0 ? rows : columns).fill(0);
  const placeOf = (i: number): number => (axis === 0 ? Math.floor(i / columns) : i % columns);
  data.forEach((value, i) => (greatest[placeOf(i)] = Math.max(greatest[placeOf(i)], Math.abs(value))));
  const scales = greatest.map((value) => Math.fround(value / FARTHEST) || 1);
  return { scales, values: Uint8Array.from(data, (value, i) => Math.round(value / scales[placeOf(i)]) + ZERO) };
}

/** A program as an ONNX model for other programs, with its parameters inside and their matrices in 8 bits. */
export const emitQuantized = (
  program: Program,
  name: string,
  parameters: Readonly<Record<string, FixedInput>>,
): Uint8Array =>
  writeModel(quantizeGraph(emitGraph(program, name, parameters, SHARED_OPERATOR_SET)), SHARED_OPERATOR_SET);

/** The same graph with tables that are looked up and matrices that are multiplied with in 8 bits; others stay as they are. */
export function quantizeGraph(graph: GraphProto): GraphProto {
  const constant = foldConstants(graph);
  const matrices = new Map(constant.initializer.filter(isLargeMatrix).map((tensor) => [tensor.name, tensor]));
  const added = new Map<string, TensorProto>();
  const turned = new Map<string, NodeProto>();
  let count = 0;

  const node = (opType: string, input: string[], output: string[], attribute: NodeProto['attribute'] = []) =>
    create(NodeProtoSchema, { name: `quantized_${opType}_${count++}`, opType, input, output, attribute });

  /** Names of the values and of the scales, with these axes. */
  function quantized({ name, dims, rawData }: TensorProto, axis: 0 | 1, isTable: boolean): [string, string] {
    const shape = dims.map(Number);
    const base = `${name}.${axis === 0 ? 'rows' : 'columns'}`;
    const [values, scales] = [`${base}.uint8`, `${base}.${isTable ? 'table.' : ''}scale`];
    if (added.has(values) && added.has(scales)) return [values, scales];
    const data = new Float32Array(rawData.slice().buffer);
    const found = quantizeMatrix(data, shape, axis);
    added.set(values, create(TensorProtoSchema, { name: values, dataType: UINT8, dims, rawData: found.values }));
    const { length } = found.scales;
    added.set(scales, makeTensor(scales, 'float32', isTable ? [length, 1] : [length], found.scales));
    return [values, scales];
  }

  /** Looked up and made numbers again. */
  function gathered({ input: [, ids], output: [output], attribute }: NodeProto, table: TensorProto): NodeProto[] {
    const [values, scales] = quantized(table, 0, true);
    const [q, scale, x, centred] = ['q', 'scale', 'x', 'centred'].map((part) => `${output}.${part}`);
    return [
      node('Gather', [values, ids], [q], attribute),
      node('Gather', [scales, ids], [scale], attribute),
      node('Cast', [q], [x], [makeAttribute('to', FLOAT)]),
      node('Sub', [x, ZERO_FLOAT_NAME], [centred]),
      node('Mul', [centred, scale], [output]),
    ];
  }

  /** @param seen what was quantised in this list of nodes before */
  function multiplied(gemm: NodeProto, matrix: TensorProto, seen: Set<string>): NodeProto[] {
    const { input, output: [output] } = gemm; // prettier-ignore
    const [a, , bias] = input;
    const isTurned = isSet(gemm, 'transB');
    const [values, scales] = quantized(matrix, isTurned ? 0 : 1, false);
    const right = isTurned ? `${values}.turned` : values;
    if (isTurned) turned.set(right, node('Transpose', [values], [right], [makeAttribute('perm', [1, 0])]));
    const [q, scale, zero] = ['uint8', 'scale', 'zero'].map((part) => `${a}.${part}`);
    const [whole, x, both, y] = ['whole', 'x', 'both', 'y'].map((part) => `${output}.${part}`);
    const result = bias ? y : output;
    const first = seen.has(a) ? [] : [node('DynamicQuantizeLinear', [a], [q, scale, zero])];
    seen.add(a);
    return [
      ...first,
      node('MatMulInteger', [q, right, zero, ZERO_NAME], [whole]),
      node('Cast', [whole], [x], [makeAttribute('to', FLOAT)]),
      node('Mul', [scale, scales], [both]),
      node('Mul', [x, both], [result]),
      ...(bias ? [node('Add', [y, bias], [output])] : []),
    ];
  }

  function rewritten(nodes: readonly NodeProto[]): NodeProto[] {
    const seen = new Set<string>();
    return nodes.flatMap((each) => {
      for (const { g } of each.attribute) if (g) g.node = rewritten(g.node);
      const table = each.opType === 'Gather' && matrices.get(each.input[0]);
      if (table) return gathered(each, table);
      const matrix = each.opType === 'Gemm' && !isSet(each, 'transA') && matrices.get(each.input[1]);
      return matrix ? multiplied(each, matrix, seen) : [each];
    });
  }

  const nodes = rewritten(constant.node);
  const all = [...turned.values(), ...nodes];
  const used = new Set(namesRead(all));
  const zeros = [
    create(TensorProtoSchema, { name: ZERO_NAME, dataType: UINT8, dims: [], rawData: Uint8Array.of(ZERO) }),
    tensorOfBytes(ZERO_FLOAT_NAME, 'float32', [], Float32Array.of(ZERO)),
  ];
  const initializer = [...constant.initializer, ...added.values(), ...zeros].filter(({ name }) => used.has(name));
  return create(GraphProtoSchema, { ...graph, node: all, initializer });
}

const isLargeMatrix = ({ dataType, dims }: TensorProto): boolean =>
  dataType === FLOAT && dims.length === 2 && Number(dims[0] * dims[1]) >= FEWEST_NUMBERS;

const isSet = ({ attribute }: NodeProto, name: string): boolean =>
  attribute.some((each) => each.name === name && each.i !== 0n);

/** Also within the bodies of loops. */
function* namesRead(nodes: readonly NodeProto[]): Generator<string> {
  for (const { input, attribute } of nodes) {
    yield* input;
    for (const { g } of attribute) if (g) yield* namesRead(g.node);
  }
}
