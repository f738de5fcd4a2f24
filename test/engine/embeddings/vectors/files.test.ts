import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from '../../../support/properties';
import { parseDecimal } from '../../../../src/engine/embeddings/vectors/decimal';
import { WordTable } from '../../../../src/engine/embeddings/vectors/wordTable';
import { writeVectors } from '../../../../src/engine/embeddings/vectors/writeVectors';
import { subwordBuckets } from '../../../../src/engine/embeddings/subwords';
import { LabError } from '../../../../src/protocol/labError';
import type { VectorsFormat } from '../../../../src/protocol/vectors';
import { goldenSet, setOf } from './goldenVectors';
import { read, refuses, VectorsFolder, wordsOf } from './vectorsFolder';

const formats: readonly VectorsFormat[] = ['word2vec-text', 'word2vec-binary', 'glove', 'fasttext', 'safetensors'];

describe('vectors files', () => {
  const folder = new VectorsFolder();

  for (const format of formats)
    it(`come back bit for bit as ${format}, and are recognised`, async () => {
      const set = { ...goldenSet(), counts: Float64Array.from({ length: 215 }, (_, i) => 1000 - i) };
      const names =
        format === 'fasttext'
          ? ['a.vec', 'a.vec.gz']
          : format === 'safetensors'
            ? ['a.safetensors']
            : ['a.txt', 'a.txt.gz'];
      for (const name of names) {
        const file = path.join(folder.path, name);
        const bytes = await writeVectors(set, file, { format });
        assert.equal(bytes, fs.statSync(file).size);
        const found = await read(file);
        assert.equal(found.format, format);
        assert.deepEqual(wordsOf(found.set), wordsOf(set));
        assert.deepEqual(found.set.values, set.values);
        assert.deepEqual(found.set.counts, format === 'safetensors' ? set.counts : undefined);
        assert.deepEqual(found.notices, []);
      }
      const some = path.join(folder.path, 'some');
      await writeVectors(set, some, { format, rows: [7, 2] });
      assert.deepEqual(wordsOf((await read(some, { format })).set), ['paris', 'man']);
    });

  it('are read only as far as asked', async () => {
    for (const format of formats) {
      const file = path.join(folder.path, `limit-${format}`);
      await writeVectors(goldenSet(), file, { format });
      const { set, notices } = await read(file, { format, limit: 3 });
      assert.deepEqual(wordsOf(set), ['king', 'queen', 'man']);
      assert.deepEqual(notices, ['Only the first 3 words were read.']);
    }
  });

  it('may hold words with spaces, repeated words, and lines ended by CR LF', async () => {
    const { set, notices } = await read(folder.put('g.txt', '. . . 1 2\r\nnew york 3 4e-1\r\na -.5 +6\r\na 7 8\r\n'));
    assert.deepEqual(wordsOf(set), ['. . .', 'new york', 'a']);
    assert.deepEqual([...set.values], [1, 2, 3, Math.fround(0.4), -0.5, 6]);
    assert.deepEqual(notices, ['1 words stand more than once; the first vector of each was kept.']);
    await assert.rejects(writeVectors(set, path.join(folder.path, 'x.txt'), { format: 'glove' }), /holds white space/);
    assert.equal(fs.existsSync(path.join(folder.path, 'x.txt')), false);
    await writeVectors(set, path.join(folder.path, 'x.safetensors'), { format: 'safetensors' });
    assert.deepEqual(wordsOf((await read(path.join(folder.path, 'x.safetensors'))).set), wordsOf(set));
  });

  it('are refused where the header lies or the file is cut, without memory being taken', async () => {
    const claim = '2684354560 300\n'; // some 3 TB
    await refuses(
      read(folder.put('lie.txt', `${claim}a 1 2 3\n`)),
      /says it holds 2684354560 words with 300 numbers/,
      1,
    );
    await refuses(
      read(folder.put('lie.bin', Buffer.concat([Buffer.from(`${claim}a `), Buffer.alloc(1000)]))),
      /but it has only 1017 bytes/,
    );
    await refuses(read(folder.put('lie.gz', gzipSync(`${claim}a 1 2 3\n`))), /says it holds/, 1);
    await refuses(read(folder.put('lie2.txt', '3 2\na 1 2\nb 3 4\n')), /says it holds 3 words, but ends after 2/);
    await refuses(read(folder.put('lie3.txt', '1 2\na 1 2\nb 3 4\n')), /says 1 words, but more follow/, 3);
    await refuses(read(folder.put('wide.txt', '1 70000\na 1 2\n')), /70000 numbers; 1 to 65536/, 1);
    await refuses(read(folder.put('none.txt', '0 5\n')), /holds no vectors/);
    await refuses(
      read(folder.put('cut.txt', '2 3\na 1 2 3\nb 4 5')),
      /Line 3 of .* has 2 numbers where 3 are expected/,
      3,
    );
    await refuses(read(folder.put('nan.txt', 'a 1 2\nb 3 nan\n')), /Line 2 of .* has "nan" as number 2/, 2);
    await refuses(read(folder.put('big.txt', 'a 1 2\nb 3 1e39\n')), /"1e39" as number 2, which is no finite number/, 2);
    await refuses(read(folder.put('junk.txt', 'only some text here\n')), /is no vectors file/, 1);
    await refuses(read(folder.put('empty.txt', '')), /is empty/);
    await refuses(read(folder.put('noword.txt', '1 2\n 3 4\n')), /has vectors without words/);
    await refuses(read(folder.put('python.model', Buffer.from([0x80, 4, 95, 0]))), /file of Python/);
    await assert.rejects(
      read(path.join(folder.path, 'absent')),
      (error) => error instanceof LabError && error.code === 'NOT_FOUND',
    );
  });

  it('say in which word a binary file ends or is not finite', async () => {
    const file = path.join(folder.path, 'whole.bin');
    await writeVectors(setOf(['a', 'b'], [1, 2, 3, 4], 2), file, { format: 'word2vec-binary' });
    const whole = fs.readFileSync(file);
    for (let length = 0; length < whole.length - 1; length++)
      await refuses(
        read(folder.put('part.bin', whole.subarray(0, length)), { format: 'word2vec-binary' }),
        /cut off|empty|first line/,
      );
    await read(folder.put('gensim.bin', whole.subarray(0, -1))); // gensim ends no row with a line feed
    await refuses(
      read(folder.put('more.bin', Buffer.concat([whole, Buffer.from('c ')])), { format: 'word2vec-binary' }),
      /but more follows/,
    );
    const broken = Buffer.from(whole);
    broken.writeFloatLE(NaN, whole.indexOf('b ') + 2);
    await refuses(read(folder.put('nan.bin', broken)), /vector of "b" \(word 2 of .* has NaN as number 1/);
  });

  it('are refused as safetensors when anything is cut or changed in the header', async () => {
    const file = path.join(folder.path, 'whole.safetensors');
    await writeVectors(setOf(['a', 'b', 'c'], [1, 2, 3, 4, 5, 6], 2), file, { format: 'safetensors' });
    const whole = fs.readFileSync(file);
    for (let length = 1; length < whole.length; length += 3)
      await refuses(
        read(folder.put('part.st', whole.subarray(0, length)), { format: 'safetensors' }),
        /cut off|too short|damaged|not a valid/,
      );
    const change = (from: string, to: string): string => {
      const at = whole.indexOf(from);
      const changed = Buffer.from(whole);
      changed.write(to, at);
      return folder.put('changed.st', changed);
    };
    await refuses(read(change('[3,2]', '[9,2]'), { format: 'safetensors' }), /shape of "vectors" does not fit/);
    await refuses(read(change('"words"', '"wards"'), { format: 'safetensors' }), /has no tensor "words"/);
    const fewer = Buffer.from(whole);
    fewer.write('x', fewer.length - 2); // a line feed between words
    await refuses(read(folder.put('fewer.st', fewer), { format: 'safetensors' }), /fewer words than vectors/);
    const huge = Buffer.alloc(1024);
    huge.writeBigUInt64LE(10_000_000_000n);
    huge[8] = 0x7b;
    await refuses(read(folder.put('huge.st', huge)), /says its header has 10000000000 bytes/);
  });

  it('survive any damage as a LabError or as vectors, never otherwise', async () => {
    const sources = await Promise.all(
      formats.map(async (format) => {
        const file = path.join(folder.path, `damage-${format}`);
        await writeVectors(setOf(['a', 'bb', 'ccc'], [1, 2, 3, 4, 5, 6], 2), file, { format });
        return { format, bytes: fs.readFileSync(file) };
      }),
    );
    const damage = fc.tuple(fc.constantFrom(...sources), fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat());
    const property = fc.asyncProperty(damage, async ([{ format, bytes }, at, byte, end]) => {
      const copy = Buffer.from(bytes.subarray(0, 1 + (end % bytes.length)));
      copy[at % copy.length] = byte;
      try {
        const { set } = await read(folder.put('damaged', copy), { format });
        assert.equal(set.values.length, set.words.size * set.dimensions);
        assert.ok(set.values.every(Number.isFinite));
      } catch (error) {
        assert.ok(error instanceof LabError, String(error));
      }
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('give unseen words the mean of their n-grams', async () => {
    const settings = { minLength: 3, maxLength: 4, buckets: 5, unit: 'character' as const };
    const ngrams = Float32Array.from({ length: 10 }, (_, i) => i * i);
    const header = JSON.stringify({
      __metadata__: { format: 'nlp-lab-embedding', model: 'fasttext', subwords: JSON.stringify(settings) },
      vectors: { dtype: 'F32', shape: [1, 2], data_offsets: [0, 8] },
      ngrams: { dtype: 'F32', shape: [5, 2], data_offsets: [8, 48] },
      words: { dtype: 'U8', shape: [4], data_offsets: [48, 52] },
    });
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const body = [Buffer.from(Float32Array.of(1, 2).buffer), Buffer.from(ngrams.buffer), Buffer.from('word')];
    const { set } = await read(folder.put('ft.safetensors', Buffer.concat([length, Buffer.from(header), ...body])));
    const rows = subwordBuckets('other', settings);
    const expected = [0, 1].map((d) => rows.reduce((sum, row) => sum + ngrams[row * 2 + d], 0) / rows.length);
    set.unseen?.('other')?.forEach((value, d) => assert.ok(Math.abs(value - expected[d]) < 1e-4));
    assert.ok(set.unseen);
  });
});

describe('decimal numbers from bytes', () => {
  it('are those that JavaScript reads', () => {
    const text = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toPrecision(9)),
      fc.string({ unit: fc.constantFrom(...'0123456789+-.e '), maxLength: 8 }),
    );
    fc.assert(
      fc.property(text, (digits) => {
        const bytes = Buffer.from(`x${digits}y`);
        const isNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(digits);
        const value = parseDecimal(bytes, 1, bytes.length - 1);
        if (isNumber && !Number.isFinite(Number(digits))) assert.equal(value, Number(digits));
        else if (isNumber) assert.ok(Math.abs(value - Number(digits)) <= Math.abs(Number(digits)) * 2.3e-16, digits);
        else assert.ok(Number.isNaN(value), digits);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the table of words', () => {
  it('finds what was added, in the rows they were added to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'aAbé漢😀\0\ufeff '), maxLength: 4 }), { maxLength: 40 }),
        (given) => {
          const words = given;
          const table = new WordTable(1);
          const rows = words.map((word) => table.addWord(word));
          const distinct = [...new Set(words)];
          assert.equal(table.size, distinct.length);
          distinct.forEach((word, row) => {
            assert.equal(table.find(word), row);
            assert.equal(table.word(row), word);
          });
          rows.forEach((row, i) => assert.equal(row < 0, words.indexOf(words[i]) < i));
          assert.equal(table.find('\u0000 none of them'), -1);
          assert.equal(Buffer.from(table.joined()).toString(), distinct.join('\n'));
        },
      ),
    );
  });

  it('keeps thousands of words while it grows', () => {
    const table = new WordTable(1);
    for (let i = 0; i < 5000; i++) table.addWord(`word${i}`);
    for (let i = 0; i < 5000; i++) assert.equal(table.find(`word${i}`), i);
    assert.equal([...table.rowsWithPrefix(Buffer.from('word12'))].length, 111);
  });
});
