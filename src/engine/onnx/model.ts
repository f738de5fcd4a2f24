// The outermost ONNX message, written through the protobuf module generated from onnx.proto.

import { create, toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, type GraphProto } from './generated/onnx_pb';

const IR_VERSION = 8n;
/** What ONNX Runtime is given here. */
export const OPERATOR_SET = 20;
/** What other programs are given: the newest that checkers and runtimes of 2022 know, too. */
export const SHARED_OPERATOR_SET = 17;

export function writeModel(graph: GraphProto, operatorSet = OPERATOR_SET): Uint8Array {
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: 'nlp-lab',
    opsetImport: [{ domain: '', version: BigInt(operatorSet) }],
    graph,
  });
  return toBinary(ModelProtoSchema, model);
}
