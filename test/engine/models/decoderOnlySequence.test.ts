// A decoder alone: one step at a time gives what the whole text gives, padding and neighbours in the batch change nothing,
// nothing sees what comes later, and its attention covers source and target.

import assert from 'node:assert/strict';
import * as fc from '../../support/properties';
import type { EncodedPairs } from '../../../src/engine/data/pairBatches';
import { beamSearch } from '../../../src/engine/decode/beamSearch';
import { plainSearch } from '../../../src/engine/decode/searchOptions';
import { createSequenceModel, type SequenceOptions } from '../../../src/engine/models/sequence/createSequenceModel';
import { listParameters } from '../../../src/engine/nn/parameters';
import type { Feeds } from '../../../src/engine/runtime/session';
import { tensor } from '../../../src/engine/runtime/tensor';
import { BOS, EOS, PAD } from '../../../src/engine/text/vocabulary';
import { createSequenceSession, type SequenceSession } from '../../../src/engine/sequence/sequenceSession';
import { randomNumbers } from '../../faults/randomNumbers';
import type { smallExperiment } from '../calls/support/lab';
import { inLab } from '../calls/support/lab';
import { seedOf } from '../../support/seed';

const SEED = seedOf(11);
const VOCABULARY = 12;
const SHAPE = { padding: 'after' as const, maxLength: 10 };

type DecoderOnlyOptions = Extract<SequenceOptions, { type: 'decoder-only' }>;

const KINDS: Partial<DecoderOnlyOptions>[] = [
  { norm: 'pre', positions: 'sinusoidal', activation: 'relu', sourceAttention: 'causal', tieEmbeddings: true },
  { norm: 'post', positions: 'learned', activation: 'gelu', sourceAttention: 'full', tieEmbeddings: false },
  { norm: 'pre', positions: 'rotary', activation: 'gelu', sourceAttention: 'causal', tieEmbeddings: true },
];

function modelOf(kind: Partial<DecoderOnlyOptions>, shared = false) {
  const sizes = { type: 'decoder-only', width: 16, heads: 2, feedForward: 24, layers: 2, dropout: 0.2 };
  return createSequenceModel({ ...sizes, ...kind } as DecoderOnlyOptions, {
    ...{ sourceVocabulary: VOCABULARY, targetVocabulary: VOCABULARY, shared },
    ...{ longest: SHAPE.maxLength + 1, padding: SHAPE.padding },
  });
}

/** A model with parameters drawn by the seed, open while it is used. */
async function withModel(
  kind: Partial<DecoderOnlyOptions>,
  use: (session: SequenceSession, parameters: Feeds) => Promise<void>,
): Promise<void> {
  const model = modelOf(kind);
  const { next } = randomNumbers(SEED);
  const drawn = listParameters(model.parameters).map(([name, { shape }]) => {
    const length = shape.reduce((a, b) => a * b, 1);
    const values = Float32Array.from({ length }, () => next() - 0.5);
    return [name, tensor('float32', shape, values)] as const;
  });
  const session = createSequenceSession(model, SHAPE, { device: 'cpu', threads: 1 }, VOCABULARY);
  try {
    await use(session, Object.fromEntries(drawn));
  } finally {
    await session.release();
  }
}

type Pair = { source: number[]; target: number[] };

function encoded(pairs: readonly Pair[]): EncodedPairs {
  const side = (name: keyof Pair) => {
    const starts = [0];
    for (const pair of pairs) starts.push(starts[starts.length - 1] + pair[name].length);
    const ids = Int32Array.from(pairs.flatMap((pair) => pair[name]));
    return { ids, starts: Int32Array.from(starts), truncated: 0, empty: 0, unknown: 0 };
  };
  return { source: side('source'), target: side('target') };
}

/** Log probabilities of the targets' tokens and end symbols, all in one batch. */
async function scores(session: SequenceSession, parameters: Feeds, pairs: readonly Pair[]): Promise<Float32Array[]> {
  const { logProbabilities } = await session.score(parameters, encoded(pairs), [Int32Array.from(pairs.keys())]);
  return logProbabilities;
}

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  assert.equal(actual.length, expected.length, what);
  for (let i = 0; i < actual.length; i++)
    assert.ok(Math.abs(actual[i] - expected[i]) < 2e-5, `${what}, token ${i}: ${actual[i]}, not ${expected[i]}`);
}

const token = fc.integer({ min: 4, max: VOCABULARY - 1 });
const tokens = (least: number, most: number) => fc.array(token, { minLength: least, maxLength: most });
/** A source ends in the end symbol. */
const sources = tokens(0, SHAPE.maxLength - 1).map((ids) => [...ids, EOS]);

