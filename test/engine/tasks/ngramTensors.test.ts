// An n-gram model in a checkpoint: what comes back is the same, and what does not fit is refused.

import assert from 'node:assert/strict';
import { NgramModel } from '../../../src/engine/ngrams/ngramModel';
import type { StoredTensor } from '../../../src/engine/store/safetensors';
import { ngramModelOf, ngramTensors } from '../../../src/engine/tasks/languageModel/ngrams/ngramTensors';

const model = new NgramModel([
  {
    tokens: new Int32Array(0),
    probabilities: Float32Array.of(0.5, 0.25, 0.25),
    backoffs: Float32Array.of(0.5, 1, 0.5),
    starts: Int32Array.of(0, 1, 1, 2),
  },
  { tokens: Int32Array.of(2, 0), probabilities: Float32Array.of(0.625, 0.75), backoffs: new Float32Array(0), starts: new Int32Array(0) }, // prettier-ignore
]);

const stored = (): Map<string, StoredTensor> =>
  new Map(
    Object.entries(ngramTensors(model)).map(([name, { shape, data }]) => [name, { shape, data: data.slice() } as StoredTensor]), // prettier-ignore
  );

const read = (tensors: Map<string, StoredTensor>) =>
  ngramModelOf(tensors, { order: 2, vocabulary: 3 }, 'model.safetensors');

describe('an n-gram model in a checkpoint', () => {
  it('comes back as it was', () => assert.deepEqual(read(stored()).levels, model.levels));

  const damages: [string, RegExp, (tensors: Map<string, StoredTensor>) => unknown][] = [
    ['an array is missing', /"ngrams.1.starts" is missing/, (all) => all.delete('ngrams.1.starts')],
    ['one is of another length', /"ngrams.1.probabilities" is not float32 of 3/, (all) => all.set('ngrams.1.probabilities', { shape: [2], data: new Float32Array(2) })],
    ['one is of another type', /"ngrams.2.tokens" is not int32 of 2/, (all) => all.set('ngrams.2.tokens', { shape: [2], data: new Float32Array(2) })],
    ['a token is beyond the vocabulary', /beyond its vocabulary/, (all) => ((all.get('ngrams.2.tokens')?.data as Int32Array)[1] = 3)],
    ['a probability is none', /probabilities are none/, (all) => ((all.get('ngrams.2.probabilities')?.data as Float32Array)[0] = NaN)],
    ['a backoff is none', /probabilities are none/, (all) => ((all.get('ngrams.1.backoffs')?.data as Float32Array)[0] = -0.1)],
    ['children begin before others', /"ngrams.1.starts" is out of order/, (all) => ((all.get('ngrams.1.starts')?.data as Int32Array)[1] = 2)],
    ['children end early', /"ngrams.1.starts" is out of order/, (all) => ((all.get('ngrams.1.starts')?.data as Int32Array)[3] = 1)],
  ]; // prettier-ignore
  for (const [name, message, damage] of damages)
    it(`is refused where ${name}`, () => {
      const tensors = stored();
      damage(tensors);
      assert.throws(() => read(tensors), { code: 'INVALID_FILE', message });
    });
});
