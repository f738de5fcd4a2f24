// Searching, on small models that are random tables: everything can be enumerated there.

import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { beamSearch } from '../../../src/engine/decode/beamSearch';
import { scoreOf, type Hypothesis } from '../../../src/engine/decode/hypothesis';
import { lengthPenalty } from '../../../src/engine/decode/lengthPenalty';
import { drawToken, sample } from '../../../src/engine/decode/sampling';
import { plainSearch, type SearchOptions } from '../../../src/engine/decode/searchOptions';
import { createRandom } from '../../../src/engine/data/random';
import { END, scoreByTeacher, tableModel, type TableModel } from './tableModel';
import { seedOf } from '../../support/seed';

const SEED = seedOf(20261);
const sourceOf = (n: number): Int32Array => Int32Array.of(n);
const optionsOf = (options: Partial<SearchOptions>, longest: number): SearchOptions => ({
  ...plainSearch,
  ...options,
  maxLength: () => longest,
});

async function searchOne(model: TableModel, source: Int32Array, options: SearchOptions): Promise<Hypothesis[]> {
  return (await beamSearch(model, [source], options))[0].outputs;
}

/** The most probable token, again and again. */
function greedily(model: TableModel, source: Int32Array, longest: number): { tokens: number[]; ended: boolean } {
  const tokens: number[] = [];
  while (tokens.length < longest) {
    const values = model.next(source, tokens);
    const best = values.reduce((most, value, token) => (value > values[most] ? token : most), 0);
    if (best === END) return { tokens, ended: true };
    tokens.push(best);
  }
  return { tokens, ended: false };
}

/** Every output there is: ended ones of at most so many tokens, and those that the longest length cut off. */
function* everything(
  model: TableModel,
  longest: number,
  tokens: number[] = [],
): Generator<{ tokens: number[]; ended: boolean }> {
  yield { tokens, ended: true };
  for (let token = 0; token < model.vocabulary; token++) {
    if (token === END) continue;
    const longer = [...tokens, token];
    if (longer.length === longest) yield { tokens: longer, ended: false };
    else yield* everything(model, longest, longer);
  }
}

const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));

describe('searching', () => {
  it('with a beam of 1 is greedy search, whatever the penalty: 1,000 models', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 7 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(),
        fc.constantFrom(0, 0.6, 1, 2),
        async (vocabulary, longest, seed, alpha) => {
          const model = tableModel(vocabulary, seed);
          const expected = greedily(model, sourceOf(1), longest);
          const [found] = await searchOne(model, sourceOf(1), optionsOf({ beam: 1, lengthPenalty: alpha }, longest));
          assert.deepEqual({ tokens: found.tokens, ended: found.ended }, expected);
        },
      ),
      { numRuns: 1000, seed: SEED },
    );
  });

  it('with a beam wider than the space finds the best output of all: 1,000 models', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(),
        fc.constantFrom(0, 0.6, 1, 2),
        async (vocabulary, longest, seed, alpha) => {
          const model = tableModel(vocabulary, seed, { sharpness: 1 });
          const options = optionsOf({ beam: vocabulary ** longest + 1, lengthPenalty: alpha }, longest);
          const [found] = await searchOne(model, sourceOf(1), options);
          const best = Math.max(
            ...[...everything(model, longest)].map(
              ({ tokens, ended }) =>
                scoreByTeacher(model, sourceOf(1), tokens, ended) /
                lengthPenalty(tokens.length + (ended ? 1 : 0), alpha),
            ),
          );
          assert.ok(close(scoreOf(found, alpha), best), `${scoreOf(found, alpha)} is not the best score ${best}`);
        },
      ),
      { numRuns: 1000, seed: SEED },
    );
  });

  it('reports the score by teacher forcing, and sentences together find what each finds alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        async (size, beam, seed) => {
          const model = tableModel(size, seed);
          const sources = [1, 2, 3, 4, 5].map(sourceOf);
          const options: SearchOptions = {
            ...plainSearch,
            ...{ beam, nBest: beam, lengthPenalty: 1, maxLength: (sentence) => 2 + sentence },
          };
          const together = await beamSearch(model, sources, options);
          for (const [sentence, { outputs }] of together.entries()) {
            const alone = await searchOne(model, sources[sentence], { ...options, maxLength: () => 2 + sentence });
            assert.deepEqual(
              outputs.map(({ tokens, total }) => ({ tokens, total })),
              alone.map(({ tokens, total }) => ({ tokens, total })),
            );
            outputs.forEach((output, i) => {
              assert.ok(close(output.total, scoreByTeacher(model, sources[sentence], output.tokens, output.ended)));
              if (i > 0) assert.ok(scoreOf(output, 1) <= scoreOf(outputs[i - 1], 1), 'the best come first');
            });
          }
        },
      ),
      { numRuns: 200, seed: SEED },
    );
  });

  it('keeps to every constraint', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 4 }), async (seed, beam) => {
        const model = tableModel(7, seed, { sharpness: 1 });
        const search = (options: Partial<SearchOptions>) =>
          searchOne(model, sourceOf(1), optionsOf({ beam, nBest: beam, ...options }, 8));
        for (const { tokens } of await search({ minLength: 3 })) assert.ok(tokens.length >= 3);
        for (const { tokens } of await search({ prefix: [4, 5, 4] })) assert.deepEqual(tokens.slice(0, 3), [4, 5, 4]);
        for (const { tokens } of await search({ banned: [[2], [3, 4]] }))
          assert.ok(!tokens.includes(2) && !tokens.some((token, i) => token === 3 && tokens[i + 1] === 4));
        for (const { tokens } of await search({ noRepeat: 2 })) {
          const pairs = tokens.slice(1).map((token, i) => `${tokens[i]} ${token}`);
          assert.equal(new Set(pairs).size, pairs.length, `a pair repeats in ${tokens.join(' ')}`);
        }
        for (const { tokens, ended } of await search({ forced: [[3, 5], [2]] }))
          if (ended) assert.ok(tokens.includes(2) && tokens.some((token, i) => token === 3 && tokens[i + 1] === 5));
        const ruled = await search({
          rules: [
            { after: [], token: 6, kind: 'force' },
            { after: [6], token: 2, kind: 'forbid' },
          ],
        });
        for (const { tokens } of ruled) assert.ok(tokens[0] === 6 && tokens[1] !== 2);
      }),
      { numRuns: 60, seed: SEED },
    );
  });

  it('records every hypothesis that was kept, with why it went no further', async () => {
    const model = tableModel(6, 3);
    const [{ outputs, record }] = await beamSearch(
      model,
      [sourceOf(1)],
      optionsOf({ beam: 3, nBest: 3, noRepeat: 1, lengthPenalty: 1 }, 5),
      { recorded: true },
    );
    assert.ok(record);
    const { nodes } = record;
    assert.equal(nodes[0].parent, -1);
    for (const node of nodes.slice(1)) {
      const parent = nodes[node.parent];
      assert.equal(node.step, parent.step + 1);
      assert.ok(close(node.total, parent.total + node.logProbability));
      const tokens: number[] = [];
      for (let at = node; at.parent >= 0; at = nodes[at.parent]) tokens.unshift(at.token);
      assert.ok(close(node.logProbability, model.next(sourceOf(1), tokens.slice(0, -1))[node.token]));
      const goesOn = nodes.some(({ parent: above }) => above === node.id);
      if (goesOn) assert.equal(node.end, undefined);
      else assert.ok(node.end, `node ${node.id} ends without a reason`);
    }
    assert.ok(nodes.some(({ end }) => end === 'beam'));
    outputs.forEach(({ node, total }, place) => {
      assert.equal(nodes[node].output, place);
      assert.equal(nodes[node].total, total);
    });
  });

  it('computes fewer rows once sentences are done', async () => {
    const model = tableModel(5, 1);
    const sources = Array.from({ length: 40 }, (_, i) => sourceOf(i));
    await beamSearch(model, sources, { ...plainSearch, beam: 2, maxLength: (sentence) => (sentence < 30 ? 1 : 20) });
    const all = 40 + 40 * 2 * 20;
    assert.ok(model.computed() < all / 2, `${model.computed()} rows`);
  });

  for (const [name, options] of [
    ['a beam of 0', { beam: 0 }],
    ['a beam of 10,000', { beam: 10_000 }],
    ['more outputs than the beam', { beam: 2, nBest: 3 }],
    ['a negative length penalty', { lengthPenalty: -1 }],
  ] as const)
    it(`refuses ${name}`, () =>
      assert.rejects(searchOne(tableModel(4, 1), sourceOf(1), optionsOf(options, 3)), { code: 'INVALID_ARGUMENT' }));
});

