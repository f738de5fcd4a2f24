// Scales of tokens: they leave every encoder's scores as they are where they are 1, and their derivatives are those of the scores, by finite
// differences in float64; where a model is linear in its token vectors they are the tokens' very parts of the score.

import assert from 'node:assert/strict';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { createTagger } from '../../../src/engine/models/tagger';
import { createClassifier, createNumberModel, type ReadingModel } from '../../../src/engine/models/textClassifier';
import { scaledTokens } from '../../../src/engine/models/tokenScales';
import type { Classifier } from '../../../src/engine/models/classifier';
import { bind } from '../../../src/engine/nn/parameters';
import type { Feeds } from '../../../src/engine/runtime/session';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { typesOf } from '../../../src/engine/schema/shorthand';
import { randomNumbers } from '../../faults/randomNumbers';
import { ownSchemas } from '../../support/encoderSchemas';
import { drawnParameters } from '../../support/drawnParameters';
import { openProgram } from '../../support/numeric/evaluate';
import { seedOf } from '../../support/seed';

const SEED = seedOf(31);
const [VOCABULARY, CLASSES, TIME] = [9, 3, 5];

const asFloat64 = (feeds: Feeds): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(feeds).map(([name, { data, shape }]) => [
      name,
      tensor('float64', shape, Float64Array.from(data as Float32Array)),
    ]),
  );

/** The scores of a model in float64, of two examples: 5 tokens, and 3 with padding behind. */
function program({ parameters, forward, reads = { apart: 1, segments: false } }: Classifier) {
  const axes = reads.apart === 1 ? ['time', 'batch'] : ['time', 'batch', reads.apart];
  const flat = (value: Value): Value => (reads.apart === 1 ? value : o.reshape(value, ['time', '2*batch']));
  const { logits } = forward(
    bind(parameters, 'float64'),
    {
      ids: flat(o.input('ids', 'int32', axes)),
      mask: flat(o.input('mask', 'bool', axes)),
      ...(reads.segments ? { segments: o.input('segments', 'int32', axes) } : {}),
    },
    'inference',
  );
  const random = randomNumbers(SEED);
  const shape = [TIME, 2, ...(reads.apart === 1 ? [] : [2])];
  const count = shape.reduce((a, b) => a * b);
  const columns = count / TIME;
  const lengths = Array.from({ length: columns }, (_, column) => (column < columns / 2 ? TIME : 3));
  const tokens = Array.from({ length: count }, (_, at) => Math.floor(at / columns) < lengths[at % columns]);
  const feeds: Record<string, Tensor> = {
    ...asFloat64(drawnParameters(parameters, random)),
    ids: tensor('int32', shape, tokens.map((is) => (is ? 1 + random.below(VOCABULARY - 1) : 0))), // prettier-ignore
    mask: tensor('bool', shape, tokens.map(Number)),
    segments: tensor('int32', shape, tokens.map((_, at) => Number(Math.floor(at / columns) > 2))), // prettier-ignore
  };
  return { logits, feeds, shape, tokens, random };
}

/** Looks at the derivatives by all scales, at scales that are not 1. */
async function check(model: Classifier): Promise<void> {
  const { logits, feeds, shape, tokens, random } = program(model);
  const plain = await openProgram({ logits });
  const scaled = await openProgram({ ...scaledTokens(logits) });
  const width = Number(logits.shape[1]);
  const direction = Float64Array.from({ length: 2 * width }, () => random.next() - 0.5);
  const at = (scales: ArrayLike<number>) =>
    scaled.run({
      ...{ ...feeds, direction: tensor('float64', [2, width], direction) },
      scales: tensor('float64', shape, Float64Array.from(scales)),
    });
  const sumAt = async (scales: ArrayLike<number>): Promise<number> =>
    ((await at(scales)).scores.data as Float64Array).reduce((sum, score, k) => sum + score * direction[k], 0);
  try {
    const whole = (await plain.run(feeds)).logits.data as Float64Array;
    const ones = (await at(tokens.map(() => 1))).scores.data as Float64Array;
    whole.forEach((score, k) => assert.ok(Math.abs(score - ones[k]) < 1e-12, `score ${score} and ${ones[k]}`));

    const scales = tokens.map(() => 0.6 + 0.3 * random.next());
    const gradient = (await at(scales)).gradient.data as Float64Array;
    assert.equal(gradient.length, tokens.length);
    const STEP = 1e-5;
    let moved = 0;
    for (const [token, is] of tokens.entries()) {
      const around = (by: number) => sumAt(scales.map((scale, i) => (i === token ? scale + by : scale)));
      const expected = ((await around(STEP)) - (await around(-STEP))) / (2 * STEP);
      assert.ok(Math.abs(expected - gradient[token]) < 1e-7, `token ${token}: ${gradient[token]} for ${expected}`);
      if (is && Math.abs(expected) > 1e-6) moved++;
    }
    assert.ok(moved > 0, 'No token changes a score.');
  } finally {
    await plain.release();
    await scaled.release();
  }
}

