// Emitted bytes as an ONNX message again, to look at what was emitted.

import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, type ModelProto } from '../../src/engine/onnx/generated/onnx_pb';

export function readModel(bytes: Uint8Array): ModelProto {
  return fromBinary(ModelProtoSchema, bytes);
}
