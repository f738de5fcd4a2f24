// The outermost ONNX message, written and read through the protobuf module generated from onnx.proto.

import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { LabError } from '../../protocol/labError';
import { ModelProtoSchema, type GraphProto, type ModelProto } from './generated/onnx_pb';

const IR_VERSION = 8n;
const OPERATOR_SET = 18n;

export function writeModel(graph: GraphProto, metadata: Record<string, string> = {}): Uint8Array {
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: 'nlp-lab',
    opsetImport: [{ domain: '', version: OPERATOR_SET }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph,
  });
  return toBinary(ModelProtoSchema, model);
}

/** Reads a model back. Throws INVALID_FILE on bytes that are not an ONNX model. */
export function readModel(bytes: Uint8Array, file?: string): ModelProto {
  try {
    const model = fromBinary(ModelProtoSchema, bytes);
    if (model.graph) return model;
  } catch {
    // told below
  }
  throw new LabError('INVALID_FILE', `${file ?? 'The model'} is not an ONNX model.`, { file });
}
