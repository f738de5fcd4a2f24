// A tensor of an ONNX file: what it is, and where its numbers lie, in the file itself or in one beside it. They are not read.

import path from 'node:path';
import { StringStringEntryProtoSchema, TensorProtoSchema } from '../../onnx/generated/onnx_pb';
import type { PlacedTensor, TensorPlace } from '../../../protocol/tensors';
import type { Files } from '../../store/files';
import { ELEMENTS } from '../elements';
import { type Field, type MessageReader, ProtobufFault } from '../protobuf';
import { onnxType } from './types';

/** The file that is gone through. */
export interface OnnxFile {
  files: Files;
  path: string;
  modifiedMs: number;
  reader: MessageReader;
}

type Range = Pick<Field, 'from' | 'to'>;

const MOST_AXES = 16;
const { dims, dataType, name: tensorName, rawData, floatData, doubleData, externalData } = TensorProtoSchema.field;
const { key, value } = StringStringEntryProtoSchema.field;

export function readTensor(file: OnnxFile, range: Range): PlacedTensor {
  const { reader } = file;
  const shape: number[] = [];
  const external = new Map<string, string>();
  let [type, name] = [0, ''];
  let data: (Range & { element?: string }) | undefined;
  for (const field of reader.fields(range)) {
    if (field.number === dims.number && shape.length < MOST_AXES)
      shape.push(...reader.numbers(field, MOST_AXES - shape.length));
    else if (field.number === dataType.number) type = field.value;
    else if (field.number === tensorName.number) name = reader.text(field);
    else if (field.number === externalData.number) external.set(...readEntry(reader, field));
    else if (field.kind !== 'piece')
      continue; // numbers one by one do not lie in one piece
    else if (field.number === rawData.number) data = field;
    else if (field.number === floatData.number) data = { ...field, element: 'F32' };
    else if (field.number === doubleData.number) data = { ...field, element: 'F64' };
  }
  if (shape.some((length) => !Number.isSafeInteger(length) || length < 0))
    throw new ProtobufFault(`a length of the tensor "${name}" is below 0`);
  const { name: dtype, element } = onnxType(type);
  const bits = element === undefined ? undefined : ELEMENTS.get(element)?.bits;
  const wanted = bits === undefined ? undefined : shape.reduce((product, length) => product * length, bits / 8);
  // What lies elsewhere may have an empty field here.
  const held = external.size === 0 ? data : undefined;
  const there = held
    ? { file: file.path, modifiedMs: file.modifiedMs, start: held.from, bytes: held.to - held.from }
    : placeBeside(file, external);
  const isReadable = element !== undefined && (held?.element ?? element) === element;
  if (held && isReadable && there?.bytes !== wanted)
    throw new ProtobufFault(`the shape of the tensor "${name}" does not fit its data`);
  const place: TensorPlace | undefined =
    there && isReadable && there.bytes === wanted ? { ...there, element, shape } : undefined;
  return { name, dtype, shape, bytes: there?.bytes ?? wanted ?? 0, ...(place && { place }) };
}

export function readEntry(reader: MessageReader, range: Range): [key: string, value: string] {
  let [named, said] = ['', ''];
  for (const field of reader.fields(range)) {
    if (field.number === key.number) named = reader.text(field);
    else if (field.number === value.number) said = reader.text(field);
  }
  return [named, said];
}

/** Where a tensor lies that is in a file of its own; undefined where that is no file in the folder of the graph, or too short. */
function placeBeside({ files, path: graph }: OnnxFile, external: ReadonlyMap<string, string>) {
  const [location, offset, length] = ['location', 'offset', 'length'].map((each) => external.get(each));
  if (location === undefined || location === '') return undefined;
  const folder = path.dirname(graph);
  const file = path.resolve(folder, location);
  if (path.isAbsolute(location) || path.relative(folder, file).startsWith('..')) return undefined;
  const stat = files.stat(file);
  if (stat?.kind !== 'file') return undefined;
  const start = wholeNumber(offset) ?? 0;
  const bytes = wholeNumber(length) ?? stat.bytes - start;
  if (bytes < 0 || start + bytes > stat.bytes) return undefined;
  return { file, modifiedMs: stat.modifiedMs, start, bytes };
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
