// Vectors files as other programs leave them, faults included.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { read, refuses, VectorsFolder, wordsOf } from './vectorsFolder';

/** A row of word2vec's binary file as gensim writes it, without a line feed. */
function binaryRow(word: string, values: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from(`${word} `), Buffer.from(Float32Array.from(values).buffer)]);
}

/** As trained vectors are: of usual size, with all bits of their mantissas in use. */
function drawn(dimensions: number, seed: number): number[] {
  return Array.from({ length: dimensions }, (_, i) => Math.fround(Math.sin(seed * 977 + i * 13.7) / 3 || 0.1));
}

describe('vectors files of other programs', () => {
  const folder = new VectorsFolder();

  it('may begin with a byte order mark', async () => {
    const glove = await read(folder.put('bom.txt', '\ufeffthe 1 0\ncat 1 1\n'));
    assert.deepEqual([glove.format, wordsOf(glove.set)], ['glove', ['the', 'cat']]);
    const text = await read(folder.put('bom.vec', '\ufeff2 2\nthe 1 0\ncat 1 1\n'));
    assert.deepEqual([text.format, wordsOf(text.set)], ['fasttext', ['the', 'cat']]);
    assert.deepEqual([...text.set.values], [1, 0, 1, 1]);
  });

  it('say which line has a number too many, and how many were expected', async () => {
    const message = /Line 3 of ".*" has 4 numbers where 3 are expected\. Repair or remove the line/;
    const rows = 'the 0.1 0.2 0.3\ncat 0.1 0.25 0.3 0.4\ndog 0.1 0.3 0.3\n';
    await refuses(read(folder.put('more.vec', `3 3\n${rows}`)), message, 3);
    await refuses(read(folder.put('more.txt', rows)), /Line 2 of .* has 4 numbers where 3/, 2);
    await refuses(read(folder.put('whole.txt', 'a 1 0\nb 0 1 1\n')), /Line 2 of .* has 3 numbers where 2/, 2);
    const { set } = await read(folder.put('word.txt', 'windows 0.1 0.2\nwindows 7 0.3 0.4\n'));
    assert.deepEqual(wordsOf(set), ['windows', 'windows 7']);
  });

  it('are refused where rows are sparse, in which line and why', async () => {
    const rows = 'the 1:0.1 4:0.2\ncat 0:0.3 2:0.5\ndog 3:0.2\n';
    const file = folder.put('sparse.vec', `3 5\n${rows}`);
    await refuses(read(file), /Line 2 of ".*" has 2 numbers where 5 are expected\. .*\("1:0\.1"\): write all 5/, 2);
    await refuses(read(folder.put('sparse.txt', rows)), /Line 1 of ".*" has pairs of a place and a value/, 1);
  });

  it('of gensim are refused as pickles, with what to do', async () => {
    const pickle = Buffer.concat([Buffer.from([0x80, 4, 0x95]), Buffer.from('gensim.models.keyedvectors')]);
    await refuses(read(folder.put('w.kv', pickle)), /KeyedVectors\.load\("w\.kv"\)\.save_word2vec_format\(/);
    await refuses(read(folder.put('w.model', pickle)), /Word2Vec\.load\("w\.model"\)\.wv\.save_word2vec_format\(/);
    const array = Buffer.from('\x93NUMPY\x01\0', 'latin1');
    await refuses(read(folder.put('w.kv.vectors.npy', array)), /KeyedVectors\.load\("w\.kv"\)/);
  });

  it('lose a vector without a word, and say where it was', async () => {
    const one = await read(folder.put('blank.vec', '3 2\na 1 2\n 3 4\nb 5 6\n'));
    assert.deepEqual(wordsOf(one.set), ['a', 'b']);
    assert.deepEqual([...one.set.values], [1, 2, 5, 6]);
    assert.deepEqual(one.notices, ['A vector has no word (line 3); it was left out.']);
    const rows = [binaryRow('a', [1, 2]), binaryRow('', [3, 4]), binaryRow('', [5, 6]), binaryRow('b', [7, 8])];
    const two = await read(folder.put('blank.bin', Buffer.concat([Buffer.from('4 2\n'), ...rows])));
    assert.deepEqual(wordsOf(two.set), ['a', 'b']);
    assert.deepEqual([...two.set.values], [1, 2, 7, 8]);
    assert.deepEqual(two.notices, ['2 vectors have no word, the first in word 2; they were left out.']);
  });

  describe('for the Embedding Projector', () => {
    const vectors = '0.5\t-1\t2e-1\n1\t0\t0\r\n0\t1\t0.25\n';
    const putBoth = (prefix: string, metadata: string, numbers = vectors): string => {
      folder.put(`${prefix}_metadata.tsv`, metadata);
      return folder.put(`${prefix}_tensor.tsv`, numbers);
    };

    it('take their words from the metadata beside them', async () => {
      const { set, format, notices } = await read(putBoth('one', 'new york\n2010\n서울\n'));
      assert.equal(format, 'projector');
      assert.deepEqual(wordsOf(set), ['new york', '2010', '서울']);
      assert.deepEqual([...set.values], [0.5, -1, Math.fround(0.2), 1, 0, 0, 0, 1, 0.25]);
      assert.deepEqual(notices, ['The words are those of "one_metadata.tsv".']);
      folder.put('metadata.tsv', 'a\n\na\n');
      const odd = await read(folder.put('vectors.tsv', vectors), { limit: 3 });
      assert.deepEqual(wordsOf(odd.set), ['a']);
      assert.deepEqual(odd.notices.slice(1), [
        '1 words stand more than once; the first vector of each was kept.',
        'A vector has no word (line 2); it was left out.',
      ]);
      const some = await read(folder.put('vectors.tsv', vectors), { limit: 1 });
      assert.deepEqual(some.notices.slice(1), ['Only the first 1 words were read.']);
    });

    it('take the column of words where the metadata have several', async () => {
      const named = await read(putBoth('named', '\ufeffcount\tWord\n9\tthe\n5\tcat\n1\tdog\n'));
      assert.deepEqual(wordsOf(named.set), ['the', 'cat', 'dog']);
      assert.deepEqual(named.notices, ['The words are those of "named_metadata.tsv", column "Word".']);
      const first = await read(putBoth('first', 'term\tcount\nthe\t9\ncat\t5\ndog\t1\n'));
      assert.deepEqual(wordsOf(first.set), ['the', 'cat', 'dog']);
    });

    it('are refused where words and vectors do not fit, or words are missing', async () => {
      const header = putBoth('header', 'word\na\nb\nc\n');
      await refuses(read(header), /has 4 words for 3 vectors\. Words in one column have no line with its name/);
      await refuses(read(putBoth('few', 'a\nb\n')), /has 2 words for 3 vectors\. Each line/);
      const uneven = putBoth('uneven', 'a\nb\nc\n', '1\t2\n3\t4\n5\t6\t7\n');
      await refuses(read(uneven), /Line 3 of .* has 3 numbers where 2 are expected/, 3);
      await refuses(
        read(putBoth('short', 'a\nb\nc\n', '1.25\t2.5\n3\t4\n5\n')),
        /Line 3 of .* has 1 numbers where 2/,
        3,
      );
      fs.mkdirSync(path.join(folder.path, 'alone'));
      await refuses(read(folder.put('alone/vectors.tsv', vectors)), /holds numbers without words.*"metadata\.tsv"/);
    });
  });

  for (const end of ['', '\n'])
    it(`may be binary with spaces in words, rows ended by ${JSON.stringify(end)}`, async () => {
      // Of every length modulo 4: what is read as numbers from the wrong place is shifted differently.
      const words = ['the', 'new york', 'a bc', 'a b', 'x yz w', '서울 특별시', 'in the end', 'plain', '. . .', ' led'];
      for (const dimensions of [4, 25]) {
        const rows = words.flatMap((word, i) => [binaryRow(word, drawn(dimensions, i + 1)), Buffer.from(end)]);
        const header = Buffer.from(`${words.length} ${dimensions}\n`);
        const { set, format } = await read(folder.put('spaces.bin', Buffer.concat([header, ...rows])));
        assert.equal(format, 'word2vec-binary');
        assert.deepEqual(wordsOf(set), words);
        assert.deepEqual(
          [...set.values],
          words.flatMap((_, i) => drawn(dimensions, i + 1)),
        );
      }
    });
});
