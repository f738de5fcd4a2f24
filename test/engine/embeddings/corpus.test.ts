import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import fc from '../../support/properties';
import { countPairs, orderedPairs } from '../../../src/engine/embeddings/cooccurrence';
import { PairTable } from '../../../src/engine/embeddings/pairTable';
import { joinPhrases } from '../../../src/engine/embeddings/phrases';
import {
  discardChunks,
  END,
  openChunks,
  TokenWriter,
  CHUNK_TOKENS,
  type TokenChunks,
} from '../../../src/engine/embeddings/tokenStore';
import type { Files } from '../../../src/engine/store/files';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { selectWords } from '../../../src/engine/embeddings/trainedWords';
import { createRandom } from '../../../src/engine/data/random';

function write(sentences: readonly string[][], memoryTokens?: number): TokenWriter {
  const writer = new TokenWriter(memoryTokens);
  for (const sentence of sentences) {
    sentence.forEach((word) => writer.add(word));
    writer.endSentence();
  }
  return writer;
}

function readAll(chunks: TokenChunks): number[] {
  const reader = openChunks(chunks);
  const tokens = new Int32Array(CHUNK_TOKENS);
  const all: number[] = [];
  for (let chunk = 0; chunk + 1 < chunks.starts.length; chunk++)
    all.push(...tokens.subarray(0, reader.read(chunk, tokens)));
  reader.close();
  return all;
}

const split = (text: string): string[][] => text.split('. ').map((sentence) => sentence.split(' '));

describe('the corpus of an embedding', () => {
  it('is numbered by falling count, without the rare words and the sentences that lose all', () => {
    const writer = write(split('b a a c. d. a b e'));
    const selected = selectWords(writer.words, writer.counts, { minCount: 2, maxWords: 0 });
    assert.deepEqual(selected.words, ['a', 'b']);
    assert.deepEqual([...selected.counts], [3, 2]);
    assert.equal(selected.rawTokens, 8);
    assert.deepEqual(readAll(writer.finish(selected.rowOf)), [1, 0, 0, END, 0, 1, END]);
  });

  it('is the same from memory and from disk, in chunks that end with sentences', () => {
    const random = createRandom({ seed: 9, stream: 'corpus' });
    const sentences = Array.from({ length: 60_000 }, () =>
      Array.from({ length: 1 + random.integer(20) }, () => `w${random.integer(50)}`),
    );
    const [memory, disk] = [undefined, 1].map((tokens) => {
      const writer = write(sentences, tokens);
      return writer.finish(selectWords(writer.words, writer.counts, { minCount: 1, maxWords: 0 }).rowOf);
    });
    assert.equal(memory.source.kind, 'memory');
    assert.equal(disk.source.kind, 'file');
    const tokens = readAll(memory);
    assert.deepEqual(readAll(disk), tokens);
    assert.deepEqual([...disk.starts], [...memory.starts]);
    assert.ok(memory.starts.length > 30);
    memory.starts.slice(1).forEach((end, chunk) => {
      assert.equal(tokens[end - 1], END);
      assert.ok(end - memory.starts[chunk] <= CHUNK_TOKENS);
    });
    assert.equal(tokens.filter((token) => token === END).length, sentences.length);
    const left = fs.readdirSync(os.tmpdir()).filter((name) => name.includes(`.${process.pid}-`));
    assert.deepEqual(left, [], 'a file without a name is gone with its process');
    discardChunks(disk);
    discardChunks(disk);
    assert.throws(() => readAll(disk), { code: 'DISK' });
  });

  it('cuts a sentence without end', () => {
    const writer = write([Array.from({ length: 25_000 }, (_, i) => (i % 2 === 0 ? 'a' : 'b'))]);
    const chunks = writer.finish(selectWords(writer.words, writer.counts, { minCount: 1, maxWords: 0 }).rowOf);
    assert.equal(readAll(chunks).filter((token) => token === END).length, 3);
  });

  const faults: [string, string, number, RegExp][] = [
    ['is empty', '', 1, /corpus is empty/],
    ['has no word often enough', 'a b c. a b', 3, /the most frequent of 3 occurs 2 times.*model\.minCount/],
    ['has one word often enough', 'a a b', 2, /Only one word, "a"/],
  ];
  for (const [title, text, minCount, message] of faults)
    it(`is refused when it ${title}`, () => {
      const writer = write(text === '' ? [] : split(text));
      assert.throws(() => selectWords(writer.words, writer.counts, { minCount, maxWords: 0 }), {
        code: 'INVALID_DATA',
        message,
      });
    });
});

