// Tensors in safetensors files, looked at where they lie.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describeSafetensors } from '../../../src/engine/modelFiles/describeSafetensors';
import { ELEMENTS } from '../../../src/engine/modelFiles/elements';
import { measureTensor } from '../../../src/engine/modelFiles/measureTensor';
import { tensorPart } from '../../../src/engine/modelFiles/tensorPart';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { LabError } from '../../../src/protocol/labError';
import type { TensorPlace } from '../../../src/protocol/tensors';

const WHOLE = { matrix: 0, row: -1, column: -1 };
const GIGABYTES = 2 ** 31;

let folder = '';
before(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-tensors-'))));
after(() => fs.rmSync(folder, { recursive: true }));

/** A file of tensors one behind the other. */
function fileOf(name: string, tensors: [name: string, dtype: string, shape: number[], data: Uint8Array][]): string {
  let end = 0;
  const entries = tensors.map(([key, dtype, shape, { byteLength }]) => {
    const offsets = [end, (end += byteLength)];
    return `${JSON.stringify(key)}:${JSON.stringify({ dtype, shape, data_offsets: offsets })}`;
  });
  const json = Buffer.from(`{"__metadata__":{"by":"test"},${entries.join()}}`);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.byteLength));
  const file = path.join(folder, name);
  fs.writeFileSync(file, Buffer.concat([length, json, ...tensors.map(([, , , data]) => data)]));
  return file;
}

const bytesOf = (values: Float32Array): Uint8Array => new Uint8Array(values.buffer);

function placeIn(file: string, name: string): TensorPlace {
  const place = describeSafetensors(nodeFiles, file).tensors.find((each) => each.name === name)?.place;
  assert.ok(place);
  return place;
}

const measure = (place: TensorPlace, signal = new AbortController().signal) =>
  measureTensor(place, { signal, onProgress: () => undefined });

describe('tensors of a file', () => {
  it('are listed with types, shapes and bytes, those too whose numbers are not looked into', () => {
    const file = fileOf('a.safetensors', [
      ['w', 'BF16', [2, 3], new Uint8Array(12)],
      ['q', 'F4', [3, 2], new Uint8Array(3)],
      ['new', 'F2_OF_TOMORROW', [4], new Uint8Array(1)],
      ['none', 'F32', [0, 3], new Uint8Array(0)],
    ]);
    const { tensors, metadata, bytes } = describeSafetensors(nodeFiles, file);
    assert.deepEqual(
      tensors.map(({ name, dtype, shape, bytes: size, place }) => [name, dtype, shape, size, place !== undefined]),
      [
        ['w', 'BF16', [2, 3], 12, true],
        ['q', 'F4', [3, 2], 3, false],
        ['new', 'F2_OF_TOMORROW', [4], 1, false],
        ['none', 'F32', [0, 3], 0, true],
      ],
    );
    assert.deepEqual(metadata, [['by', 'test']]);
    assert.equal(bytes, fs.statSync(file).size);
  });

  it('are refused where a shape does not fit its data', () => {
    const file = fileOf('b.safetensors', [['w', 'F16', [3], new Uint8Array(5)]]);
    assert.throws(
      () => describeSafetensors(nodeFiles, file),
      (error) => error instanceof LabError && error.code === 'INVALID_FILE' && /shape of "w"/.test(error.message),
    );
  });

  it(`of ${GIGABYTES} bytes are found by the header, and drawn by what is drawn`, () => {
    const [rows, columns] = [2 ** 15, 2 ** 14];
    const json = Buffer.from(`{"w":{"dtype":"F32","shape":[${rows},${columns}],"data_offsets":[0,${GIGABYTES}]}}`);
    const file = path.join(folder, 'large.safetensors');
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(json.byteLength));
    fs.writeFileSync(file, Buffer.concat([length, json]));
    fs.truncateSync(file, 8 + json.byteLength + GIGABYTES); // zeros that take no room
    const part = tensorPart(placeIn(file, 'w'), WHOLE);
    assert.deepEqual([part.rows.length, part.columns.length, part.values.length], [96, 128, 96 * 128]);
    assert.deepEqual([part.rows[1], part.columns[1]], [Math.floor(rows / 96), columns / 128]);
    fs.rmSync(file);
  });
});

