// Which windows of a text make a batch: at random places by the seed, or side by side from its beginning to its end.

import assert from 'node:assert/strict';
import { zeros } from '../../../../src/engine/nn/initializers';
import { startingBiases } from '../../../../src/engine/tasks/languageModel/drawnTokens';
import { randomWindows, streamWindows, type WindowBatch } from '../../../../src/engine/tasks/languageModel/windows';

/** The ids 0, 1, 2, ... */
const numbers = (length: number) => ({
  length,
  read(position: number, into: Int32Array): void {
    assert.ok(position >= 0 && position + into.length <= length, `${position} to ${position + into.length}`);
    into.forEach((_, i) => (into[i] = position + i));
  },
});

const columnOf = ({ ids, size }: WindowBatch, column: number): number[] =>
  [...ids].filter((_, i) => i % size === column);

function requireNext({ ids, labels }: WindowBatch): void {
  assert.deepEqual([...labels], [...ids].map((id) => id + 1)); // prettier-ignore
}

describe('the biases of an output layer', () => {
  const bias = { shape: [4], initialize: zeros };
  const begun = (type: 'nce' | 'sampled'): number[] => {
    const out = new Float32Array(4);
    const spec = startingBiases({ 'output.bias': bias }, { type, samples: 2 })['output.bias'];
    spec.initialize(out, [4], () => 0);
    return [...out];
  };
  it('begin as logarithms of probabilities where scores are taken for these, else as they are', () => {
    assert.deepEqual(begun('nce'), new Array(4).fill(Math.fround(-Math.log(4))));
    assert.deepEqual(begun('sampled'), [0, 0, 0, 0]);
  });
});

describe('windows at random places', () => {
  it('follow from the seed and the number of the batch, lie within the text and reach all of it', () => {
    const sizes = { context: 4, size: 3, seed: 9 };
    const windows = randomWindows(numbers(23), sizes);
    assert.equal(windows.batches, 1);
    const starts = new Set<number>();
    for (let number = 0; number < 200; number++) {
      const batch = windows.batch(number);
      assert.deepEqual([batch.time, batch.size, batch.continues], [4, 3, false]);
      requireNext(batch);
      assert.deepEqual(randomWindows(numbers(23), sizes).batch(number), batch);
      for (const column of [0, 1, 2]) starts.add(columnOf(batch, column)[0]);
    }
    assert.deepEqual([...starts].sort((a, b) => a - b), [...new Array(19).keys()]); // prettier-ignore
    assert.notDeepEqual(randomWindows(numbers(23), { ...sizes, seed: 10 }).batch(0), windows.batch(0));
  });

  it('refuse a text that is no longer than one of them', () => {
    assert.throws(() => randomWindows(numbers(4), { context: 4, size: 1, seed: 1 }), {
      ...{ code: 'INVALID_DATA', message: /4 tokens.*"training\.context" 4/ },
      place: { key: ['training', 'context'] },
    });
    assert.equal(randomWindows(numbers(5), { context: 4, size: 1, seed: 1 }).batches, 1);
  });
});

describe('windows side by side', () => {
  it('read equal parts of the text to their ends, again in each pass, and say where states go on', () => {
    const windows = streamWindows(numbers(23), { context: 4, size: 2 });
    assert.equal(windows.batches, 3);
    for (const pass of [0, 1]) {
      const batches = [0, 1, 2].map((place) => windows.batch(3 * pass + place));
      batches.forEach(requireNext);
      assert.deepEqual(batches.map(({ time }) => time), [4, 4, 3]); // prettier-ignore
      assert.deepEqual(batches.map(({ continues }) => continues), [false, true, true]); // prettier-ignore
      for (const column of [0, 1])
        assert.deepEqual(
          batches.flatMap((batch) => columnOf(batch, column)),
          Array.from({ length: 11 }, (_, i) => 11 * column + i),
        );
    }
  });

  it('refuse a text that is too short for them', () => {
    assert.throws(() => streamWindows(numbers(4), { context: 4, size: 1 }), { code: 'INVALID_DATA' });
    assert.throws(() => streamWindows(numbers(10), { context: 4, size: 10 }), {
      ...{ code: 'INVALID_DATA', place: { key: ['training', 'batchSize'] } },
    });
    assert.equal(streamWindows(numbers(11), { context: 4, size: 10 }).batch(0).time, 1);
  });
});
