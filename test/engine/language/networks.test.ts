// Neural language models at work: step by step they say what they say of a whole text, however it is cut into windows; ranks and the
// most probable tokens are right; and judged in lanes a text is nearly as probable as from its beginning to its end.

import assert from 'node:assert/strict';
import { createContinuing } from '../../../src/engine/language/continuing';
import { createNetworkSession, type NetworkSession } from '../../../src/engine/language/networkSession';
import { judgePart, scoreIds } from '../../../src/engine/language/scoreTexts';
import { usualStride, windowsOf, windowStart } from '../../../src/engine/language/windows';
import {
  createLanguageNetwork,
  type LanguageNetworkOptions,
} from '../../../src/engine/models/language/createLanguageNetwork';
import type { Feeds } from '../../../src/engine/runtime/session';
import { languageModelSchema } from '../../../src/engine/tasks/languageModel/schema';
import { randomNumbers } from '../../faults/randomNumbers';
import { drawnParameters } from '../../support/drawnParameters';
import { seedOf } from '../../support/seed';

const SEED = seedOf(31);
const VOCABULARY = 11;
const CONTEXT = 7;
const BEGIN = 3;

const sizes = { width: 8, heads: 2, feedForward: 12, layers: 2 };
const KINDS: Record<string, object> = {
  'transformer, learned': { type: 'transformer', ...sizes, positions: 'learned' },
  'transformer, sinusoidal': { type: 'transformer', ...sizes, positions: 'sinusoidal', tieEmbeddings: false },
  'transformer, rotary': { type: 'transformer', ...sizes, positions: 'rotary' },
  rnn: { type: 'rnn', embedding: 6, hidden: 6 },
  lstm: { type: 'lstm', embedding: 5, hidden: 6, tieEmbeddings: false },
  gru: { type: 'gru', embedding: 6, hidden: 6, layers: 1, carryState: false },
};

/** As an experiment has them, with what was left out. */
const optionsOf = (model: object): LanguageNetworkOptions =>
  languageModelSchema.parse({ task: 'language-model', data: { train: 'a.txt' }, model })
    .model as LanguageNetworkOptions;

interface Opened {
  session: NetworkSession;
  parameters: Feeds;
  ids(length: number): Int32Array;
}

async function withNetwork(kind: string, use: (opened: Opened) => Promise<void>): Promise<void> {
  const random = randomNumbers(SEED);
  const network = createLanguageNetwork(optionsOf(KINDS[kind]), { vocabulary: VOCABULARY, context: CONTEXT });
  const parameters = drawnParameters(network.parameters, random);
  const session = createNetworkSession(network, VOCABULARY, { device: 'cpu', threads: 1 }, parameters);
  const ids = (length: number): Int32Array => Int32Array.from({ length }, () => 3 + random.below(VOCABULARY - 3));
  try {
    await use({ session, parameters, ids });
  } finally {
    await session.release();
  }
}

const scored = ({ session, parameters }: Opened, ids: Int32Array, options: object = {}) =>
  scoreIds(session, parameters, { inputs: Int32Array.of(BEGIN, ...ids), first: 0 }, options);

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, what: string, most = 1e-5): void {
  assert.equal(actual.length, expected.length, what);
  for (let i = 0; i < actual.length; i++)
    assert.ok(Math.abs(actual[i] - expected[i]) <= most, `${what}, token ${i}: ${actual[i]}, not ${expected[i]}`);
}

/** By row the log probabilities of its tokens behind the prompt, step by step; the rows of a sentence share its prompt. */
async function stepped({ session, parameters }: Opened, prompts: Int32Array[], rows: Int32Array[][]) {
  const steps = session.steps(parameters, { begin: BEGIN, end: BEGIN });
  const each = rows[0].length;
  const all = rows.flat();
  let state = await steps.start(prompts);
  state = steps.reorder(state, {
    rows: Int32Array.from(all, (_, row) => Math.floor(row / each)),
    sentences: Int32Array.from(prompts.keys()),
  });
  const found = all.map((): number[] => []);
  let tokens = new Int32Array(all.length).fill(BEGIN);
  for (let t = 0; t < all[0].length; t++) {
    const step = await steps.step(state, tokens);
    all.forEach((row, i) => found[i].push(step.logProbabilities[i * VOCABULARY + row[t]]));
    tokens = Int32Array.from(all, (row) => row[t]);
    state = steps.reorder(step.state, {
      rows: Int32Array.from(all.keys()),
      sentences: Int32Array.from(prompts.keys()),
    });
  }
  return found;
}

