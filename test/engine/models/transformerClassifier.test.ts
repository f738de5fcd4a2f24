// A classifier of transformer blocks: padding and neighbours in the batch change nothing, order does, it learns what only
// two tokens together tell, and its attention can be looked at.

import assert from 'node:assert/strict';
import * as fc from '../../support/properties';
import * as o from '../../../src/engine/graph/ops';
import { classifierAttention, classifierInference } from '../../../src/engine/models/classifierPrograms';
import type { EncoderOptions } from '../../../src/engine/models/encoders/createEncoder';
import { createClassifier } from '../../../src/engine/models/textClassifier';
import { listParameters } from '../../../src/engine/nn/parameters';
import type { CompiledProgram, Feeds } from '../../../src/engine/runtime/session';
import { tensor } from '../../../src/engine/runtime/tensor';
import { randomNumbers } from '../../faults/randomNumbers';
import { maskOf } from '../../support/numeric/golden';
import { openProgram } from '../../support/numeric/evaluate';
import { askLabels } from '../calls/support/asked';
import { inLab, smallExperiment } from '../calls/support/lab';
import { seedOf } from '../../support/seed';

const SEED = seedOf(7);
const [VOCABULARY, CLASSES, LONGEST] = [20, 3, 24];

type TransformerOptions = Extract<EncoderOptions, { type: 'transformer' }>;

const KINDS: Partial<TransformerOptions>[] = [
  { norm: 'pre', pooling: 'mean', positions: 'sinusoidal', activation: 'relu' },
  { norm: 'post', pooling: 'max', positions: 'learned', activation: 'gelu' },
  { norm: 'pre', pooling: 'attention', positions: 'learned', activation: 'relu' },
];

/** Nothing tells places apart. */
const WITHOUT_PLACES: Partial<TransformerOptions>[] = [
  { norm: 'pre', pooling: 'mean', positions: 'none', embeddings: 'scaled', activation: 'relu' },
  { norm: 'post', pooling: 'max', positions: 'none', embeddings: 'normalized', activation: 'gelu' },
];

const modelOf = (kind: Partial<TransformerOptions>) =>
  createClassifier(
    {
      ...{ type: 'transformer', width: 16, heads: 4, feedForward: 24, layers: 2, dropout: 0.2 },
      ...kind,
    } as TransformerOptions,
    { vocabulary: VOCABULARY, classes: CLASSES, longest: LONGEST },
  );

/** Parameters drawn by the seed: also those that start at 0 or 1. */
function parametersOf(model: ReturnType<typeof modelOf>): Feeds {
  const random = randomNumbers(SEED);
  return Object.fromEntries(
    listParameters(model.parameters).map(([name, { shape }]) => {
      const size = shape.reduce((a, b) => a * b, 1);
      return [
        name,
        tensor(
          'float32',
          shape,
          Float32Array.from({ length: size }, () => random.next() - 0.5),
        ),
      ];
    }),
  );
}

/** Texts as a batch of `time` steps, padding behind them filled with any token: it must not be seen. */
function batchOf(texts: readonly number[][], time: number, filler: number): Feeds {
  const ids = new Int32Array(time * texts.length).fill(filler);
  texts.forEach((text, column) => text.forEach((id, t) => (ids[t * texts.length + column] = id)));
  const mask = maskOf(
    texts.map((text) => text.length),
    time,
  );
  return { ids: tensor('int32', [time, texts.length], ids), mask };
}

async function logits(program: CompiledProgram, parameters: Feeds, batch: Feeds): Promise<Float32Array> {
  return (await program.run({ ...parameters, ...batch })).logProbabilities.data as Float32Array;
}

