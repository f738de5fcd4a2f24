// A value that an ONNX graph names, with its type in words: `float32 [batch, 128]`.

import {
  OperatorSetIdProtoSchema,
  TensorShapeProto_DimensionSchema,
  TensorShapeProtoSchema,
  TypeProto_MapSchema,
  TypeProto_OptionalSchema,
  TypeProto_SequenceSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from '../../onnx/generated/onnx_pb';
import type { OnnxValue } from '../../../protocol/onnx';
import { type Field, type MessageReader, ProtobufFault } from '../protobuf';
import { onnxType } from './types';

type Range = Pick<Field, 'from' | 'to'>;

/** Types of sequences of maps of ... */
const DEEPEST = 8;
const MOST_AXES = 16;

const info = ValueInfoProtoSchema.field;
const type = TypeProtoSchema.field;
const tensor = TypeProto_TensorSchema.field;
const dimension = TensorShapeProto_DimensionSchema.field;

export function readValue(reader: MessageReader, range: Range): OnnxValue {
  const value: OnnxValue = { name: '' };
  for (const field of reader.fields(range)) {
    if (field.number === info.name.number) value.name = reader.text(field);
    else if (field.number === info.type.number && field.kind === 'piece') value.type = typeText(reader, field, 0);
  }
  return value;
}

function typeText(reader: MessageReader, range: Range, depth: number): string {
  if (depth > DEEPEST) throw new ProtobufFault('its types are nested too deeply');
  const within = (field: Field, number: number): string => {
    for (const each of reader.fields(field))
      if (each.number === number && each.kind === 'piece') return typeText(reader, each, depth + 1);
    return '';
  };
  for (const field of reader.fields(range)) {
    if (field.kind !== 'piece') continue;
    if (field.number === type.tensorType.number) return tensorText(reader, field);
    if (field.number === type.sparseTensorType.number) return `sparse ${tensorText(reader, field)}`;
    if (field.number === type.sequenceType.number)
      return `sequence of ${within(field, TypeProto_SequenceSchema.field.elemType.number)}`;
    if (field.number === type.optionalType.number)
      return `optional ${within(field, TypeProto_OptionalSchema.field.elemType.number)}`;
    if (field.number === type.mapType.number)
      return `map of ${within(field, TypeProto_MapSchema.field.valueType.number)}`;
  }
  return '';
}

/** Without its axes where they are not known. */
function tensorText(reader: MessageReader, range: Range): string {
  let [element, axes] = ['', ''];
  for (const field of reader.fields(range)) {
    if (field.number === tensor.elemType.number) element = onnxType(field.value).name;
    else if (field.number === tensor.shape.number && field.kind === 'piece') axes = axesText(reader, field);
  }
  return axes === '' ? element : `${element} ${axes}`;
}

function axesText(reader: MessageReader, range: Range): string {
  const axes: string[] = [];
  for (const field of reader.fields(range)) {
    if (field.number !== TensorShapeProtoSchema.field.dim.number || field.kind !== 'piece') continue;
    if (axes.length === MOST_AXES) return `[${axes.join(', ')}, …]`;
    let axis = '?';
    for (const each of reader.fields(field)) {
      if (each.number === dimension.dimValue.number) axis = String(each.value);
      else if (each.number === dimension.dimParam.number) axis = reader.text(each) || '?';
    }
    axes.push(axis);
  }
  return `[${axes.join(', ')}]`;
}

/** A set of operators, and its version. */
export function readOperatorSet(reader: MessageReader, range: Range): [name: string, version: string] {
  const { domain, version } = OperatorSetIdProtoSchema.field;
  let [named, number] = ['', 0];
  for (const field of reader.fields(range)) {
    if (field.number === domain.number) named = reader.text(field);
    else if (field.number === version.number) number = field.value;
  }
  return [`opset_import${named === '' ? '' : ` ${named}`}`, String(number)];
}
