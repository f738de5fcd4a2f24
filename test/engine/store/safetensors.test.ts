import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import fc from '../../support/properties';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import {
  openSafetensors,
  readSafetensors,
  writeSafetensors,
  type StoredTensor,
} from '../../../src/engine/store/safetensors';
import { LabError } from '../../../src/protocol/labError';
import { faultyFiles } from './support/faultyFiles';
import { withFolder } from './support/temporaryFolder';

function fileOf(header: string | Uint8Array, body: Uint8Array = new Uint8Array(0), declared?: bigint): Uint8Array {
  const json = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(declared ?? BigInt(json.byteLength));
  return Buffer.concat([length, json, body]);
}

function refuses(bytes: Uint8Array, says = /./): void {
  withFolder((folder) => {
    const file = path.join(folder, 'x.safetensors');
    fs.writeFileSync(file, bytes);
    assert.throws(
      () => readSafetensors(nodeFiles, file),
      (error: unknown) =>
        error instanceof LabError &&
        error.code === 'INVALID_FILE' &&
        error.message.includes(file) &&
        says.test(error.message),
    );
  });
}

const eight = new Uint8Array(8);
const entry = (start: number | string, end: number | string, shape = '[1]', dtype = 'F32') =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":[${start},${end}]}`;

describe('a safetensors file', () => {
  const tensor: fc.Arbitrary<StoredTensor> = fc
    .tuple(
      fc.array(fc.nat(4), { maxLength: 4 }),
      fc.constantFrom(Float32Array, Float64Array, Int32Array, BigInt64Array),
    )
    .map(([shape, ArrayType]) => {
      const data = new ArrayType(shape.reduce((a, b) => a * b, 1));
      new Uint8Array(data.buffer).forEach((_, i, bytes) => (bytes[i] = (i * 37 + 11) % 120));
      return { shape, data };
    });

  it('gives back any arrays, names and metadata', () => {
    const name = fc
      .string({ maxLength: 40, unit: 'grapheme' })
      .filter((text) => text !== '__metadata__' && !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(
        fc.dictionary(name, tensor),
        fc.dictionary(name, fc.string({ unit: 'grapheme' })),
        (tensors, metadata) =>
          withFolder((folder) => {
            const file = path.join(folder, 'x.safetensors');
            const { sha256, bytes } = writeSafetensors(nodeFiles, file, new Map(Object.entries(tensors)), metadata);
            const read = readSafetensors(nodeFiles, file);
            assert.deepEqual(Object.fromEntries(read.tensors), { ...tensors });
            assert.equal(read.sha256, sha256);
            assert.equal(bytes, fs.statSync(file).size);
            for (const [key, value] of Object.entries(metadata))
              if (key !== 'sha256') assert.equal(read.metadata.get(key), value);
          }),
      ),
      { numRuns: 100 },
    );
  });

  const hostile: [why: string, bytes: Uint8Array, says?: RegExp][] = [
    ['empty', new Uint8Array(0), /too short/],
    ['nine bytes', new Uint8Array(9), /too short/],
    ['header longer than the file', fileOf('{}', eight, 100n), /header is longer/],
    ['header longer than any memory', fileOf('{}', eight, 0xffff_ffff_ffff_ffffn), /header is longer/],
    ['header over the limit', fileOf('{}', new Uint8Array(17 << 20), 16n * 1024n * 1024n + 1n), /header is longer/],
    ['header that is a list', fileOf('[]'), /does not start with/],
    ['header after a space', fileOf(' {}'), /does not start with/],
    ['header that is not UTF-8', fileOf(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)), /UTF-8/],
    ['rest after the header', fileOf('{} x'), /follows/],
    ['unclosed header', fileOf('{"a":'), /./],
    ['trailing comma', fileOf('{"a":' + entry(0, 4) + ',}', new Uint8Array(4)), /expected/],
    ['duplicate tensor', fileOf(`{"a":${entry(0, 4)},"a":${entry(4, 8)}}`, eight), /twice/],
    ['duplicate tensor by escape', fileOf(`{"a":${entry(0, 4)},"\\u0061":${entry(4, 8)}}`, eight), /twice/],
    [
      'duplicate key in an entry',
      fileOf('{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}', eight),
      /repeated/,
    ],
    ['duplicate metadata', fileOf('{"__metadata__":{},"__metadata__":{}}'), /twice/],
    ['duplicate metadata key', fileOf('{"__metadata__":{"a":"1","a":"2"}}'), /twice/],
    ['metadata that are no strings', fileOf('{"__metadata__":{"a":1}}'), /./],
    [
      'unknown key in an entry',
      fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":[]}}', eight),
      /unknown/,
    ],
    ['missing key in an entry', fileOf('{"a":{"dtype":"F32","shape":[1]}}', eight), /lacks/],
    ['overlap', fileOf(`{"a":${entry(0, 4)},"b":${entry(2, 6)}}`, new Uint8Array(6)), /do not follow/],
    ['same place twice', fileOf(`{"a":${entry(0, 4)},"b":${entry(0, 4)}}`, new Uint8Array(4)), /do not follow/],
    ['gap', fileOf(`{"a":${entry(0, 4)},"b":${entry(8, 12)}}`, new Uint8Array(12)), /do not follow/],
    ['gap before the first', fileOf(`{"a":${entry(4, 8)}}`, eight), /do not follow/],
    ['trailing bytes', fileOf(`{"a":${entry(0, 4)}}`, eight), /should hold 4/],
    ['missing bytes', fileOf(`{"a":${entry(0, 8, '[2]')}}`, new Uint8Array(4)), /should hold 8/],
    ['wrong shape', fileOf(`{"a":${entry(0, 8, '[3]')}}`, eight), /does not fit/],
    [
      'shape whose product overflows to the right size',
      fileOf(`{"a":${entry(0, 0, '[4294967296,4294967296]')}}`),
      /does not fit/,
    ],
    ['end before start', fileOf(`{"a":${entry(4, 0, '[1]')}}`, eight), /does not fit/],
    ['negative offset', fileOf(`{"a":${entry(-4, 0)}}`), /whole number/],
    ['fractional offset', fileOf(`{"a":${entry(0.5, 4.5)}}`, eight), /whole number/],
    ['exponent', fileOf(`{"a":${entry('0', '4e0')}}`, eight), /whole number/],
    ['offset beyond safe integers', fileOf(`{"a":${entry('0', '9007199254740993')}}`, eight), /whole number/],
    ['leading zero', fileOf(`{"a":${entry('00', '4')}}`, eight), /whole number/],
    ['negative dimension', fileOf(`{"a":${entry(0, 4, '[-1]')}}`, eight), /whole number/],
    ['rank 9', fileOf(`{"a":${entry(0, 4, '[1,1,1,1,1,1,1,1,1]')}}`, new Uint8Array(4)), /more than 8/],
    ['three offsets', fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}', eight), /more than 2/],
    ['unknown type', fileOf(`{"a":${entry(0, 4, '[1]', 'F31')}}`, new Uint8Array(4)), /type "F31"/],
    ['type that is a method', fileOf(`{"a":${entry(0, 4, '[1]', 'toString')}}`, new Uint8Array(4)), /type/],
    ['control character in a name', fileOf(`{"a\\u0000":${entry(0, 4)}}`, new Uint8Array(4)), /control/],
    ['endless name', fileOf(`{"${'a'.repeat(513)}":${entry(0, 4)}}`, new Uint8Array(4)), /too long/],
    ['deep nesting', fileOf('{"a":' + '['.repeat(1_000_000)), /./],
    ['escape at the end', fileOf('{"a\\'), /broken/],
    [
      'too many tensors',
      fileOf(`{${Array.from({ length: 65_537 }, (_, i) => `"${i}":${entry(0, 0, '[0]')}`).join()}}`),
      /too many/,
    ],
    ['wrong checksum', fileOf(`{"__metadata__":{"sha256":"00"},"a":${entry(0, 4)}}`, new Uint8Array(4)), /checksum/],
  ];
  for (const [why, bytes, says] of hostile) it(`is refused: ${why}`, () => refuses(bytes, says));

  it('may be called like members of objects', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'x');
      fs.writeFileSync(file, fileOf(`{"__proto__":${entry(0, 4)},"constructor":${entry(4, 8)}}`, eight));
      assert.deepEqual([...readSafetensors(nodeFiles, file).tensors.keys()], ['__proto__', 'constructor']);
      assert.equal(({} as { dtype?: unknown }).dtype, undefined);
    }));

  it('is never read wrongly after random damage', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'x');
      writeSafetensors(nodeFiles, file, new Map([['a', { shape: [4], data: Float32Array.of(1, 2, 3, 4) }]]));
      const whole = fs.readFileSync(file);
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.nat(whole.byteLength - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
          fc.nat(9),
          (edits, cut) => {
            const bytes = Buffer.from(whole.subarray(0, whole.byteLength - (cut < 5 ? 0 : cut)));
            for (const [at, value] of edits) if (at < bytes.byteLength) bytes[at] = value;
            fs.writeFileSync(file, bytes);
            try {
              const { sha256, tensors } = readSafetensors(nodeFiles, file);
              if (tensors.get('a')) assert.ok(sha256.length === 64);
            } catch (error) {
              assert.ok(error instanceof LabError, String(error));
            }
          },
        ),
        { numRuns: 3000 },
      );
    }));

  it('is written byte for byte as the format says, with a header of whole words', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'x');
      const tensors = new Map<string, StoredTensor>([
        ['b', { shape: [1], data: Float64Array.of(1) }],
        ['a', { shape: [2], data: Uint8Array.of(7, 8) }],
        ['é', { shape: [], data: Int32Array.of(-2) }],
        ['i', { shape: [0, 3], data: new BigInt64Array(0) }],
      ]);
      const { sha256, bytes } = writeSafetensors(nodeFiles, file, tensors, { format: 'pt' });
      const whole = fs.readFileSync(file);
      const length = Number(whole.readBigUInt64LE(0));
      const body = Buffer.from([...new Uint8Array(Float64Array.of(1).buffer), 7, 8, ...new Uint8Array(Int32Array.of(-2).buffer)]); // prettier-ignore
      const hash = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
      assert.equal(length % 8, 0);
      assert.deepEqual(whole.subarray(8 + length), body);
      const header = whole.subarray(8, 8 + length).toString();
      assert.match(header, /^\{.*\} {0,7}$/);
      assert.deepEqual(JSON.parse(header), {
        __metadata__: { format: 'pt', sha256: hash(body) },
        b: { dtype: 'F64', shape: [1], data_offsets: [0, 8] },
        a: { dtype: 'U8', shape: [2], data_offsets: [8, 10] },
        é: { dtype: 'I32', shape: [], data_offsets: [10, 14] },
        i: { dtype: 'I64', shape: [0, 3], data_offsets: [14, 14] },
      });
      assert.deepEqual([sha256, bytes], [hash(whole), whole.byteLength]);
      assert.deepEqual([...readSafetensors(nodeFiles, file).tensors], [...tensors]);
      const wrong = new Map([['w', { shape: [2, 2], data: new Float32Array(3) }]]);
      assert.throws(() => writeSafetensors(nodeFiles, file, wrong), /\[2, 2\] of "w" does not fit 3 values/);
    }));

  it('may be as large as its limits', () => {
    const reads = (bytes: Uint8Array): number =>
      withFolder((folder) => {
        const file = path.join(folder, 'x');
        fs.writeFileSync(file, bytes);
        return readSafetensors(nodeFiles, file).tensors.size;
      });
    const all = `"a":${entry(0, 4)}`;
    const four = new Uint8Array(4);
    assert.equal(reads(fileOf('{}')), 0);
    assert.equal(reads(fileOf(`{"${'a'.repeat(512)}":${entry(0, 4)}}`, four)), 1);
    assert.equal(reads(fileOf(`{"a":${entry(0, 4, '[1,1,1,1,1,1,1,1]')}}`, four)), 1);
    assert.equal(reads(fileOf(`{ "a" :\t${entry(0, 4, '[ 1 ]')}\r\n}  `, four)), 1);
    assert.equal(reads(fileOf(`{"a":${entry(0, ' 4', '[1,\t1 ,\n1]')} , "b":${entry(4, 4, '[0]')}}`, four)), 2);
    assert.equal(reads(fileOf(`{"__metadata__":{"a":"\\"","b":"é"},${all}}`, four)), 1);
    assert.equal(reads(fileOf(`{"b":${entry(4, 8)},${all}}`, eight)), 2);
    assert.equal(reads(fileOf(`{"e":${entry(4, 4, '[0]')},${all}}`, four)), 2);
    assert.equal(reads(fileOf(`{${all}}`.padEnd(16 * 1024 * 1024), four)), 1);
    const many = Array.from({ length: 65_536 }, (_, i) => `"${i}":${entry(0, 0, '[0]')}`);
    assert.equal(reads(fileOf(`{${many.join()}}`)), 65_536);
    for (const [dtype, bytes] of [
      ['F32', 4],
      ['F64', 8],
      ['I32', 4],
      ['I64', 8],
      ['U8', 1],
    ] as const)
      // prettier-ignore
      assert.equal(reads(fileOf(`{"a":${entry(0, bytes, '[]', dtype)}}`, new Uint8Array(bytes))), 1);
    refuses(fileOf(`{${all},"\\u009f":${entry(4, 8)}}`, eight), /control characters/);
    refuses(fileOf(`{"a":{"shape":[1],"data_offsets":[0,4]}}`, four), /lacks dtype, shape or data_offsets/);
    refuses(fileOf(`{"a":{"dtype":"F32","data_offsets":[0,4]}}`, four), /lacks dtype/);
    refuses(fileOf(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}`, four), /lacks dtype/);
    refuses(fileOf('{"a" 1}'), /":" is expected at character 5 of the header/);
    refuses(fileOf('{"a\\x":1}'), /the text at character 2 of the header is broken/);
    refuses(fileOf(`{"a":${entry(0, 'x')}}`), /a whole number of 0 or more is expected at character/);
  });

  it('gives single arrays while it is open, and says where there is none', () =>
    withFolder((folder) => {
      const file = path.join(folder, 'x');
      const { files, openHandles } = faultyFiles(nodeFiles);
      const stored = new Map<string, StoredTensor>([
        ['first', { shape: [3], data: Float32Array.of(1, 2, 3) }],
        ['second', { shape: [2, 1], data: BigInt64Array.of(4n, -5n) }],
        ['none', { shape: [0], data: new Float32Array(0) }],
      ]);
      writeSafetensors(nodeFiles, file, stored);
      const open = openSafetensors(files, file);
      for (const name of ['second', 'none', 'first', 'second']) assert.deepEqual(open.read(name), stored.get(name));
      assert.equal(open.read('third'), undefined);
      assert.equal(openHandles(), 1);
      open.close();
      assert.equal(openHandles(), 0);
      fs.writeFileSync(file, fileOf(`{"a":${entry(0, 4, '[1]', 'F31')}}`, new Uint8Array(4)));
      assert.throws(() => openSafetensors(files, file), { code: 'INVALID_FILE', message: /type "F31" of "a" is not one of F32, F64, I32, I64, U8/ }); // prettier-ignore
      assert.equal(openHandles(), 0);
    }));
});
