// Taggers: every encoder reads what is added to its tokens, padding and neighbours in a batch change nothing, with either head.

import assert from 'node:assert/strict';
import { makeProgram } from '../../../src/engine/graph/program';
import * as o from '../../../src/engine/graph/ops';
import { encoderOf, encoderSchemas } from '../../../src/engine/models/encoders/createEncoder';
import { createTagger, type Tagger, type TaggerOptions } from '../../../src/engine/models/tagger';
import { bind } from '../../../src/engine/nn/parameters';
import { tensor } from '../../../src/engine/runtime/tensor';
import { typesOf } from '../../../src/engine/schema/shorthand';
import { randomNumbers } from '../../faults/randomNumbers';
import { drawnParameters } from '../../support/drawnParameters';
import { openProgram } from '../../support/numeric/evaluate';

const [VOCABULARY, TAGS, LONGEST] = [12, 3, 8];
const FEATURES = { characters: 5, capitals: 6, shape: 4 };
const FULL: TaggerOptions = {
  head: 'crf',
  characters: { type: 'lstm', embedding: 4, hidden: 3, window: 3 },
  capitals: 2,
  shape: 2,
};
const ones = (count: number) => new Uint8Array(count).fill(1);
const allowed = { begins: ones(TAGS), ends: ones(TAGS), follows: ones(TAGS * TAGS) };

const types = encoderSchemas.flatMap((schema) => typesOf(schema).map((type) => schema.parse({ type })));

const taggerOf = (encoder: (typeof types)[number], options: TaggerOptions) =>
  createTagger(
    { ...encoder, ...options },
    {
      ...{ vocabulary: VOCABULARY, longest: LONGEST, padding: 'after', tags: TAGS, allowed, features: FEATURES },
    },
  );

/** Sentences of words; word w has the id w + 2 and the characters of w in threes. */
function feedsOf(sentences: readonly number[][], time: number) {
  const size = sentences.length;
  const words = [...new Set(sentences.flat())];
  const at = <T>(of: (word: number) => T, padding: T): T[] =>
    Array.from({ length: time * size }, (_, i) => {
      const word = sentences[i % size].at(Math.floor(i / size));
      return word === undefined || Math.floor(i / size) >= sentences[i % size].length ? padding : of(word);
    });
  const each = (of: (word: number) => number) => tensor('int32', [words.length], words.map(of));
  return {
    ids: tensor(
      'int32',
      [time, size],
      at((word) => word + 2, 7),
    ),
    mask: tensor(
      'bool',
      [time, size],
      at(() => 1, 0),
    ),
    words: tensor(
      'int32',
      [time, size],
      at((word) => words.indexOf(word), 0),
    ),
    characters: tensor(
      'int32',
      [2, words.length],
      [...words.map((word) => word % 5), ...words.map((word) => (word + 1) % 5)],
    ),
    character_mask: tensor('bool', [2, words.length], [...words.map(() => 1), ...words.map((word) => word % 2)]),
    capitals: each((word) => word % 6),
    shape: each((word) => word % 4),
  };
}

/** The scores of a sentence are those that it has without neighbours and padding. */
async function assertAlone(tagger: Tagger): Promise<void> {
  const opened = await openProgram(tagger.inference());
  const parameters = drawnParameters(tagger.parameters, randomNumbers(3));
  const sentence = [1, 4, 2];
  const alone = await opened.run({ ...parameters, ...feedsOf([sentence], 3) });
  const beside = await opened.run({ ...parameters, ...feedsOf([[5, 6, 0, 3], sentence], 6) });
  for (let t = 0; t < sentence.length; t++)
    for (let tag = 0; tag < TAGS; tag++) {
      const [a, b] = [
        Number(alone.emissions.data[t * TAGS + tag]),
        Number(beside.emissions.data[(t * 2 + 1) * TAGS + tag]),
      ];
      assert.ok(Math.abs(a - b) < 1e-5, `${t} ${tag}: ${a}, beside another ${b}`);
    }
  await opened.release();
}

for (const encoder of types) {
  const { type } = encoder;

  describe(`a tagger over ${type}`, () => {
    it('reads what is added to its tokens', () => {
      const { parameters, encode } = encoderOf(encoder).build({ vocabulary: VOCABULARY, longest: LONGEST });
      const width = parameters['embedding.weight'].shape[1];
      const inputs = {
        ids: o.input('ids', 'int32', ['time', 'batch']),
        mask: o.input('mask', 'bool', ['time', 'batch']),
        added: o.input('added', 'float32', ['time', 'batch', width]),
      };
      const { states } = encode(bind(parameters, 'float32'), inputs, 'inference');
      assert.ok(makeProgram({ states }).inputs.some(({ name }) => name === 'added'));
    });

    it('scores a sentence the same whatever stands beside it and behind it', () =>
      assertAlone(taggerOf(encoder, FULL)));
  });
}

describe('a tagger', () => {
  it('has no features that are not asked for', () => {
    const names = Object.keys(taggerOf(types[0], { head: 'softmax', capitals: 0, shape: 0 }).parameters);
    assert.deepEqual(
      names.filter((name) => /^(features|head)/.test(name)),
      ['head.output.weight', 'head.output.bias'],
    );
  });

  it('reads characters by filters, and padding behind them changes nothing', async () => {
    const characters = { type: 'cnn', embedding: 4, hidden: 5, window: 3 } as const;
    const tagger = taggerOf(types[0], { ...FULL, characters });
    assert.deepEqual(tagger.parameters['features.characters.convolution.weight'].shape, [5, 4, 3]);
    assert.deepEqual(tagger.parameters['features.projection.weight'].shape[1], 5 + 2 + 2);
    await assertAlone(tagger);
  });

  it('has the parameters of all that is asked for', () => {
    const names = Object.keys(taggerOf(types[0], FULL).parameters).filter((name) => /^(features|head)/.test(name));
    for (const name of [
      'features.characters.embedding.weight',
      'features.capitals.weight',
      'features.projection.bias',
      'head.chain.transitions',
    ])
      assert.ok(names.includes(name), name);
  });
});