describe('numbers of a tensor', () => {
  const rows: [string, number[], number[]][] = [
    ['F16', [0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00, 0x7e00], [1, -2, 65504, 2 ** -24, Infinity, NaN]],
    ['BF16', [0x3f80, 0xc040, 0x7f80, 0x0080], [1, -3, Infinity, 2 ** -126]],
  ];
  for (const [dtype, bits, values] of rows)
    it(`are read as ${dtype}`, () => {
      const into = new Float64Array(bits.length);
      ELEMENTS.get(dtype)?.read?.(new DataView(Uint16Array.from(bits).buffer), into);
      assert.deepEqual([...into], values);
    });

  it('are read as floats of 8 bits', () => {
    const read = (dtype: string, ...bits: number[]): number[] => {
      const into = new Float64Array(bits.length);
      ELEMENTS.get(dtype)?.read?.(new DataView(Uint8Array.from(bits).buffer), into);
      return [...into];
    };
    assert.deepEqual(read('F8_E4M3', 0x38, 0x7e, 0x7f, 0x01, 0xb8), [1, 448, NaN, 2 ** -9, -1]);
    assert.deepEqual(read('F8_E5M2', 0x3c, 0x7b, 0xfc, 0x01, 0x7d), [1, 57344, -Infinity, 2 ** -16, NaN]);
  });

  it('come to a range, moments and a histogram, beside those that are none', async () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => 1000 + (i % 10));
    values.set([NaN, Infinity, -Infinity, 0]);
    const file = fileOf('c.safetensors', [['w', 'F32', [1000], bytesOf(values)]]);
    const { finite, bins, ...counts } = await measure(placeIn(file, 'w'));
    assert.deepEqual(counts, { count: 1000, nan: 1, infinite: 2, zeros: 1 });
    const known = [...values].filter(Number.isFinite);
    const mean = known.reduce((a, b) => a + b) / known.length;
    const deviation = Math.sqrt(known.reduce((sum, x) => sum + (x - mean) ** 2, 0) / known.length);
    assert.ok(finite && Math.abs(finite.mean - mean) < 1e-9 && Math.abs(finite.deviation - deviation) < 1e-9);
    assert.deepEqual([finite.least, finite.most], [0, 1009]);
    assert.equal(
      bins.reduce((sum, bin) => sum + bin.count, 0),
      997,
    );
    assert.equal(bins[0].count, 1);
  });

  it('are merged over blocks as if they were one', async () => {
    const values = Float32Array.from({ length: 2 ** 18 + 77 }, (_, i) => Math.sin(i) + (i > 2 ** 18 ? 50 : 0));
    const file = fileOf('d.safetensors', [['w', 'F32', [values.length], bytesOf(values)]]);
    const { finite } = await measure(placeIn(file, 'w'));
    const mean = values.reduce((a, b) => a + b) / values.length;
    const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    assert.ok(finite && Math.abs(finite.mean - mean) < 1e-9);
    assert.ok(Math.abs(finite.deviation - Math.sqrt(squares / values.length)) < 1e-9);
  });

  it('that are few whole ones have a bar each', async () => {
    const file = fileOf('e.safetensors', [['w', 'U8', [4], Uint8Array.of(3, 5, 5, 3)]]);
    const { bins } = await measure(placeIn(file, 'w'));
    assert.deepEqual(bins, [
      { from: 3, to: 3, count: 2 },
      { from: 4, to: 4, count: 0 },
      { from: 5, to: 5, count: 2 },
    ]);
  });

  it('that are neighbours among the numbers of 64 bits are counted, too', async () => {
    const values = Float64Array.of(0, 5e-324, 0);
    const file = fileOf('i.safetensors', [['w', 'F64', [3], new Uint8Array(values.buffer)]]);
    const { bins } = await measure(placeIn(file, 'w'));
    assert.equal(bins.reduce((sum, bin) => sum + bin.count, 0), 3); // prettier-ignore
  });

  it('are measured no further once that is cancelled, nor where the file has changed', async () => {
    const file = fileOf('f.safetensors', [['w', 'F32', [2 ** 19], new Uint8Array(2 ** 21)]]);
    const place = placeIn(file, 'w');
    const cancel = new AbortController();
    const measuring = measure(place, cancel.signal);
    cancel.abort();
    await assert.rejects(measuring, (error) => error instanceof LabError && error.code === 'CANCELLED');
    const changed = { ...place, modifiedMs: place.modifiedMs - 1 };
    await assert.rejects(measure(changed), (error) => error instanceof LabError && error.code === 'CANCELLED');
  });
});

describe('a part of a tensor', () => {
  const [matrices, height, width] = [3, 200, 300];
  const values = Float32Array.from({ length: matrices * height * width }, (_, i) => i);
  let place: TensorPlace;
  before(() => {
    const shape = [matrices, height, width];
    place = placeIn(fileOf('g.safetensors', [['w', 'F32', shape, bytesOf(values)]]), 'w');
  });

  it('is a sample of rows and columns of the whole, the first ones among them', () => {
    const part = tensorPart(place, { ...WHOLE, matrix: 1 });
    assert.deepEqual([part.matrices, part.height, part.width], [matrices, height, width]);
    assert.deepEqual([part.rows.length, part.rows[0], part.columns.length, part.columns[0]], [96, 0, 128, 0]);
    part.rows.forEach((row, i) =>
      part.columns.forEach((column, j) =>
        assert.equal(part.values[i * part.columns.length + j], (height + row) * width + column),
      ),
    );
  });

  it('is all there is around a cell', () => {
    const { rows, columns, values: drawn } = tensorPart(place, { matrix: 2, row: 199, column: 150 });
    assert.deepEqual([rows[0], rows.at(-1), columns[0], columns.at(-1)], [104, 199, 86, 213]);
    assert.equal(drawn[0], (2 * height + 104) * width + 86);
  });

  it('of a vector is one row, of a scalar one cell', () => {
    const file = fileOf('h.safetensors', [
      ['v', 'F32', [3], bytesOf(Float32Array.of(1, 2, 3))],
      ['s', 'F32', [], bytesOf(Float32Array.of(7))],
      ['n', 'F32', [0, 2], new Uint8Array(0)],
    ]);
    const drawn = (name: string) => {
      const { rows, columns, values: cells } = tensorPart(placeIn(file, name), WHOLE);
      return [rows.length, columns.length, ...cells];
    };
    assert.deepEqual(drawn('v'), [1, 3, 1, 2, 3]);
    assert.deepEqual(drawn('s'), [1, 1, 7]);
    assert.deepEqual(drawn('n'), [0, 2]);
  });
});
