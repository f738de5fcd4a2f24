// An ONNX file that another program wrote, looked at before a runtime is given it: what it reads and gives, and whether it is whole by
// itself. Nothing is computed here.

import { fromBinary } from '@bufbuild/protobuf';
import { LabError } from '../../protocol/labError';
import { refuseLfsPointer } from '../../protocol/lfsPointer';
import {
  ModelProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  type AttributeProto,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './generated/onnx_pb';

/** The operator sets that ONNX Runtime 1.30 has. */
const OPERATOR_SETS = { oldest: 7, newest: 26 };
/** The newest form of such files that it reads. */
const NEWEST_FORM = 13;
/** Operators that ONNX Runtime has beside the standard's. */
const KNOWN_DOMAINS: ReadonlySet<string> = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft']);
/** May go on for ever, and nothing ends ONNX Runtime within a run. */
const ENDLESS = 'Loop';

interface GivenInput {
  name: string;
  /** As ONNX names it, in small letters: `float`, `float16`, `uint8`, ... */
  dtype: string;
  /** Undefined is any length. */
  axes: readonly (number | undefined)[];
}

export interface GivenModel {
  /** What is to be fed; parameters are none of them. */
  inputs: readonly GivenInput[];
  outputs: readonly string[];
}

/** Fails with `INVALID_FILE` for what is no ONNX file, and for one that ONNX Runtime could not run by itself. */
export function readGivenModel(bytes: Uint8Array, file: string): GivenModel {
  const refused = (message: string): LabError => new LabError('INVALID_FILE', message, { file });
  refuseLfsPointer(file, bytes);
  const model = parsed(bytes);
  const { graph } = model ?? {};
  if (!model || !graph || graph.output.length === 0)
    throw refused(`"${file}" is no ONNX file. PyTorch writes one by "torch.onnx.export".`);
  if (model.irVersion > BigInt(NEWEST_FORM))
    throw refused(
      `"${file}" has version ${model.irVersion} of ONNX's format; up to ${NEWEST_FORM} is read. Export it anew.`,
    );
  const { oldest, newest } = OPERATOR_SETS;
  for (const { domain, version } of model.opsetImport)
    if ((domain === '' || domain === 'ai.onnx') && (version < BigInt(oldest) || version > BigInt(newest)))
      throw refused(
        `"${file}" uses operator set ${version}; ${oldest} to ${newest} are known. Export it with another one ("opset_version" of "torch.onnx.export").`,
      );
  const parameters = new Set<string>();
  const local = new Set(model.functions.map(({ domain }) => domain));
  for (const { initializer, sparseInitializer, node } of partsOf(model)) {
    for (const tensor of initializer) parameters.add(tensor.name);
    const sparse = sparseInitializer.flatMap(({ values, indices }) => [values, indices]);
    for (const tensor of [...initializer, ...sparse, ...node.flatMap(tensorsOf)]) {
      const elsewhere = tensor && elsewhereOf(tensor);
      if (elsewhere === undefined) continue;
      throw refused(
        `"${file}" keeps its parameters in another file, "${elsewhere}". Save it as one: "onnx.save_model(onnx.load(path), path)".`,
      );
    }
    for (const { opType, domain } of node) {
      if (!KNOWN_DOMAINS.has(domain) && !local.has(domain))
        throw refused(`"${file}" uses the operator "${opType}" of "${domain}", which is none of ONNX's.`);
      if (opType === ENDLESS)
        throw refused(`"${file}" has an operator "${ENDLESS}": networks that may go on for ever are not run.`);
    }
  }
  return {
    inputs: graph.input.filter(({ name }) => !parameters.has(name)).map(inputOf),
    outputs: graph.output.map(({ name }) => name),
  };
}

function parsed(bytes: Uint8Array): ModelProto | undefined {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch {
    return undefined; // also where graphs stand in graphs so deep that the stack ends
  }
}

/** The graph, those within it, and functions. */
function* partsOf({
  graph,
  functions,
}: ModelProto): Generator<Pick<GraphProto, 'initializer' | 'sparseInitializer' | 'node'>> {
  const waiting = [...(graph ? [graph] : []), ...functions.map(({ node }) => ({ node, initializer: [], sparseInitializer: [] }))]; // prettier-ignore
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    yield part;
    waiting.push(...part.node.flatMap(({ attribute }) => attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs)))); // prettier-ignore
  }
}

const tensorsOf = ({ attribute }: NodeProto): (TensorProto | undefined)[] => attribute.flatMap(tensorsIn);

const tensorsIn = ({ t, tensors, sparseTensor, sparseTensors }: AttributeProto): (TensorProto | undefined)[] => [
  ...[t, ...tensors, sparseTensor?.values, sparseTensor?.indices],
  ...sparseTensors.flatMap(({ values, indices }) => [values, indices]),
];

/** The file that has the numbers of a tensor; undefined where they are here. */
function elsewhereOf({ dataLocation, externalData }: TensorProto): string | undefined {
  if (dataLocation !== TensorProto_DataLocation.EXTERNAL && externalData.length === 0) return undefined;
  return externalData.find(({ key }) => key === 'location')?.value ?? '?';
}

function inputOf({ name, type }: ValueInfoProto): GivenInput {
  const { elemType = 0, shape } = type?.value.case === 'tensorType' ? type.value.value : {};
  const axes = (shape?.dim ?? []).map(({ value }) =>
    value.case === 'dimValue' && value.value > 0n ? Number(value.value) : undefined,
  );
  return { name, axes, dtype: (TensorProto_DataType[elemType] ?? 'undefined').toLowerCase() };
}