describe('sampling', () => {
  const free = { forbidden: new Map() };
  const values = Float32Array.from([0.5, 0.3, 0.15, 0.05], Math.log);
  const counted = (options: Parameters<typeof drawToken>[2], draws = 4000): number[] => {
    const { uniform } = createRandom({ seed: SEED, stream: 'draws' });
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < draws; i++) counts[drawToken(values, free, options, uniform)]++;
    return counts.map((count) => count / draws);
  };
  const near = (found: number[], expected: number[]): void =>
    found.forEach((share, i) =>
      assert.ok(Math.abs(share - expected[i]) < 0.03, `${found.join()} is not ${expected.join()}`),
    );

  it('draws tokens with their probabilities', () =>
    near(counted({ temperature: 1, topK: 0, topP: 1 }), [0.5, 0.3, 0.15, 0.05]));
  it('keeps the k most probable', () => near(counted({ temperature: 1, topK: 2, topP: 1 }), [0.625, 0.375, 0, 0]));
  it('keeps the most probable that make up p', () =>
    near(counted({ temperature: 1, topK: 0, topP: 0.75 }), [0.625, 0.375, 0, 0]));
  it('sharpens with a low temperature', () =>
    near(counted({ temperature: 0.5, topK: 0, topP: 1 }), [0.685, 0.247, 0.062, 0.007]));

  it('gives the same outputs for the same seed, whatever else is drawn', async () => {
    const model = tableModel(6, 5, { sharpness: 1 });
    const draw = (sources: number[]) =>
      sample(model, sources.map(sourceOf), optionsOf({ beam: 3, nBest: 3 }, 6), {
        ...{ temperature: 1, topK: 0, topP: 1 },
        uniform: (sentence) => createRandom({ seed: 1, stream: 'sampling', index: sources[sentence] }).uniform,
      });
    const [, second] = await draw([1, 2, 3]);
    const [alone] = await draw([2]);
    assert.deepEqual(second, alone);
    for (const { tokens, total, ended } of alone)
      assert.ok(close(total, scoreByTeacher(model, sourceOf(2), tokens, ended)));
  });

  it('refuses a temperature of 0', () =>
    assert.rejects(
      sample(tableModel(4, 1), [sourceOf(1)], optionsOf({}, 3), {
        ...{ temperature: 0, topK: 0, topP: 1 },
        uniform: () => Math.random,
      }),
      { code: 'INVALID_ARGUMENT' },
    ));
});