describe('phrases', () => {
  it('join what stands together, from the left, again and again', async () => {
    const filler = Array.from({ length: 300 }, (_, i) => `x${i} y${i}`).join('. ');
    const writer = write(
      split(`${Array.from({ length: 9 }, (_, i) => `z${i} new york city u${i}`).join('. ')}. ${filler}`),
    );
    await joinPhrases(writer, { passes: 2, minCount: 3, threshold: 10 }, () => Promise.resolve());
    assert.equal(writer.counts[writer.words.indexOf('new_york_city')], 9);
    assert.equal(writer.counts[writer.words.indexOf('york')], 0);
    assert.ok(!writer.words.includes('x1_y1'), 'rare pairs stay apart');
  });
});

describe('pairs of words', () => {
  it('are summed alike in memory and over files, in order and each once', () => {
    const pair = fc.record({ first: fc.nat(40), second: fc.nat(40), value: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 200 }), (pairs) => {
        const table = new PairTable(41);
        const expected = new Map<number, number>();
        for (const { first, second, value } of pairs) {
          table.add(first, second, value);
          expected.set(first * 41 + second, (expected.get(first * 41 + second) ?? 0) + value);
        }
        const found = [...table.entries()].map(({ first, second, sum }) => [first * 41 + second, sum]);
        assert.deepEqual(
          found,
          [...expected].sort(([a], [b]) => a - b),
        );
        assert.equal(table.pairs, expected.size);
      }),
    );
  });

  it('spill to files when there are many, and lose nothing', () => {
    const table = new PairTable(1000, 1 << 16);
    const random = createRandom({ seed: 2, stream: 'pairs' });
    const expected = new Float64Array(1_000_000);
    for (let i = 0; i < 400_000; i++) {
      const key = random.integer(1_000_000);
      expected[key] += 1;
      table.add(Math.floor(key / 1000), key % 1000, 1);
    }
    let before = -1;
    let sum = 0;
    for (const entry of table.entries()) {
      const key = entry.first * 1000 + entry.second;
      assert.ok(key > before);
      assert.equal(entry.sum, expected[key]);
      before = key;
      sum += entry.sum;
    }
    assert.equal(sum, 400_000);
    table.discard();
  });

  it('lose none where the disk takes a part of each write, and say so where it takes none', () => {
    const half: Files = {
      ...nodeFiles,
      create(name) {
        const file = nodeFiles.create(name);
        return file && { ...file, write: (bytes, at) => file.write(bytes.subarray(0, (bytes.length + 1) >> 1), at) };
      },
    };
    const full: Files = {
      ...nodeFiles,
      create(name) {
        const file = nodeFiles.create(name);
        return file && { ...file, write: () => 0 };
      },
    };
    const fill = (files: Files): PairTable => {
      const table = new PairTable(1000, 1 << 16, files);
      for (let key = 0; key < 200_000; key++) table.add(Math.floor(key / 1000), key % 1000, 1);
      return table;
    };
    const table = fill(half);
    assert.equal([...table.entries()].filter(({ sum }) => sum === 1).length, 200_000);
    table.discard();
    assert.throws(() => fill(full), { code: 'DISK', message: /takes no more/ });
  });

  it('weigh 1 / distance within the window and the sentence, in both directions', async () => {
    const writer = write(split('a b c a. b c'));
    const { rowOf, words } = selectWords(writer.words, writer.counts, { minCount: 1, maxWords: 0 });
    const chunks = writer.finish(rowOf);
    const table = await countPairs(chunks, { window: 3, rows: words.length });
    const { words: rows, contexts, values } = orderedPairs(table, createRandom({ seed: 1, stream: 'x' }).integer);
    const found = new Map([...rows].map((row, i) => [`${words[row]}${words[contexts[i]]}`, values[i]]));
    const ab = Math.fround(1 + 1 / 2); // distances 1 and 2
    const expected = { ab, ba: ab, ac: ab, ca: ab, bc: 2, cb: 2, aa: Math.fround(2 / 3) };
    assert.deepEqual(Object.fromEntries([...found].sort()), Object.fromEntries(Object.entries(expected).sort()));
  });
});
