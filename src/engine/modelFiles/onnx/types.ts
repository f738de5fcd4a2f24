// Types of ONNX's values: what they are called, and how their numbers are stored.

import { TensorProto_DataType as DataType } from '../../onnx/generated/onnx_pb';

interface OnnxType {
  name: string;
  /** By its name in `ELEMENTS`; left out where numbers are not looked into. */
  element?: string;
}

/** Beyond `BFLOAT16` they are those of later versions of onnx.proto. */
const TYPES: Partial<Record<number, OnnxType>> = {
  [DataType.FLOAT]: { name: 'float32', element: 'F32' },
  [DataType.UINT8]: { name: 'uint8', element: 'U8' },
  [DataType.INT8]: { name: 'int8', element: 'I8' },
  [DataType.UINT16]: { name: 'uint16', element: 'U16' },
  [DataType.INT16]: { name: 'int16', element: 'I16' },
  [DataType.INT32]: { name: 'int32', element: 'I32' },
  [DataType.INT64]: { name: 'int64', element: 'I64' },
  [DataType.STRING]: { name: 'string' },
  [DataType.BOOL]: { name: 'bool', element: 'BOOL' },
  [DataType.FLOAT16]: { name: 'float16', element: 'F16' },
  [DataType.DOUBLE]: { name: 'float64', element: 'F64' },
  [DataType.UINT32]: { name: 'uint32', element: 'U32' },
  [DataType.UINT64]: { name: 'uint64', element: 'U64' },
  [DataType.COMPLEX64]: { name: 'complex64' },
  [DataType.COMPLEX128]: { name: 'complex128' },
  [DataType.BFLOAT16]: { name: 'bfloat16', element: 'BF16' },
  17: { name: 'float8e4m3fn', element: 'F8_E4M3' },
  18: { name: 'float8e4m3fnuz' },
  19: { name: 'float8e5m2', element: 'F8_E5M2' },
  20: { name: 'float8e5m2fnuz' },
  21: { name: 'uint4' },
  22: { name: 'int4' },
  23: { name: 'float4e2m1' },
};

export const onnxType = (type: number): OnnxType => TYPES[type] ?? { name: `type ${type}` };
