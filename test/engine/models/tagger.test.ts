// Taggers: every encoder reads what is added to its tokens, padding and neighbours in a batch change nothing, with either head.

import assert from 'node:assert/strict';
import { makeProgram } from '../../../src/engine/graph/program';
import * as o from '../../../src/engine/graph/ops';
import { encoderOf } from '../../../src/engine/models/encoders/createEncoder';
import { createTagger, type Tagger, type TaggerOptions } from '../../../src/engine/models/tagger';
import { NO_TAG } from '../../../src/engine/models/heads/tag';
import { bind } from '../../../src/engine/nn/parameters';
import type { Feeds } from '../../../src/engine/runtime/session';
import { tensor } from '../../../src/engine/runtime/tensor';
import { chainOf, marginals, scoreOf } from '../../../src/engine/tags/linearChain';
import { typesOf } from '../../../src/engine/schema/shorthand';
import { randomNumbers } from '../../faults/randomNumbers';
import { ownSchemas } from '../../support/encoderSchemas';
import { drawnParameters } from '../../support/drawnParameters';
import { openProgram } from '../../support/numeric/evaluate';
import { withGradients } from '../../support/numeric/gradientCheck';

const [VOCABULARY, TAGS, LONGEST] = [12, 3, 8];
const FEATURES = { characters: 5, capitals: 6, shape: 4, columns: [5, 2] };
const FULL: TaggerOptions = {
  head: 'crf',
  characters: { type: 'lstm', embedding: 4, hidden: 3, window: 3 },
  capitals: 2,
  shape: 2,
  columns: [
    { column: 2, width: 3 },
    { column: 4, width: 2 },
  ],
  attributes: { dropout: 0 },
};
const ATTRIBUTES = { count: 6, slots: 2 };
const ones = (count: number) => new Uint8Array(count).fill(1);
const allowed = { begins: ones(TAGS), ends: ones(TAGS), follows: ones(TAGS * TAGS) };

const types = ownSchemas.flatMap((schema) => typesOf(schema).map((type) => schema.parse({ type })));

