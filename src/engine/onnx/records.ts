// The records an ONNX graph is made of, from this project's types.

import { create } from '@bufbuild/protobuf';
import type { Shape } from '../graph/dims';
import { ONNX_TYPES, type OnnxAttribute } from '../graph/emitter';
import type { DType } from '../graph/value';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type TensorProto,
  type ValueInfoProto,
} from './generated/onnx_pb';

export function valueInfo(name: string, dtype: DType, shape: Shape): ValueInfoProto {
  const dim = shape.map((length) =>
    typeof length === 'number'
      ? { value: { case: 'dimValue' as const, value: BigInt(length) } }
      : { value: { case: 'dimParam' as const, value: length } },
  );
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType: ONNX_TYPES[dtype], shape: { dim } } } },
  });
}

export function makeAttribute(name: string, value: OnnxAttribute): AttributeProto {
  if (typeof value === 'number')
    return create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) });
  if (typeof value === 'string')
    return create(AttributeProtoSchema, { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) });
  if ('float' in value) return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f: value.float });
  return create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: value.map(BigInt) });
}

export function makeTensor(name: string, dtype: DType, shape: readonly number[], data: readonly number[]): TensorProto {
  return tensorOfBytes(name, dtype, shape, arrayOf(dtype, data));
}

export function tensorOfBytes(
  name: string,
  dtype: DType,
  shape: readonly number[],
  data: ArrayBufferView,
): TensorProto {
  const rawData = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  return create(TensorProtoSchema, { name, dataType: ONNX_TYPES[dtype], dims: shape.map(BigInt), rawData });
}

function arrayOf(
  dtype: DType,
  data: readonly number[],
): Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array {
  switch (dtype) {
    case 'float32':
      return Float32Array.from(data);
    case 'float64':
      return Float64Array.from(data);
    case 'int32':
      return Int32Array.from(data);
    case 'int64':
      return BigInt64Array.from(data, BigInt);
    case 'bool':
      return Uint8Array.from(data);
  }
}