const SIZES = { vocabulary: VOCABULARY, longest: TIME, classes: CLASSES };

/** Every encoder as an experiment gets it, small, by each pooling that it has. */
const encoders = ownSchemas.flatMap((schema) =>
  typesOf(schema).flatMap((type) =>
    ['last', 'mean', 'sum', 'idf', 'max', 'attention'].flatMap((pooling): ReadingModel[] => {
      const small = { embedding: 4, hidden: 3, width: 4, heads: 2, feedForward: 6, filters: 3 };
      const keys = Object.keys(schema.parse({ type }));
      const own = Object.entries(small).filter(([key]) => keys.includes(key));
      const attention = keys.includes('attention') && pooling === 'last' ? { attention: 'causal' } : {};
      const parsed = schema.safeParse({ type, ...Object.fromEntries(own), ...attention, pooling, dropout: 0.4 });
      return parsed.success ? [parsed.data as ReadingModel] : [];
    }),
  ),
);

describe(`scales of tokens (seed ${SEED})`, () => {
  for (const model of encoders)
    it(`have the derivatives of ${model.type} with "${model.pooling}"`, () => check(createClassifier(model, SIZES)));

  const bow = { type: 'bow', embedding: 4, pooling: 'mean', hiddenLayers: 1, dropout: 0 } as const;
  for (const pairs of ['together', 'apart', 'cosine'] as const)
    it(`have the derivatives of numbers for pairs that are read ${pairs}`, () =>
      check(createNumberModel({ ...bow, pairs }, { ...SIZES, texts: 2 })));
  it('have the derivatives of ordered labels', () => check(createClassifier(bow, { ...SIZES, isOrdered: true })));

  it('are the very parts of a score that is linear in the token vectors', async () => {
    const model = createClassifier({ ...bow, hiddenLayers: 0 }, SIZES);
    const { logits, feeds, shape, tokens } = program(model);
    const scaled = await openProgram({ ...scaledTokens(logits) });
    const direction = Float64Array.from([1, 0, 0, 1, 0, 0]);
    const { gradient } = await scaled.run({
      ...{ ...feeds, scales: tensor('float64', shape, tokens.map(() => 0.3)) }, // prettier-ignore
      direction: tensor('float64', [2, CLASSES], direction),
    });
    await scaled.release();
    const [vectors, weight] = ['embedding.weight', 'output.weight'].map((name) => feeds[name].data as Float64Array);
    tokens.forEach((is, at) => {
      const id = Number(feeds.ids.data[at]);
      const dot = [0, 1, 2, 3].reduce((sum, i) => sum + vectors[id * 4 + i] * weight[i], 0);
      const part = is ? dot / (at % 2 === 0 ? TIME : 3) : 0;
      assert.ok(Math.abs(part - (gradient.data[at] as number)) < 1e-12, `${gradient.data[at]} for ${part}`);
    });
  });

  it('take the features of a token with its vector', async () => {
    const random = randomNumbers(SEED);
    const ones = (count: number) => new Uint8Array(count).fill(1);
    const tagger = createTagger(
      {
        type: 'bow',
        embedding: 4,
        hiddenLayers: 0,
        dropout: 0,
        head: 'softmax',
        capitals: 2,
        shape: 2,
      },
      {
        ...{ vocabulary: VOCABULARY, longest: TIME, padding: 'after', isCut: false, tags: CLASSES },
        ...{ allowed: { begins: ones(3), ends: ones(3), follows: ones(9) } },
        features: { characters: 4, capitals: 6, shape: 4 },
      },
    );
    const scaled = await openProgram({ ...scaledTokens(tagger.inference().emissions) });
    const direction = new Float32Array(2 * CLASSES);
    direction[CLASSES] = 1; // the first tag of the second token
    const found = await scaled.run({
      ...drawnParameters(tagger.parameters, random),
      ...{ ids: tensor('int32', [2, 1], [3, 4]), mask: tensor('bool', [2, 1], [1, 1]) },
      ...{ words: tensor('int32', [2, 1], [0, 1]), capitals: tensor('int32', [2], [1, 2]) },
      ...{ shape: tensor('int32', [2], [3, 0]), scales: tensor('float32', [2, 1], [0, 0]) },
      direction: tensor('float32', [2, 1, CLASSES], direction),
    });
    await scaled.release();
    const bias = drawnParameters(tagger.parameters, randomNumbers(SEED))['head.output.bias'].data as Float32Array;
    const scores = found.scores.data as Float32Array;
    scores.forEach((score, k) => assert.ok(Math.abs(score - bias[k % CLASSES]) < 1e-6, 'A token left something.'));
    const [first, second] = found.gradient.data as Float32Array;
    assert.equal(first, 0);
    assert.ok(Math.abs(second) > 1e-3);
  });
});
