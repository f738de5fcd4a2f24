// What a search asks of its model and gives back: limits, releases, records, cancelling, jobs as plain data.

import assert from 'node:assert/strict';
import { createRandom } from '../../../src/engine/data/random';
import { beamSearch } from '../../../src/engine/decode/beamSearch';
import { scoreOf } from '../../../src/engine/decode/hypothesis';
import { lengthPenalty } from '../../../src/engine/decode/lengthPenalty';
import { sample } from '../../../src/engine/decode/sampling';
import { runSearch } from '../../../src/engine/decode/searchJob';
import { checkSearch, plainSearch, type SearchOptions } from '../../../src/engine/decode/searchOptions';
import type { BestStep, Step, StepModel } from '../../../src/engine/decode/stepModel';
import { END, tableModel } from './tableModel';

const SOURCE = Int32Array.of(1);
const optionsOf = (options: Partial<SearchOptions> = {}, longest = 5): SearchOptions => ({
  ...plainSearch,
  maxLength: () => longest,
  ...options,
});
const refused = { code: 'INVALID_ARGUMENT' };
const DRAWING = { temperature: 1, topK: 0, topP: 1 };
const uniform = () => createRandom({ seed: 1, stream: 'draws' }).uniform;

/** Always the same probabilities, whatever came before; counts states that were released. */
function constant(logProbabilities: number[], change: Partial<StepModel<number>> = {}) {
  const released: number[] = [];
  const model: StepModel<number> = {
    ...{ vocabulary: logProbabilities.length, begin: 0, end: END },
    start: () => Promise.resolve(0),
    step: (state, tokens): Promise<Step<number>> =>
      Promise.resolve({
        state: state + 1,
        logProbabilities: Float32Array.from({ length: tokens.length * logProbabilities.length }, (_, i) => logProbabilities[i % logProbabilities.length]), // prettier-ignore
        attention: { weights: Float32Array.from(tokens, (token) => token), sourceTime: 1 },
      }),
    reorder: (state) => state,
    release: (state) => void released.push(state),
    ...change,
  };
  return { model, released: () => released.splice(0) };
}

const L = Math.log;

