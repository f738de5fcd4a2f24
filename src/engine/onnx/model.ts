// The outermost ONNX message, written through the protobuf module generated from onnx.proto.

import { create, toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, type GraphProto } from './generated/onnx_pb';

const IR_VERSION = 8n;
export const OPERATOR_SET = 20;

export function writeModel(graph: GraphProto, metadata: Record<string, string> = {}): Uint8Array {
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: 'nlp-lab',
    opsetImport: [{ domain: '', version: BigInt(OPERATOR_SET) }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph,
  });
  return toBinary(ModelProtoSchema, model);
}