describe('a decoder alone', () => {
  for (const kind of KINDS) {
    const name = Object.values(kind).join(', ');

    it(`sees neither padding nor its neighbours: ${name}`, () =>
      withModel(kind, async (session, parameters) => {
        const pair = fc.record({ source: sources, target: tokens(0, SHAPE.maxLength) });
        const pairs = fc.array(pair, { minLength: 1, maxLength: 4 });
        await fc.assert(
          fc.asyncProperty(pairs, async (given) => {
            const together = await scores(session, parameters, given);
            for (const [i, one] of given.entries())
              assertClose(together[i], (await scores(session, parameters, [one]))[0], JSON.stringify(one));
          }),
          { seed: SEED, numRuns: 40 },
        );
      }));

    it(`gives token by token what it gives at once, for several rows of a sentence: ${name}`, () =>
      withModel(kind, async (session, parameters) => {
        const decoder = session.decoder(parameters, { attention: true });
        const length = 4;
        const given = fc.record({ source: sources, target: tokens(length, length), other: tokens(length, length) });
        const property = fc.asyncProperty(fc.array(given, { minLength: 1, maxLength: 3 }), async (sentences) => {
          // Two rows for each sentence, that part after the begin symbol.
          const rows = sentences.flatMap(({ source, target, other }) => [
            { source, target },
            { source, target: other },
          ]);
          const expected = await scores(session, parameters, rows);
          let state = await decoder.start(sentences.map(({ source }) => Int32Array.from(source)));
          let step = await decoder.step(state, new Int32Array(sentences.length).fill(BOS));
          const found = rows.map(() => [] as number[]);
          for (let t = 0; ; t++) {
            rows.forEach(({ target }, row) => {
              const from = (t === 0 ? row >> 1 : row) * VOCABULARY;
              found[row].push(step.logProbabilities[from + (target[t] ?? EOS)]);
            });
            if (t === length) break;
            state = decoder.reorder(step.state, {
              rows: Int32Array.from(rows, (_, row) => (t === 0 ? row >> 1 : row)),
              sentences: Int32Array.from(sentences.keys()),
            });
            step = await decoder.step(
              state,
              Int32Array.from(rows, ({ target }) => target[t]),
            );
          }
          rows.forEach((row, i) => assertClose(found[i], expected[i], JSON.stringify(row)));
          const { weights, sourceTime } = step.attention!;
          rows.forEach(({ source }, row) => {
            const looked = weights.subarray(row * sourceTime, (row + 1) * sourceTime);
            const sum = looked.reduce((a, b) => a + b, 0);
            assert.ok(sum > 0 && sum < 1, 'the target is looked at, too');
            assert.ok(
              looked.subarray(source.length).every((weight) => weight === 0),
              'padding is not',
            );
          });
        });
        await fc.assert(property, { seed: SEED, numRuns: 25 });
      }));

    it(`a beam's score is the score by teacher forcing: ${name}`, () =>
      withModel(kind, async (session, parameters) => {
        const given = [[5, 6, 7, 8, 4, EOS], [9, EOS], [EOS]];
        const search = { ...plainSearch, beam: 4, nBest: 3, minLength: 3, banned: [[PAD]], maxLength: () => 8 };
        const found = await beamSearch(
          session.decoder(parameters),
          given.map((ids) => Int32Array.from(ids)),
          search,
        );
        for (const [i, { outputs }] of found.entries())
          for (const output of outputs) {
            const pair = { source: given[i], target: [...output.tokens] };
            const [expected] = await scores(session, parameters, [pair]);
            const known = output.ended ? expected : expected.subarray(0, -1);
            assertClose(output.logProbabilities, known, JSON.stringify(pair));
          }
      }));

    it(`shows attention of source and target, each row a whole, none to what comes later: ${name}`, () =>
      withModel(kind, async (session, parameters) => {
        const [source, target] = [
          [5, 6, EOS],
          [7, 8],
        ];
        const { maps } = await session.attention(parameters, encoded([{ source, target }]));
        assert.deepEqual(
          maps.map(({ kind: of, layer, heads, rows, columns }) => [of, layer, heads, rows, columns]),
          [0, 1].map((layer) => ['joint', layer, 2, 6, 6]),
        );
        const seen = kind.sourceAttention === 'full' ? source.length : 0;
        for (const { weights } of maps)
          for (let row = 0; row < 2 * 6; row++) {
            const one = weights.subarray(row * 6, row * 6 + 6);
            assert.ok(Math.abs(one.reduce((a, b) => a + b, 0) - 1) < 1e-5);
            const last = Math.max(row % 6, (row % 6 < source.length ? seen : 0) - 1);
            assert.ok(
              one.every((weight, column) => column > last === (weight === 0)),
              `row ${row}: ${one.join(' ')}`,
            );
          }
      }));
  }

  it('has one table of vectors where both sides share a vocabulary', () => {
    const names = (shared: boolean) => listParameters(modelOf(KINDS[0], shared).parameters).map(([name]) => name);
    assert.ok(names(false).includes('source_embedding.weight'));
    assert.ok(!names(true).includes('source_embedding.weight'));
  });

  const wrong: [string, object, object, RegExp][] = [
    [
      'layers of an encoder',
      { encoderLayers: 3 },
      {},
      /no key "encoderLayers" in "model".*"layers", "sourceAttention"/,
    ],
    ['heads that do not divide the width', { width: 30, heads: 4 }, {}, /30 is no multiple of "model.heads" 4/],
    ['padding before the text', {}, { padding: 'before' }, /"training.padding" must be "after"/],
    ['its own guesses', {}, { teacherForcing: 0.5 }, /always given the right tokens/],
    ['another look at the source', { sourceAttention: 'none' }, {}, /sourceAttention/],
  ];
  for (const [name, model, training, message] of wrong)
    it(`refuses ${name}`, () =>
      inLab(async (lab) => {
        lab.write('pairs.tsv', 'source\ttarget\na\tb\n');
        const of = { task: 'sequence-to-sequence', data: { train: 'pairs.tsv' }, training };
        const given = { ...of, model: { type: 'decoder-only', ...model } } as unknown as ReturnType<
          typeof smallExperiment
        >;
        await assert.rejects(lab.client.call('train', lab.request(given)), message);
      }));
});
