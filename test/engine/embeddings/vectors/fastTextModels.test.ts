import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from '../../../support/properties';
import { requireVector, vectorOf } from '../../../../src/engine/embeddings/vectors/vectorSet';
import { LabError } from '../../../../src/protocol/labError';
import { read, refuses, VectorsFolder, wordsOf } from './vectorsFolder';

const golden = (name: string): string => path.join('test', 'golden', 'fasttext', name);
const printed = JSON.parse(fs.readFileSync(golden('vectors.json'), 'utf8')) as Record<string, Record<string, number[]>>;
const models = Object.keys(printed);
const WORDS_OF_CORPUS = 15;
/** The settings of a model begin here, after the magic number and the version. */
const SETTINGS = 8;

describe('models of fastText', () => {
  const folder = new VectorsFolder();

  for (const name of models)
    it(`give the vectors that fastText prints of ${name}, seen and unseen`, async () => {
      const { set, format, notices } = await read(golden(name));
      assert.equal(format, 'fasttext-model');
      assert.deepEqual(notices, []);
      let unseen = 0;
      for (const [word, expected] of Object.entries(printed[name])) {
        const { row, vector } = requireVector(set, word);
        if (row < 0) unseen++;
        // It prints five digits of each number.
        expected.forEach((value, i) =>
          assert.ok(Math.abs(vector[i] - value) <= 1e-4 * Math.abs(value), `${word} ${i}`),
        );
      }
      assert.equal(unseen, 7);
      assert.equal(set.words.size, WORDS_OF_CORPUS);
      assert.equal(wordsOf(set).includes('__label__good'), false);
    });

  it('tell how often each word was seen, the most frequent first', async () => {
    const { set } = await read(golden('skipgram.bin'));
    assert.deepEqual([set.words.word(0), set.counts?.[0]], ['</s>', 200]);
    assert.equal(
      set.counts?.reduce((sum, count) => sum + count, 0),
      200 * 9,
    );
  });

  it('are read only as far as asked', async () => {
    const whole = await read(golden('skipgram.bin'));
    const { set, notices } = await read(golden('skipgram.bin'), { limit: 4 });
    assert.deepEqual(wordsOf(set), wordsOf(whole.set).slice(0, 4));
    assert.deepEqual(set.values, whole.set.values.slice(0, 4 * set.dimensions));
    assert.deepEqual(notices, ['Only the first 4 words were read.']);
  });

  it('without n-grams know only their words', async () => {
    const changed = fs.readFileSync(golden('skipgram.bin'));
    changed.writeInt32LE(0, SETTINGS + 4 * 10); // maxn
    const { set } = await read(folder.put('words.bin', changed));
    assert.equal(vectorOf(set, 'rivers'), undefined);
    assert.equal(set.words.size, WORDS_OF_CORPUS);
  });

  it('are refused when packed, of a later version, or with numbers that are not finite', async () => {
    const whole = fs.readFileSync(golden('skipgram.bin'));
    await refuses(read(folder.put('m.bin.gz', gzipSync(whole))), /gzipped fastText model\. Unpack it first/);
    const later = Buffer.from(whole);
    later.writeInt32LE(13, 4);
    await refuses(read(folder.put('later.bin', later)), /version 13; 11 and 12 can be read/);
    const { set } = await read(golden('skipgram.bin'));
    const broken = Buffer.from(whole);
    const matrixBytes = 4 * set.dimensions * (set.words.size + 97); // the input matrix; the output matrix ends the file
    broken.writeFloatLE(NaN, whole.length - matrixBytes - 4 * set.dimensions * set.words.size - 17);
    await refuses(read(folder.put('nan.bin', broken)), /vector of "<\/s>" in .* has a number that is not finite/);
  });

  it('are refused wherever they are cut, and survive any damage as a LabError or as vectors', async () => {
    const files = models.map((name) => fs.readFileSync(golden(name)));
    const vectorBytes = 2000; // of the output matrix, which is not read
    const cut = fc.asyncProperty(fc.constantFrom(...files), fc.nat(), async (bytes, length) => {
      const part = bytes.subarray(0, 4 + (length % (bytes.length - vectorBytes)));
      await refuses(read(folder.put('cut.bin', part)), /cut off|has only \d+ bytes/);
    });
    await fc.assert(cut, { numRuns: 60 });
    const damage = fc.asyncProperty(
      fc.constantFrom(...files),
      fc.nat({ max: 700 }),
      fc.integer({ min: 0, max: 255 }),
      async (bytes, at, byte) => {
        const copy = Buffer.from(bytes);
        copy[4 + at] = byte;
        try {
          const { set } = await read(folder.put('damaged.bin', copy));
          assert.ok(set.values.every(Number.isFinite));
        } catch (error) {
          assert.ok(error instanceof LabError, String(error));
        }
      },
    );
    await fc.assert(damage, { numRuns: 150 });
  });
});
