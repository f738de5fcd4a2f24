// Networks of other programs that read pictures: what they find beside PyTorch, and which files are refused, in which words.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  type ModelProto,
} from '../../../src/engine/onnx/generated/onnx_pb';
import { PictureFault } from '../../../src/engine/pictures/pictureHead';
import { openPictureNetwork } from '../../../src/engine/sequence/pictureNetwork';
import { LabError } from '../../../src/protocol/labError';
import { readGolden, relativeDifference, valuesOf, type GoldenTensor } from '../../golden/readGolden';

interface Golden {
  name: string;
  file: string;
  colour: 'rgb' | 'grey';
  mean: number | number[];
  std: number | number[];
  output?: string;
  picture: GoldenTensor;
  found: GoldenTensor;
}

const { cases } = readGolden<Golden>('encoders.json');
const bytesOf = (file: string): Uint8Array => fs.readFileSync(`test/golden/encoders/${file}`);
const SETTINGS = { threads: 1 };

function picturesOf({ colour, mean, std }: Golden) {
  const channels = colour === 'grey' ? 1 : 3;
  const each = (figure: number | number[]): number[] => (Array.isArray(figure) ? figure : new Array<number>(channels).fill(figure)); // prettier-ignore
  return { height: 16, width: 16, channels, mean: each(mean), std: each(std) };
}