describe('a search', () => {
  it('scores by the log probability over ((5 + n) / 6) ^ α, the end symbol counted', () => {
    assert.equal(lengthPenalty(1, 0.7), 1);
    assert.ok(Math.abs(lengthPenalty(7, 0.5) - Math.SQRT2) < 1e-12);
    assert.equal(scoreOf({ total: -4, logProbabilities: [1, 2, 3, 4, 5, 6, 7] }, 1), -2);
    assert.equal(scoreOf({ total: -4, logProbabilities: [1, 2, 3] }, 0), -4);
  });

  it('ends each output at its own longest length, and at the model’s', async () => {
    const { model } = constant([-9, L(0.1), L(0.9)]);
    const lengths = async (of: StepModel<number>) =>
      (await beamSearch(of, [SOURCE, SOURCE], optionsOf({ maxLength: (n) => 3 + n }))).map(
        ({ outputs: [{ tokens, ended }] }) => [tokens.length, ended],
      );
    assert.deepEqual(await lengths(model), [[3, false], [4, false]]); // prettier-ignore
    assert.deepEqual(await lengths({ ...model, longest: 2 }), [[2, false], [2, false]]); // prettier-ignore
  });

  it('releases the last state, and asks nothing for no sources', async () => {
    const { model, released } = constant([-9, L(0.9), L(0.1)]);
    await beamSearch(model, [SOURCE], optionsOf());
    assert.deepEqual(released(), [1]);
    await sample(model, [SOURCE], optionsOf(), { ...DRAWING, topK: 1, uniform });
    assert.deepEqual(released(), [1]);
    const never: StepModel<number> = { ...model, start: () => Promise.reject(new Error('started')) };
    assert.deepEqual(await beamSearch(never, [], optionsOf()), []);
  });

  it('is cancelled before the next step, and only then', async () => {
    const { model } = constant([-9, L(0.1), L(0.9)]);
    const signal = AbortSignal.abort();
    await assert.rejects(beamSearch(model, [SOURCE], optionsOf(), { signal }), { code: 'CANCELLED' });
    const drawing = { ...DRAWING, uniform };
    await assert.rejects(sample(model, [SOURCE], optionsOf(), drawing, signal), { code: 'CANCELLED' });
    const open = new AbortController().signal;
    assert.equal((await beamSearch(model, [SOURCE], optionsOf(), { signal: open })).length, 1);
    assert.equal((await sample(model, [SOURCE], optionsOf(), drawing, open)).length, 1);
  });

  it('ends when no hypothesis can overtake, and not before', async () => {
    const steps: number[] = [];
    const count = async (probabilities: number[], options: Partial<SearchOptions>) => {
      const { model } = constant(probabilities);
      let asked = 0;
      const counting = { ...model, step: (state: number, tokens: Int32Array) => (asked++, model.step(state, tokens)) };
      const [{ outputs }] = await beamSearch(counting, [SOURCE], optionsOf(options, 50));
      steps.push(asked);
      return outputs.map(({ tokens }) => tokens.length);
    };
    assert.deepEqual(await count([-99, L(0.6), L(0.4)], { beam: 2 }), [0]);
    assert.deepEqual(await count([-99, L(0.4), L(0.6)], { beam: 2 }), [0]);
    assert.deepEqual(await count([-99, L(0.6), L(0.4)], { beam: 2, nBest: 2 }), [0, 1]);
    assert.deepEqual(await count([-99, L(0.4), L(0.6)], { beam: 3, nBest: 3 }), [0, 1, 2]);
    assert.deepEqual(steps, [1, 2, 2, 3]);
    // A long output with a high penalty may still overtake, so the search goes on to the longest.
    assert.deepEqual(await count([-Infinity, L(0.05), L(0.95)], { beam: 60, lengthPenalty: 2 }), [50]);
  });

  it('where nothing is allowed gives what there was', async () => {
    const { model } = constant([-Infinity, -Infinity, L(0.9)]);
    const [{ outputs }] = await beamSearch(model, [SOURCE], optionsOf({ beam: 2, nBest: 2, banned: [[2, 2]] }));
    assert.deepEqual(outputs.map(({ tokens, ended }) => [tokens, ended]), [[[2], false]]); // prettier-ignore
  });

  it('keeps where the model looked, for every token', async () => {
    const { model } = constant([-9, L(0.1), L(0.9)]);
    const [{ outputs }] = await beamSearch(model, [SOURCE], optionsOf({}, 3));
    assert.deepEqual(outputs[0].attention.map((looked) => [...looked]), [[0], [2], [2]]); // prettier-ignore
    const [[drawn]] = await sample(model, [SOURCE], optionsOf({}, 3), { ...DRAWING, topK: 1, uniform });
    assert.deepEqual(drawn.attention.map((looked) => [...looked]), [[0], [2], [2]]); // prettier-ignore
    assert.equal(drawn.node, 0);
  });

  it('asks for the most probable tokens alone where that is enough', async () => {
    const asked: number[] = [];
    const values = [-9, L(0.2), L(0.5), L(0.3)];
    const { model } = constant(values, {
      best: (count) => {
        asked.push(count);
        if (count > 4) return undefined;
        return (state, tokens): Promise<BestStep<number>> => {
          const order = [...values.keys()].sort((a, b) => values[b] - values[a]).slice(0, count);
          const all = Array.from(tokens, () => order).flat();
          const logProbabilities = Float32Array.from(all, (token) => values[token]);
          return Promise.resolve({ state, width: 1, count, parts: Int32Array.from(all), logProbabilities });
        };
      },
    });
    const found = async (options: Partial<SearchOptions>, recorded = false) => {
      const [{ outputs, record }] = await beamSearch(model, [SOURCE], optionsOf(options), { recorded });
      const plain = await beamSearch({ ...model, best: undefined }, [SOURCE], optionsOf(options));
      assert.deepEqual(outputs.map(({ tokens }) => tokens), plain[0].outputs.map(({ tokens }) => tokens)); // prettier-ignore
      return record;
    };
    assert.equal(await found({ beam: 2, nBest: 2 }), undefined);
    await found({ beam: 2, nBest: 2, minLength: 3 });
    await found({ beam: 2, banned: [[2]] });
    assert.ok(await found({ beam: 2 }, true));
    assert.deepEqual(asked, [2, 3, Infinity]);
  });
});

describe('the record of a search', () => {
  it('has ranks, reasons, scores and where the model looked', async () => {
    const { model } = constant([-99, L(0.2), L(0.5), L(0.3)]);
    const options = optionsOf({ beam: 2, nBest: 1, lengthPenalty: 1, noRepeat: 1 }, 2);
    const [{ record, outputs }] = await beamSearch(model, [SOURCE], options, { recorded: true });
    assert.ok(record);
    const [root, ...nodes] = record.nodes;
    assert.deepEqual(root, { id: 0, parent: -1, step: 0, token: 0, logProbability: 0, total: 0, score: 0, rank: 0 });
    const brief = nodes.map(({ id, parent, step, token, rank, end }) => [id, parent, step, token, rank, end]);
    assert.deepEqual(brief, [
      [1, 0, 1, 2, 0, undefined],
      [2, 0, 1, 3, 1, undefined],
      [3, 0, 1, 1, 2, 'beam'],
      [4, 0, 1, 0, 3, 'beam'],
      [5, 1, 2, 3, 0, 'length'],
      [6, 2, 2, 2, 1, 'length'],
      [7, 1, 2, 1, 2, 'beam'],
      [8, 2, 2, 1, 3, 'beam'],
      [9, 1, 2, 2, 0, 'repeated'],
      [10, 2, 2, 3, 3, 'repeated'],
    ]);
    for (const { step, total, score } of nodes) assert.equal(score, total / lengthPenalty(step, 1));
    assert.deepEqual([...(nodes[4].attention ?? [])], [2]);
    assert.equal(nodes[6].attention, undefined);
    assert.deepEqual(record.nodes.flatMap(({ id, output }) => (output === undefined ? [] : [[id, output]])), [[outputs[0].node, 0]]); // prettier-ignore
    assert.equal(outputs[0].node, 5);
  });

  it('says of what was still alive that it was worse than what had ended', async () => {
    const { model } = constant([-99, L(0.7), L(0.2), L(0.1)]);
    const [{ record }] = await beamSearch(model, [SOURCE], optionsOf({ beam: 2 }), { recorded: true });
    const ends = record?.nodes.slice(1).map(({ token, end }) => [token, end]);
    assert.deepEqual(ends?.slice(0, 2), [[1, 'ended'], [2, 'worse than finished']]); // prettier-ignore
  });
});