const taggerOf = (encoder: (typeof types)[number], options: TaggerOptions, isCut = false) =>
  createTagger(
    { ...encoder, ...options },
    {
      ...{ vocabulary: VOCABULARY, longest: LONGEST, padding: 'after', tags: TAGS, allowed, features: FEATURES, isCut },
      ...(options.attributes && { attributes: ATTRIBUTES }),
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
    column2: each((word) => (word + 3) % 5),
    column4: each((word) => word % 2),
    attributes: tensor(
      'int32',
      [words.length, 2],
      words.flatMap((word) => [word % 6, (word + 2) % 6]),
    ),
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

/** Tokens of 2, 1 and 3 pieces, and of 1 and 4, beside each other. */
const CUT = {
  ...feedsOf([[1, 4, 2, 3, 5, 6], [7, 0, 2, 1, 5]], 6), // prettier-ignore
  firsts: tensor('int32', [4, 2], [0, 1, 4, 3, 6, 0, 0, 0]),
};
const COUNTED = [1, 1, 1, 1, 1, 0, 0, 0];

async function assertFirstPieces(encoder: (typeof types)[number]): Promise<void> {
  const [cut, whole] = [true, false].map((isCut) => taggerOf(encoder, FULL, isCut));
  assert.deepEqual(Object.keys(cut.parameters), Object.keys(whole.parameters));
  const parameters = drawnParameters(cut.parameters, randomNumbers(3));
  const run = async (tagger: Tagger) => {
    const opened = await openProgram(tagger.inference());
    const { emissions } = await opened.run({ ...parameters, ...CUT });
    await opened.release();
    return emissions;
  };
  const [ofTokens, ofPieces] = [await run(cut), await run(whole)];
  assert.deepEqual(ofTokens.shape, [4, 2, TAGS]);
  CUT.firsts.data.forEach((first, at) => {
    if (!COUNTED[at]) return;
    const [found, right] = [ofTokens, ofPieces].map(({ data }, i) => {
      const row = (i === 0 ? at : Number(first)) * TAGS;
      return Array.from({ length: TAGS }, (_, tag) => Number(data[row + tag]));
    });
    assert.deepEqual(found, right);
  });
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

    it('says of cut tokens what it says of their first pieces', () => assertFirstPieces(encoder));
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
    assert.deepEqual(tagger.parameters['features.projection.weight'].shape[1], 5 + 2 + 2 + 3 + 2);
    await assertAlone(tagger);
  });

  it('of cut tokens has the loss of the chain over first pieces, and its gradients', async () => {
    const tagger = taggerOf({ ...types[0], dropout: 0 }, { ...FULL, characters: undefined }, true);
    const values = bind(tagger.parameters, 'float32');
    const named = ['embedding.weight', 'head.chain.transitions', 'head.output.weight', 'head.attributes.weight'];
    const chosen = Object.fromEntries(named.map((name) => [name, values[name]]));
    const program = await openProgram({ ...withGradients(tagger.loss(values), chosen), ...tagger.inference() });
    const parameters = drawnParameters(tagger.parameters, randomNumbers(11));
    const path = [0, 2, 1, 1, 2, NO_TAG, NO_TAG, NO_TAG];
    const feeds = { ...CUT, tags: tensor('int32', [4, 2], path), token_mask: tensor('bool', [4, 2], COUNTED) };
    const lossOf = async (more: Feeds = {}) => program.run({ ...parameters, ...feeds, ...more });
    const found = await lossOf();

    const data = (name: string) => parameters[`head.chain.${name}`].data as Float32Array;
    const learned = { begin: data('begin'), end: data('end'), transitions: data('transitions') };
    const chain = chainOf(learned, allowed);
    const sentences = [0, 1].map((column) =>
      [0, 1, 2, 3].filter((t) => COUNTED[t * 2 + column]).map((t) => t * 2 + column),
    );
    const right = sentences.map((rows) => {
      const scores = Float64Array.from(rows.flatMap((row) => [0, 1, 2].map((tag) => Number(found.emissions.data[row * TAGS + tag])))); // prettier-ignore
      const tags = Int32Array.from(rows, (row) => path[row]);
      return marginals(scores, rows.length, chain).logPartition - scoreOf(scores, tags, chain);
    });
    const loss = Number(found.loss.data[0]);
    assert.ok(Math.abs(loss - (right[0] + right[1]) / 5) < 1e-5, `${loss} for ${right.join(' + ')}, over 5`);

    for (const name of named) {
      const drawn = parameters[name];
      const slopes = found[`d ${name}`].data as Float32Array;
      const at = slopes.reduce((most, slope, i) => (Math.abs(slope) > Math.abs(slopes[most]) ? i : most), 0);
      const [more, less] = await Promise.all(
        [0.01, -0.01].map(async (step) => {
          const moved = Float32Array.from(drawn.data as Float32Array, (value, i) => (i === at ? value + step : value));
          return Number((await lossOf({ [name]: tensor('float32', drawn.shape, moved) })).loss.data[0]);
        }),
      );
      const slope = (more - less) / 0.02;
      assert.ok(Math.abs(slope - slopes[at]) < 1e-3, `${name}: ${slopes[at]} for ${slope}`);
    }
    await program.release();
  });

  it('adds to the score of a tag what the attributes of the token say, and nothing for one that is not known', async () => {
    const [without, read] = [{ ...FULL, attributes: undefined }, FULL].map((options) => taggerOf(types[0], options));
    const parameters = drawnParameters(read.parameters, randomNumbers(5));
    const feeds = feedsOf([[1, 4, 2, 0]], 4);
    const [plain, added] = await Promise.all(
      [without, read].map(async (tagger) => {
        const opened = await openProgram(tagger.inference());
        const { emissions } = await opened.run({ ...parameters, ...feeds });
        await opened.release();
        return emissions.data as Float32Array;
      }),
    );
    const weights = parameters['head.attributes.weight'].data as Float32Array;
    [[1, 3], [4], [2, 4], [2]].forEach((attributes, t) => {
      for (let tag = 0; tag < TAGS; tag++) {
        const said = attributes.reduce((sum, attribute) => sum + weights[attribute * TAGS + tag], 0);
        const found = added[t * TAGS + tag] - plain[t * TAGS + tag];
        assert.ok(Math.abs(found - said) < 1e-5, `${t} ${tag}: ${found} for ${said}`);
      }
    });
  });

  it('has the parameters of all that is asked for', () => {
    const names = Object.keys(taggerOf(types[0], FULL).parameters).filter((name) => /^(features|head)/.test(name));
    for (const name of [
      'features.characters.embedding.weight',
      'features.capitals.weight',
      'features.columns.4.weight',
      'features.projection.bias',
      'head.chain.transitions',
      'head.attributes.weight',
    ])
      assert.ok(names.includes(name), name);
  });
});