describe('networks that read pictures', () => {
  for (const golden of cases)
    it(`find what PyTorch finds: ${golden.name}`, async () => {
      const { file, output, picture, found } = golden;
      const options = { type: 'onnx' as const, file, output };
      const network = await openPictureNetwork({ bytes: bytesOf(file), file }, options, picturesOf(golden), SETTINGS);
      try {
        const { rows, columns, numbers } = network.given;
        assert.deepEqual([rows, columns, numbers], found.shape);
        const pixels = Uint8Array.from(valuesOf(picture));
        const first = await network.find(pixels);
        assert.ok(relativeDifference(first, found) < 1e-6, String(relativeDifference(first, found)));
        await network.find(new Uint8Array(pixels.length));
        assert.deepEqual(await network.find(pixels), first);
      } finally {
        await network.release();
      }
    });

  const [convolutions, , , places] = cases;
  const changed = (change: (model: ModelProto) => void, { file }: Golden = convolutions): Uint8Array => {
    const model = fromBinary(ModelProtoSchema, bytesOf(file));
    change(model);
    return toBinary(ModelProtoSchema, model);
  };
  const graphOf = ({ graph }: ModelProto) => graph ?? assert.fail('no graph');
  const inputType = (model: ModelProto) => {
    const value = graphOf(model).input[0].type?.value;
    return value?.case === 'tensorType' ? value.value : assert.fail('no tensor');
  };
  const setAxis = (model: ModelProto, axis: number, length: bigint): void => {
    const dim = inputType(model).shape?.dim[axis] ?? assert.fail('no axis');
    dim.value = { case: 'dimValue', value: length };
  };
  it('are refused where they find more in some pictures than in others', async () => {
    const bright = changed((model) => {
      const graph = graphOf(model);
      const node = (opType: string, input: string[], output: string) =>
        create(NodeProtoSchema, { opType, input, output: [output] });
      graph.initializer = [
        create(TensorProtoSchema, { name: 'flat', dataType: 7, dims: [1n], int64Data: [-1n] }),
        create(TensorProtoSchema, { name: 'first', dataType: 7, dims: [1n], int64Data: [0n] }),
        create(TensorProtoSchema, { name: 'zero', dataType: 1, dims: [1n], floatData: [0] }),
      ];
      graph.node = [
        node('Reshape', [graph.input[0].name, 'flat'], 'all'),
        node('Greater', ['all', 'zero'], 'isBright'),
        node('Compress', ['all', 'isBright'], 'some'),
        node('Unsqueeze', ['some', 'first'], 'found'),
      ];
      graph.output = [{ ...graph.output[0], name: 'found', type: undefined }];
      graph.valueInfo = [];
    });
    const pictures = { ...picturesOf(convolutions), mean: [0.1, 0.1, 0.1] };
    const network = await openPictureNetwork({ bytes: bright, file: 'n.onnx' }, { type: 'onnx', file: 'n.onnx' }, pictures, SETTINGS); // prettier-ignore
    try {
      await assert.rejects(
        network.find(new Uint8Array(16 * 16 * 3)),
        /has more numbers for some pictures than for others/,
      );
    } finally {
      await network.release();
    }
  });

  const refused: [string, Uint8Array, RegExp][] = [
    ['no ONNX file', Buffer.from('a picture'), /"n\.onnx" is no ONNX file/],
    ['an empty file', new Uint8Array(), /is no ONNX file/],
    ['a Git LFS pointer', Buffer.from('version https://git-lfs.github.com/spec/v1\n'), /is a Git LFS pointer/],
    ['an operator set to come', changed((model) => (model.opsetImport[0].version = 27n)), /uses operator set 27; 7 to 26 are known/], // prettier-ignore
    ['a format to come', changed((model) => (model.irVersion = 14n)), /has version 14 of ONNX's format/],
    ['parameters elsewhere', changed((model) => {
      const [tensor] = graphOf(model).initializer;
      tensor.dataLocation = 1;
      tensor.externalData = [{ $typeName: 'onnx.StringStringEntryProto', key: 'location', value: '../secret.bin' }];
    }), /keeps its parameters in another file, "\.\.\/secret\.bin"/], // prettier-ignore
    ['operators of others', changed((model) => (graphOf(model).node[0].domain = 'org.else')), /uses the operator "Conv" of "org\.else"/], // prettier-ignore
    ['loops', changed((model) => (graphOf(model).node[0].opType = 'Loop')), /has an operator "Loop"/],
    ['unknown operators', changed((model) => (graphOf(model).node[0].opType = 'Convolve')), /ONNX Runtime cannot open "n\.onnx": .*Convolve/], // prettier-ignore
    ['two inputs', changed((model) => void graphOf(model).input.push({ ...graphOf(model).input[0], name: 'more' })), /has 2 inputs \(picture, more\)/], // prettier-ignore
    ['half precision', changed((model) => (inputType(model).elemType = 10)), /reads numbers of type float16 \("picture"\)/], // prettier-ignore
    ['three axes', changed((model) => void inputType(model).shape?.dim.pop()), /reads \[\?, 3, 16\] .*four axes/],
    ['eight at once', changed((model) => setAxis(model, 0, 8n)), /reads 8 pictures at once/],
    ['another size', changed((model) => { setAxis(model, 2, 224n); setAxis(model, 3, 200n); }), /224 × 200 pixels, and "data\.source\.size" makes them 16 × 16: set it to \[224, 200\]/], // prettier-ignore
    ['other colours', bytesOf(places.file), /reads pictures of 1 channels?, and these have 3: "data\.source\.colour"/],
  ];
  for (const [what, bytes, words] of refused)
    it(`are refused: ${what}`, () =>
      assert.rejects(open(bytes, {}), (error) => error instanceof LabError && words.test(error.message)));

  it('are asked for one of several outputs', async () => {
    await assert.rejects(open(bytesOf(places.file), {}, places), /several outputs \("places", "whole"\): name one by "output"/); // prettier-ignore
    await assert.rejects(open(bytesOf(places.file), { output: 'all' }, places), /no output "all", but "places", "whole"/); // prettier-ignore
  });

  it('that find no finite numbers say in which picture', async () => {
    const bytes = changed((model) => graphOf(model).initializer.forEach((tensor) => tensor.rawData.fill(0xff)));
    const network = await open(bytes, {});
    const failing = network.find(new Uint8Array(16 * 16 * 3));
    await assert.rejects(failing, (error) => error instanceof PictureFault && /"" the network "n\.onnx"/.test(error.message)); // prettier-ignore
    await network.release();
  });

  const open = (bytes: Uint8Array, options: { output?: string }, golden: Golden = convolutions) =>
    openPictureNetwork({ bytes, file: 'n.onnx' }, { type: 'onnx', file: 'n.onnx', ...options }, picturesOf(golden), SETTINGS); // prettier-ignore
});