describe('a neural language model', () => {
  for (const kind of Object.keys(KINDS)) {
    it(`says step by step what it says of the whole text, far beyond its context too: ${kind}`, () =>
      withNetwork(kind, async (opened) => {
        // Prompts of different lengths, an empty one and one longer than the context among them; two rows go on with each.
        const prompts = [0, 3, 2 * CONTEXT + 1].map(opened.ids);
        const rows = prompts.map(() => [opened.ids(3 * CONTEXT), opened.ids(3 * CONTEXT)]);
        const found = await stepped(opened, prompts, rows);
        for (const [i, row] of rows.flat().entries()) {
          const prompt = prompts[Math.floor(i / 2)];
          const { logProbabilities } = await scored(opened, Int32Array.of(...prompt, ...row));
          assertClose(found[i], logProbabilities.subarray(prompt.length), `row ${i} of seed ${SEED}`);
        }
      }));

    it(`gives ranks and the most probable tokens, and looks at what stands before: ${kind}`, () =>
      withNetwork(kind, async (opened) => {
        const { session, parameters } = opened;
        const ids = opened.ids(3 * CONTEXT);
        const whole = await scored(opened, ids, { ranks: true, best: VOCABULARY });
        const { ranks, best } = whole;
        assert.ok(ranks && best);
        ids.forEach((id, t) => {
          const row = best.logProbabilities.subarray(t * VOCABULARY, (t + 1) * VOCABULARY);
          assert.ok(Math.abs(row.reduce((sum, value) => sum + Math.exp(value), 0) - 1) < 1e-5, 'they sum to one');
          assert.ok(
            row.every((value, i) => i === 0 || value <= row[i - 1]),
            'they fall',
          );
          assert.equal(best.tokens[t * VOCABULARY + ranks[t]], id, `the token of rank ${ranks[t]}`);
        });
        assertClose((await scored(opened, ids)).logProbabilities, whole.logProbabilities, 'without ranks');
        const few = await scored(opened, ids, { best: 2 });
        const firstTwo = [...ids.keys()].flatMap((t) => [0, 1].map((i) => best.tokens[t * VOCABULARY + i]));
        assert.deepEqual([...(few.best?.tokens ?? [])], firstTwo);
        // What was scored behind a beginning is what is scored with it before, while all fits into one window.
        const [first, then] = [ids.subarray(0, 2), ids.subarray(2, CONTEXT - 1)];
        const inputs = Int32Array.of(BEGIN, ...first, ...then);
        const behind = await scoreIds(session, parameters, { inputs, first: 2 }, {});
        assertClose(behind.logProbabilities, whole.logProbabilities.subarray(2, CONTEXT - 1), 'behind a beginning');
      }));
  }

  for (const kind of ['transformer, rotary', 'transformer, learned'])
    it(`sees the more the smaller the stride: ${kind}`, () =>
      withNetwork(kind, async (opened) => {
        const ids = opened.ids(5 * CONTEXT);
        const { logProbabilities } = await scored(opened, ids, { stride: CONTEXT });
        for (let from = 0; from < ids.length; from += CONTEXT) {
          const before = from === 0 ? [BEGIN] : [ids[from - 1]];
          const inputs = Int32Array.of(...before, ...ids.subarray(from, from + CONTEXT));
          const own = await scoreIds(opened.session, opened.parameters, { inputs, first: 0 }, {});
          assertClose(logProbabilities.subarray(from, from + CONTEXT), own.logProbabilities, `the window at ${from}`);
        }
        const slid = await scored(opened, ids, { stride: 1 });
        const last = ids.length - 1;
        const inputs = ids.subarray(last - CONTEXT);
        const own = await scoreIds(opened.session, opened.parameters, { inputs, first: CONTEXT - 1 }, {});
        assertClose(slid.logProbabilities.subarray(last), own.logProbabilities, 'the last token, with all before it');
      }));

  for (const kind of ['lstm', 'transformer, rotary'])
    it(`is judged on a long text as it is scored: ${kind}`, () =>
      withNetwork(kind, async (opened) => {
        const ids = opened.ids(3000);
        const part = {
          length: ids.length,
          read: (position: number, into: Int32Array) => into.set(ids.subarray(position, position + into.length)),
        };
        const judged = new Float32Array(ids.length).fill(NaN);
        const fractions: number[] = [];
        await judgePart(
          opened.session,
          opened.parameters,
          { part, begin: BEGIN },
          {
            told: (from, values) => judged.set(values, from),
            progress: (fraction) => fractions.push(fraction),
          },
        );
        const { logProbabilities } = await scored(opened, ids);
        assertClose(judged, logProbabilities, 'in lanes', 1e-4);
        assert.equal(fractions.at(-1), 1);
      }));

  it('stops where it is asked to', () =>
    withNetwork('lstm', async (opened) => {
      const signal = AbortSignal.abort();
      await assert.rejects(scored(opened, opened.ids(5), { signal }), { code: 'CANCELLED' });
    }));
});

describe('the windows of a text', () => {
  it('say each token once, with at least what the stride leaves before it', () => {
    for (const [inputs, context, stride] of [
      [1, 4, 2],
      [4, 4, 2],
      [5, 4, 4],
      [17, 4, 3],
      [30, 7, 1],
      [9, 1, 1],
    ]) {
      // prettier-ignore
      const windows = [...windowsOf(inputs, { context, stride })];
      let next = 0;
      for (const { start, from, to } of windows) {
        assert.equal(from, next);
        assert.ok(to > from && to - start <= context, JSON.stringify({ start, from, to }));
        assert.ok(from === 0 || from - start >= context - stride, 'looks back');
        for (let input = from; input < to; input++)
          assert.ok(windowStart(input + 1, { context, stride }) <= start || from === 0, 'as when gone on with');
        next = to;
      }
      assert.equal(next, inputs);
    }
    assert.deepEqual([usualStride(1), usualStride(2), usualStride(65)], [1, 1, 32]);
  });

  it('that are asked from some token on are those of the whole text', () => {
    const sizes = { context: 6, stride: 2 };
    const all = [...windowsOf(25, sizes)];
    const some = [...windowsOf(25, sizes, 11)];
    const expected = all.filter(({ to }) => to > 11).map((each) => ({ ...each, from: Math.max(11, each.from) }));
    assert.deepEqual(some, expected);
  });
});

describe('texts that are gone on with', () => {
  it('tell their own begin and end tokens, and pass on whether there are best tokens', () => {
    const decoder = { vocabulary: 5, begin: 2, end: 3 } as Parameters<typeof createContinuing>[0];
    const steps = createContinuing(decoder, { begin: 4, end: 1, stride: 1 });
    assert.deepEqual([steps.vocabulary, steps.begin, steps.end, steps.best?.(2)], [5, 4, 1, undefined]);
  });
});
