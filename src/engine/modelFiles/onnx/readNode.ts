// An operator of an ONNX graph as it stands in the file, with its attributes in words.

import { AttributeProtoSchema, NodeProtoSchema } from '../../onnx/generated/onnx_pb';
import type { Field } from '../protobuf';
import { type OnnxFile, readTensor } from './readTensor';

/** What a node says of itself; where its values come from is found once the graph was read. */
export interface WrittenNode {
  name: string;
  operator: string;
  inputs: string[];
  outputs: string[];
  attributes: [name: string, value: string][];
  bodies: number[];
}

type Range = Pick<Field, 'from' | 'to'>;

/** Of a list; names of inputs and outputs. */
const MOST_SHOWN = 16;
const MOST_NAMES = 1000;
const OWN_DOMAIN = 'ai.onnx';

const node = NodeProtoSchema.field;
const part = AttributeProtoSchema.field;

/** @param body reads a graph that a node runs, and gives its number */
export function readNode(file: OnnxFile, range: Range, body: (range: Range) => number): WrittenNode {
  const { reader } = file;
  const read: WrittenNode = { name: '', operator: '', inputs: [], outputs: [], attributes: [], bodies: [] };
  let domain = '';
  for (const field of reader.fields(range)) {
    if (field.number === node.name.number) read.name = reader.text(field);
    else if (field.number === node.opType.number) read.operator = reader.text(field);
    else if (field.number === node.domain.number) domain = reader.text(field);
    else if (field.number === node.input.number) push(read.inputs, reader.text(field));
    else if (field.number === node.output.number) push(read.outputs, reader.text(field));
    else if (field.number === node.attribute.number && field.kind === 'piece') {
      const { name, text, bodies } = readAttribute(file, field, body);
      if (read.attributes.length < MOST_NAMES) read.attributes.push([name, text]);
      read.bodies.push(...bodies);
    }
  }
  if (domain !== '' && domain !== OWN_DOMAIN) read.operator = `${domain}.${read.operator}`;
  return read;
}

function push(names: string[], name: string): void {
  if (names.length < MOST_NAMES) names.push(name);
}

function readAttribute(file: OnnxFile, range: Range, body: (range: Range) => number) {
  const { reader } = file;
  let [name, single] = ['', ''];
  const listed: string[] = [];
  const bodies: number[] = [];
  for (const field of reader.fields(range)) {
    const room = MOST_SHOWN + 1 - listed.length;
    if (field.number === part.name.number) name = reader.text(field);
    else if (field.number === part.f.number) single = floatText(reader.floats(field, 1)[0] ?? 0);
    else if (field.number === part.i.number) single = String(field.value);
    else if (field.number === part.s.number) single = JSON.stringify(reader.text(field));
    else if (field.number === part.refAttrName.number) single = `@${reader.text(field)}`;
    else if (field.kind === 'piece' && field.number === part.t.number) {
      const { dtype, shape } = readTensor(file, field);
      single = `${dtype} [${shape.join(', ')}]`;
    } else if (field.kind === 'piece' && [part.g.number, part.graphs.number].includes(field.number))
      bodies.push(body(field));
    else if (room <= 0) continue;
    else if (field.number === part.floats.number) listed.push(...reader.floats(field, room).map(floatText));
    else if (field.number === part.ints.number) listed.push(...reader.numbers(field, room).map(String));
    else if (field.number === part.strings.number) listed.push(JSON.stringify(reader.text(field)));
  }
  const shown = listed.length > MOST_SHOWN ? [...listed.slice(0, MOST_SHOWN), '…'] : listed;
  return { name, text: listed.length > 0 ? `[${shown.join(', ')}]` : single, bodies };
}

/** With as many digits as a float of four bytes has. */
const floatText = (value: number): string => String(Number(value.toPrecision(7)));
