// Parts and other shapes of parameters, made once and for all: what is written in 8 bits has to stand in the graph as it is used.

import { create } from '@bufbuild/protobuf';
import { TensorProtoSchema, type GraphProto, type NodeProto, type TensorProto } from './generated/onnx_pb';

/** The nodes that are left, and all constants. Reshapes are folded, and splits along the first axis. */
export function foldConstants({ node, initializer }: Pick<GraphProto, 'node' | 'initializer'>) {
  const constants = new Map(initializer.map((tensor) => [tensor.name, tensor]));
  const left = node.filter((each) => {
    const made = madeBy(each, constants);
    for (const tensor of made ?? []) constants.set(tensor.name, tensor);
    return made === undefined;
  });
  return { node: left, initializer: [...constants.values()] };
}

function madeBy(
  { opType, input, output, attribute }: NodeProto,
  constants: ReadonlyMap<string, TensorProto>,
): TensorProto[] | undefined {
  const [x, lengths] = input.map((name) => constants.get(name));
  if (!x || !lengths) return undefined;
  const numbers = new BigInt64Array(lengths.rawData.slice().buffer);
  const isFirst = attribute.some(({ name, i }) => name === 'axis' && i === 0n);
  if (opType === 'Reshape') return numbers.every((n) => n > 0n) ? [tensorLike(x, output[0], [...numbers])] : undefined;
  if (opType !== 'Split' || !isFirst) return undefined;
  const row = x.rawData.length / Number(x.dims[0]);
  let from = 0;
  return output.map((name, i) => {
    const to = from + Number(numbers[i]) * row;
    const part = tensorLike(x, name, [numbers[i], ...x.dims.slice(1)], x.rawData.slice(from, to));
    from = to;
    return part;
  });
}

const tensorLike = ({ dataType, rawData }: TensorProto, name: string, dims: bigint[], data = rawData): TensorProto =>
  create(TensorProtoSchema, { name, dataType, dims, rawData: data });