describe('a transformer that classifies', () => {
  for (const kind of KINDS)
    it(`sees neither padding nor its neighbours: ${Object.values(kind).join(', ')}`, async () => {
      const model = modelOf(kind);
      const parameters = parametersOf(model);
      const program = await openProgram(classifierInference(model));
      const text = fc.array(fc.integer({ min: 0, max: VOCABULARY - 1 }), { minLength: 1, maxLength: 10 });
      try {
        await fc.assert(
          fc.asyncProperty(
            fc.array(text, { minLength: 1, maxLength: 4 }),
            fc.integer({ min: 10, max: LONGEST }),
            fc.integer({ min: 0, max: VOCABULARY - 1 }),
            async (texts, time, filler) => {
              const together = await logits(program, parameters, batchOf(texts, time, filler));
              for (const [i, one] of texts.entries()) {
                const alone = await logits(program, parameters, batchOf([one], one.length, 0));
                alone.forEach((value, label) => {
                  const difference = Math.abs(value - together[i * CLASSES + label]);
                  assert.ok(difference < 1e-4, `label ${label} of ${JSON.stringify(one)}: ${difference}`);
                });
              }
            },
          ),
          { seed: SEED, numRuns: 60 },
        );
        const [there, back] = [
          [1, 2, 3],
          [3, 2, 1],
        ];
        const [one, other] = [there, back].map((text) => batchOf([text], 3, 0));
        const [a, b] = [await logits(program, parameters, one), await logits(program, parameters, other)];
        assert.ok(Math.abs(a[0] - b[0]) > 1e-3, 'the order of the tokens is seen');
      } finally {
        await program.release();
      }
    });

  for (const kind of WITHOUT_PLACES)
    it(`sees tokens in no order without positions: ${Object.values(kind).join(', ')}`, async () => {
      const model = modelOf(kind);
      const parameters = parametersOf(model);
      assert.ok(!listParameters(model.parameters).some(([name]) => name.startsWith('positions')));
      const program = await openProgram(classifierInference(model));
      const answer = (text: number[]) => logits(program, parameters, batchOf([text], 6, 0));
      try {
        const [one, turned, other] = [
          await answer([1, 2, 3, 4]),
          await answer([4, 2, 1, 3]),
          await answer([1, 2, 3, 5]),
        ];
        one.forEach((value, label) => assert.ok(Math.abs(value - turned[label]) < 1e-5, `label ${label}`));
        assert.ok(
          one.some((value, label) => Math.abs(value - other[label]) > 1e-3),
          'the tokens are seen',
        );
      } finally {
        await program.release();
      }
    });

  it('shows how its tokens look at each other: rows sum to 1, none at padding', async () => {
    const model = modelOf(KINDS[0]);
    const layers = classifierAttention(model);
    assert.ok(layers);
    assert.deepEqual(Object.keys(layers), ['layer0', 'layer1']);
    const one = o.constant([0], [1], 'float32');
    assert.equal(classifierAttention({ ...model, forward: () => ({ logits: one, pooled: one }) }), undefined);
    const program = await openProgram(layers);
    try {
      const { layer1 } = await program.run({ ...parametersOf(model), ...batchOf([[1, 2, 3]], 5, 9) });
      assert.deepEqual(layer1.shape, [1, 4, 5, 5]);
      for (let row = 0; row < 4 * 5; row++) {
        const weights = (layer1.data as Float32Array).subarray(row * 5, row * 5 + 5);
        assert.ok(Math.abs(weights.reduce((a, b) => a + b, 0) - 1) < 1e-5);
        assert.deepEqual([...weights.subarray(3)], [0, 0]);
      }
    } finally {
      await program.release();
    }
  });

  it('learns what two tokens tell only together, in order, and shows its attention', () =>
    inLab(async (lab) => {
      // The label says whether "first" stands before "second": no bag of words can tell.
      const random = randomNumbers(3);
      const rows = (count: number): string =>
        Array.from({ length: count }, () => {
          const words = Array.from({ length: 6 }, () => 'abcdefgh'[random.below(8)]);
          const isBefore = random.below(2) === 0;
          const [i, j] = [random.below(3), 3 + random.below(3)];
          words[i] = isBefore ? 'first' : 'second';
          words[j] = isBefore ? 'second' : 'first';
          return `${words.join(' ')}\t${isBefore ? 'yes' : 'no'}`;
        }).join('\n');
      lab.write('train.tsv', `text\tlabel\n${rows(800)}`);
      lab.write('test.tsv', `text\tlabel\n${rows(200)}`);
      const model = { type: 'transformer', width: 32, heads: 2, feedForward: 64, layers: 2, dropout: 0 };
      const { folder, record } = await lab.client.call(
        'train',
        lab.request(
          smallExperiment({
            data: { train: 'train.tsv', test: 'test.tsv', validation: 0 },
            tokenizer: { type: 'whitespace' },
            ...{ model, training: { epochs: 8, batchSize: 32, optimizer: { type: 'adam', learningRate: 0.003 } } },
          }),
        ),
      );
      assert.equal(record.status, 'completed', record.failure?.message);
      assert.ok(record.metrics['test.accuracy'] >= 0.98, JSON.stringify(record.metrics));

      const texts = ['a first b second'];
      const { source, target, maps } = await lab.client.call('attend', { folder, source: texts[0] });
      assert.deepEqual([target.text, target.tokens], ['yes', ['yes']]);
      assert.deepEqual(source.tokens, ['a', 'first', 'b', 'second']);
      assert.deepEqual(
        maps.map(({ kind, layer, head, rows: r, columns }) => [kind, layer, head, r, columns]),
        [0, 1].flatMap((layer) => [0, 1].map((head) => ['encoder', layer, head, 4, 4])),
      );
      for (const { weights } of maps)
        for (let row = 0; row < 4; row++)
          assert.ok(Math.abs(weights.subarray(row * 4, row * 4 + 4).reduce((a, b) => a + b, 0) - 1) < 1e-5);
      const [{ label, weights }] = await askLabels(lab, { folder, texts });
      assert.deepEqual([label, weights], ['yes', undefined]);
    }));

  const wrong: [string, object, object, RegExp][] = [
    [
      'heads that do not divide the width',
      { width: 30, heads: 4 },
      {},
      /"model.width" 30 is no multiple of "model.heads" 4/,
    ],
    ['padding before the text', {}, { padding: 'before' }, /"training.padding" must be "after"/],
    ['the last state', { pooling: 'last' }, {}, /pooling/],
  ];
  for (const [name, model, training, message] of wrong)
    it(`refuses ${name}`, () =>
      inLab(async (lab) => {
        const of = smallExperiment({ model: { type: 'transformer', ...model }, training: { epochs: 1, ...training } });
        await assert.rejects(lab.client.call('train', lab.request(of)), message);
      }));
});
