// The graph of an ONNX file, gone through without reading what its tensors hold, so that a file of gigabytes is open at once.

import { FunctionProtoSchema, GraphProtoSchema, ModelProtoSchema } from '../../onnx/generated/onnx_pb';
import { LabError } from '../../../protocol/labError';
import { LFS_POINTER_BYTES, refuseLfsPointer } from '../../../protocol/lfsPointer';
import { MOST_NODES, type OnnxGraph, type OnnxModel } from '../../../protocol/onnx';
import type { Files } from '../../store/files';
import { withFile } from '../../store/wholeFile';
import { FileWindow } from '../fileWindow';
import { type Field, MessageReader, ProtobufFault } from '../protobuf';
import { linkedGraph, type WrittenGraph } from './linkedGraph';
import { readNode } from './readNode';
import { type OnnxFile, readEntry, readTensor } from './readTensor';
import { readOperatorSet, readValue } from './readValue';

type Range = Pick<Field, 'from' | 'to'>;

/** Graphs within nodes of graphs within ... */
const DEEPEST = 16;
const MOST_TENSORS = 65_536;
const MOST_VALUES = 4 * MOST_NODES;
const MOST_GRAPHS = 1000;

const model = ModelProtoSchema.field;
/** Told as they are called in the file. */
const FACTS = [
  ...[model.irVersion, model.producerName, model.producerVersion],
  ...[model.domain, model.modelVersion, model.docString],
];
const graphs = GraphProtoSchema.field;
const functions = FunctionProtoSchema.field;

/** Fails with `NOT_FOUND`, `DISK`, `INVALID_DATA` (a Git LFS pointer), and `INVALID_FILE`, where something contradicts something else too. */
export function describeOnnx(files: Files, path: string): OnnxModel {
  return withFile(files.openToRead(path), (opened) => {
    const window = new FileWindow(opened, path);
    refuseLfsPointer(path, window.bytes(0, Math.min(window.size, LFS_POINTER_BYTES)));
    const modifiedMs = files.stat(path)?.modifiedMs ?? 0;
    try {
      return readModel({ files, path, modifiedMs, reader: new MessageReader(window) }, window.size);
    } catch (error) {
      if (!(error instanceof ProtobufFault)) throw error;
      throw new LabError('INVALID_FILE', `"${path}" is not a valid ONNX file: ${error.message}.`, { file: path });
    }
  });
}

function readModel(file: OnnxFile, bytes: number): OnnxModel {
  const { reader } = file;
  const reading = new GraphReading(file);
  const facts: [string, string][] = [];
  const said = new Map(FACTS.map(({ number, name }) => [number, name]));
  const ranges: Range[] = [];
  let graph: Range | undefined;
  for (const field of reader.fields({ from: 0, to: bytes })) {
    const key = said.get(field.number);
    if (key !== undefined) facts.push([key, field.kind === 'number' ? String(field.value) : reader.text(field)]);
    else if (field.kind !== 'piece') continue;
    else if (field.number === model.opsetImport.number) facts.push(readOperatorSet(reader, field));
    else if (field.number === model.metadataProps.number) facts.push(readEntry(reader, field));
    else if (field.number === model.graph.number) graph ??= field;
    else if (field.number === model.functions.number) ranges.push(field);
    if (facts.length + ranges.length > MOST_GRAPHS) throw new ProtobufFault('it says too much of itself');
  }
  if (!graph) throw new ProtobufFault('it holds no graph');
  reading.read(graph, 'model');
  for (const range of ranges) reading.read(range, 'function');
  const shown = facts.filter(([, value]) => value !== '');
  return { bytes, facts: shown, graphs: reading.graphs.flatMap((each) => each ?? []), nodeCount: reading.nodeCount };
}

class GraphReading {
  /** By their numbers; the first is that of the model. */
  readonly graphs: (OnnxGraph | undefined)[] = [];
  nodeCount = 0;
  private depth = 0;
  private tensors = 0;

  constructor(private readonly file: OnnxFile) {}

  /** Gives the number of the graph. */
  read(range: Range, kind: OnnxGraph['kind']): number {
    if (++this.depth > DEEPEST) throw new ProtobufFault('its graphs are nested too deeply');
    if (this.graphs.length >= MOST_GRAPHS) throw new ProtobufFault('it has too many graphs');
    const number = this.graphs.push(undefined) - 1;
    const written: WrittenGraph = { name: '', kind, inputs: [], outputs: [], initializers: [], values: [], nodes: [] };
    for (const field of this.file.reader.fields(range)) {
      if (kind === 'function') this.takeOfFunction(written, field);
      else this.take(written, field);
    }
    this.graphs[number] = linkedGraph(written);
    this.depth--;
    return number;
  }

  private take(graph: WrittenGraph, field: Field): void {
    const { reader } = this.file;
    if (field.kind !== 'piece') return;
    if (field.number === graphs.name.number) graph.name = reader.text(field);
    else if (field.number === graphs.node.number) this.takeNode(graph, field);
    else if (field.number === graphs.initializer.number) {
      if (++this.tensors > MOST_TENSORS) throw new ProtobufFault('it has too many tensors');
      graph.initializers.push(readTensor(this.file, field));
    } else
      for (const [list, { number }] of [
        [graph.inputs, graphs.input],
        [graph.outputs, graphs.output],
        [graph.values, graphs.valueInfo],
      ] as const)
        if (field.number === number && list.length < MOST_VALUES) list.push(readValue(reader, field));
  }

  private takeOfFunction(graph: WrittenGraph, field: Field): void {
    const { reader } = this.file;
    if (field.kind !== 'piece') return;
    if (field.number === functions.name.number) graph.name = reader.text(field);
    else if (field.number === functions.node.number) this.takeNode(graph, field);
    else if (field.number === functions.input.number) graph.inputs.push({ name: reader.text(field) });
    else if (field.number === functions.output.number) graph.outputs.push({ name: reader.text(field) });
  }

  private takeNode(graph: WrittenGraph, field: Field): void {
    if (++this.nodeCount > MOST_NODES) return;
    graph.nodes.push(readNode(this.file, field, (range) => this.read(range, 'body')));
  }
}