describe('a search as plain data', () => {
  const job = { sources: [SOURCE, Int32Array.of(2)], search: { ...plainSearch, beam: 2, nBest: 2 }, longest: [2, 4] };
  const tokensOf = (found: Awaited<ReturnType<typeof runSearch>>) =>
    found.map(({ outputs }) => outputs.map(({ tokens }) => [...tokens]));

  it('is a beam search with the longest length of each source', async () => {
    const model = tableModel(6, 3);
    const options = { ...job.search, maxLength: (sentence: number) => job.longest[sentence] };
    assert.deepEqual(tokensOf(await runSearch(model, job)), tokensOf(await beamSearch(model, job.sources, options)));
    const [{ record }] = await runSearch(model, job, { recorded: true });
    assert.ok(record);
  });

  it('draws by the number of each source, whichever others are drawn', async () => {
    const model = tableModel(6, 3, { sharpness: 1 });
    const sampling = { ...DRAWING, seed: 9, numbers: [4, 7] };
    const both = tokensOf(await runSearch(model, { ...job, longest: [9, 9], sampling }));
    const second = { ...job, sources: [job.sources[1]], longest: [9], sampling: { ...sampling, numbers: [7] } };
    assert.deepEqual(tokensOf(await runSearch(model, second)), [both[1]]);
    const other = { ...second, sampling: { ...sampling, numbers: [8] } };
    assert.notDeepEqual(tokensOf(await runSearch(model, other)), [both[1]]);
    const stopped = runSearch(model, { ...job, sampling }, { signal: AbortSignal.abort() });
    await assert.rejects(stopped, { code: 'CANCELLED' });
  });
});

describe('what a search may be asked for', () => {
  it('has limits, which are allowed', () => {
    const check = (options: Partial<SearchOptions>) => checkSearch(optionsOf(options));
    for (const good of [{ beam: 1 }, { beam: 1000, nBest: 1000 }, { minLength: 100_000 }, { noRepeat: 100_000 }, { lengthPenalty: 10 }])
      check(good); // prettier-ignore
    const bad: [Partial<SearchOptions>, RegExp][] = [
      [{ beam: 0 }, /^The beam must be a whole number from 1 to 1000, not 0/],
      [{ beam: 1001 }, /^The beam /],
      [{ beam: 1.5 }, /^The beam /],
      [{ beam: 3, nBest: 0 }, /^The number of outputs must be a whole number from 1 to 3, not 0/],
      [{ beam: 3, nBest: 4 }, /^The number of outputs /],
      [{ minLength: -1 }, /^The shortest length must be a whole number from 0 to 100000, not -1/],
      [{ minLength: 100_001 }, /^The shortest length /],
      [{ noRepeat: -1 }, /^The length of runs that are not repeated must be a whole number from 0 to 100000/],
      [{ noRepeat: 100_001 }, /^The length of runs /],
      [{ lengthPenalty: 10.01 }, /^The length penalty must be a number from 0 to 10, not 10.01/],
      [{ lengthPenalty: -0.01 }, /^The length penalty /],
      [{ lengthPenalty: Number.NaN }, /^The length penalty /],
    ];
    for (const [options, message] of bad) assert.throws(() => check(options), { ...refused, message });
    assert.deepEqual(plainSearch, {
      ...{ beam: 1, lengthPenalty: 0, minLength: 0, noRepeat: 0, nBest: 1 },
      ...{ banned: [], forced: [], prefix: [], rules: [] },
    });
  });

  it('has limits for drawing too', async () => {
    const { model } = constant([-9, L(0.9), L(0.1)]);
    const draw = (change: object) => sample(model, [SOURCE], optionsOf(), { ...DRAWING, uniform, ...change });
    for (const good of [{ temperature: 100 }, { topK: 1 }, { topP: 1 }, { topP: 1e-9 }]) await draw(good);
    for (const [change, message] of [
      [{ temperature: 0 }, /temperature/],
      [{ temperature: 100.5 }, /temperature/],
      [{ topK: -1 }, /top-k/],
      [{ topK: 1.5 }, /top-k/],
      [{ topP: 0 }, /top-p/],
      [{ topP: 1.01 }, /top-p/],
    ] as const)
      await assert.rejects(draw(change), { ...refused, message });
  });
});
