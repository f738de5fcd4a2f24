// The graph of an ONNX file, gone through field by field.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { describeOnnx } from '../../../src/engine/modelFiles/onnx/describeOnnx';
import { measureTensor } from '../../../src/engine/modelFiles/measureTensor';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  type GraphProto,
  type NodeProto,
} from '../../../src/engine/onnx/generated/onnx_pb';
import { writeModel } from '../../../src/engine/onnx/model';
import { makeAttribute, makeTensor, valueInfo } from '../../../src/engine/onnx/records';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { LabError } from '../../../src/protocol/labError';
import type { OnnxModel } from '../../../src/protocol/onnx';

const PROBE = path.join('test', 'golden', 'runs', 'probe.onnx');

let folder = '';
before(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-onnx-'))));
after(() => fs.rmSync(folder, { recursive: true }));

function described(bytes: Uint8Array): OnnxModel {
  const file = path.join(folder, 'a.onnx');
  fs.writeFileSync(file, bytes);
  return describeOnnx(nodeFiles, file);
}

/** A message as it is given to be made. */
type Made<M> = Partial<Omit<M, '$typeName' | '$unknown'>>;

const node = (opType: string, input: string[], output: string[], more: Made<NodeProto> = {}): NodeProto =>
  create(NodeProtoSchema, { opType, input, output, name: `${opType} of ${output.join()}`, ...more });

const graph = (nodes: NodeProto[], more: Made<GraphProto> = {}): GraphProto =>
  create(GraphProtoSchema, { name: 'made', node: nodes, ...more });

const refused = (bytes: Uint8Array, says: RegExp): void =>
  assert.throws(
    () => described(bytes),
    (error) => error instanceof LabError && error.code === 'INVALID_FILE' && says.test(error.message),
  );

describe('an ONNX file', () => {
  it('is what a reader of whole messages finds in it', () => {
    const { graph: whole } = fromBinary(ModelProtoSchema, fs.readFileSync(PROBE));
    assert.ok(whole);
    const { graphs, bytes } = describeOnnx(nodeFiles, PROBE);
    const [told] = graphs;
    assert.equal(bytes, fs.statSync(PROBE).size);
    assert.deepEqual(
      told.nodes.map(({ name, operator, inputs, outputs }) => [
        ...[name, operator],
        ...[inputs.map((each) => each.name), outputs.map((each) => each.name)],
      ]),
      whole.node.map(({ name, opType, input, output }) => [name, opType, input, output]),
    );
    assert.deepEqual(
      told.initializers.map(({ name, shape, place }) => [name, shape, place?.bytes]),
      whole.initializer.map(({ name, dims, rawData }) => [name, dims.map(Number), rawData.length]),
    );
    assert.deepEqual(
      [told.inputs, told.outputs].map((values) => values.map(({ name }) => name)),
      [whole.input, whole.output].map((values) => values.map(({ name }) => name)),
    );
    assert.deepEqual(
      graphs.filter(({ kind }) => kind === 'body').length,
      whole.node.flatMap(({ attribute }) => attribute).filter(({ g }) => g).length,
    );
  });

  it('says whence each value comes, of what type it is, and behind how many nodes', () => {
    const { graphs, facts } = described(
      writeModel(
        graph(
          [
            node('MatMul', ['x', 'w'], ['a'], {
              attribute: [makeAttribute('axis', -1), makeAttribute('perm', [1, 0])],
            }),
            node('Relu', ['a'], ['b']),
            node('Add', ['b', 'a', 'elsewhere'], ['y'], { domain: 'com.example' }),
          ],
          {
            input: [valueInfo('x', 'float32', ['batch', 3])],
            output: [valueInfo('y', 'float32', ['batch', 2])],
            valueInfo: [valueInfo('a', 'float32', ['batch', 2])],
            initializer: [makeTensor('w', 'float32', [3, 2], [1, 2, 3, 4, 5, 6])],
          },
        ),
      ),
    );
    const [{ nodes }] = graphs;
    assert.deepEqual(
      nodes.map(({ operator, layer, inputs }) => [operator, layer, inputs.map(({ from }) => from)]),
      [
        ['MatMul', 1, ['input', 'initializer']],
        ['Relu', 2, [0]],
        ['com.example.Add', 3, [1, 0, 'outside']],
      ],
    );
    assert.deepEqual(
      nodes[0].inputs.map(({ type }) => type),
      ['float32 [batch, 3]', 'float32 [3, 2]'],
    );
    assert.equal(nodes[1].inputs[0].type, 'float32 [batch, 2]');
    assert.deepEqual(nodes[0].attributes, [
      ['axis', '-1'],
      ['perm', '[1, 0]'],
    ]);
    assert.ok(facts.some(([key, value]) => key === 'producer_name' && value === 'nlp-lab'));
    assert.ok(facts.some(([key]) => key === 'opset_import'));
  });

  it('has the graphs that its nodes run, and tensors in files beside it', async () => {
    fs.writeFileSync(path.join(folder, 'weights.bin'), Float32Array.of(0, 0, 1, 2, 3, 4));
    const entry = (key: string, value: string) => ({ key, value });
    const beside = (location: string, length: string) =>
      create(TensorProtoSchema, {
        ...{ name: location, dims: [2n, 2n], dataType: 1, dataLocation: 1, rawData: new Uint8Array(0) },
        externalData: [entry('location', location), entry('offset', '8'), entry('length', length)],
      });
    const body = create(AttributeProtoSchema, {
      name: 'body',
      type: AttributeType.GRAPH,
      g: graph([node('Tanh', ['h'], ['t'])]),
    });
    const { graphs } = described(
      writeModel(
        graph([node('Scan', ['x'], ['y'], { attribute: [body] })], {
          initializer: ['weights.bin', '../weights.bin', '/etc/passwd']
            .map((file) => beside(file, '16'))
            .concat(beside('weights.bin', '17')),
        }),
      ),
    );
    assert.deepEqual(
      graphs.map(({ kind, nodes }) => [kind, nodes.map(({ operator, bodies }) => [operator, ...bodies])]),
      [
        ['model', [['Scan', 1]]],
        ['body', [['Tanh']]],
      ],
    );
    const places = graphs[0].initializers.map(({ place }) => place);
    assert.deepEqual(
      places.map((place) => place?.start),
      [8, undefined, undefined, undefined],
    );
    const { finite } = await measureTensor(places[0]!, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    assert.deepEqual([finite?.least, finite?.most], [1, 4]);
  });

  it('is refused where it holds no graph, is cut off, or contradicts itself', () => {
    refused(new Uint8Array(0), /holds no graph/);
    refused(Buffer.from('this is a text and nothing else'), /not a valid ONNX file/);
    const whole = fs.readFileSync(PROBE);
    refused(whole.subarray(0, whole.length - 40), /longer than what it is in|does not end/);
    const tensor = makeTensor('w', 'float32', [3, 2], [1, 2, 3, 4, 5, 6]);
    tensor.dims = [3n, 3n];
    refused(writeModel(graph([], { initializer: [tensor] })), /shape of the tensor "w"/);
    let deep = graph([node('Tanh', ['h'], ['t'])]);
    for (let i = 0; i < 20; i++) {
      const attribute = create(AttributeProtoSchema, { name: 'body', type: AttributeType.GRAPH, g: deep });
      deep = graph([node('Scan', ['x'], ['y'], { attribute: [attribute] })]);
    }
    refused(toBinary(ModelProtoSchema, create(ModelProtoSchema, { graph: deep })), /nested too deeply/);
  });
});
