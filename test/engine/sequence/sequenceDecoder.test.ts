// The transformer's decoder: hypotheses that share what was kept, few tokens instead of all, wide beams, sentences that come
// and go. Whatever way it goes, the outputs are those of the plain way, and their score is the score by teacher forcing.

import assert from 'node:assert/strict';
import { beamSearch } from '../../../src/engine/decode/beamSearch';
import type { Hypothesis } from '../../../src/engine/decode/hypothesis';
import { sample } from '../../../src/engine/decode/sampling';
import { plainSearch, type SearchOptions } from '../../../src/engine/decode/searchOptions';
import { createSequenceModel } from '../../../src/engine/models/sequence/createSequenceModel';
import type { Feeds } from '../../../src/engine/runtime/session';
import { EOS, PAD } from '../../../src/engine/text/vocabulary';
import { createSequenceSession, type SequenceSession } from '../../../src/engine/sequence/sequenceSession';
import { randomNumbers } from '../../faults/randomNumbers';
import { drawnParameters } from '../../support/drawnParameters';
import { seedOf } from '../../support/seed';

const SEED = seedOf(77);
const LONGEST = 44;

interface Opened {
  session: SequenceSession;
  parameters: Feeds;
  sources: Int32Array[];
}

/** A small model with drawn weights and sources of different length. @param vocabulary with and without a divisor */
async function opened(vocabulary: number, use: (opened: Opened) => Promise<void>): Promise<void> {
  const random = randomNumbers(SEED);
  const model = createSequenceModel(
    {
      ...{ type: 'transformer', width: 16, heads: 2, feedForward: 24, encoderLayers: 1, decoderLayers: 2 },
      ...{ norm: 'pre', positions: 'sinusoidal', activation: 'relu', dropout: 0, tieEmbeddings: true },
    },
    {
      ...{ sourceVocabulary: vocabulary, targetVocabulary: vocabulary, shared: true },
      ...{ longest: LONGEST + 1, padding: 'after' },
    },
  );
  const parameters = drawnParameters(model.parameters, random);
  const sources = Array.from({ length: 7 }, () =>
    Int32Array.from([...Array.from({ length: 1 + random.below(9) }, () => 4 + random.below(vocabulary - 4)), EOS]),
  );
  const shape = { padding: 'after' as const, maxLength: LONGEST };
  const session = createSequenceSession(model, shape, { device: 'cpu', threads: 1 }, vocabulary, parameters);
  try {
    await use({ session, parameters, sources });
  } finally {
    await session.release();
  }
}

const longestOf = (sentence: number): number => 5 + 5 * sentence;

async function search({ session, parameters, sources }: Opened, options: Partial<SearchOptions>, kind: 'best' | 'all') {
  const { best, ...rest } = session.decoder(parameters);
  const decoder = kind === 'best' ? { ...rest, best } : rest;
  const found = await beamSearch(decoder, sources, { ...plainSearch, maxLength: longestOf, ...options });
  return found.map(({ outputs }) => outputs);
}

async function assertTeacherForced({ session, parameters, sources }: Opened, outputs: readonly Hypothesis[][]) {
  const pairs = outputs.flatMap((own, sentence) => own.map((output) => ({ source: sources[sentence], output })));
  const joined = (parts: readonly (readonly number[] | Int32Array)[]) => {
    const starts = [0];
    for (const part of parts) starts.push(starts[starts.length - 1] + part.length);
    const ids = Int32Array.from(parts.flatMap((part) => [...part]));
    return { ids, starts: Int32Array.from(starts), truncated: 0, empty: 0, unknown: 0 };
  };
  const encoded = {
    source: joined(pairs.map(({ source }) => source)),
    target: joined(pairs.map(({ output }) => output.tokens)),
  };
  const { logProbabilities } = await session.score(parameters, encoded, [Int32Array.from(pairs.keys())]);
  pairs.forEach(({ output }, i) =>
    output.logProbabilities.forEach((value, t) =>
      assert.ok(Math.abs(value - logProbabilities[i][t]) < 1e-4, `output ${i}, token ${t}`),
    ),
  );
}

const tokensOf = (outputs: readonly Hypothesis[][]) => outputs.map((own) => own.map(({ tokens }) => [...tokens]));

describe('the decoder of a transformer', () => {
  for (const [vocabulary, what] of [
    [64, 'in parts'],
    [67, 'a prime number of tokens'],
  ] as const)
    it(`finds with the most probable tokens what it finds with all: ${what}`, () =>
      opened(vocabulary, async (open) => {
        for (const options of [{ beam: 1 }, { beam: 5, nBest: 5, lengthPenalty: 0.6 }, { beam: 5, minLength: 4 }]) {
          const best = await search(open, options, 'best');
          assert.deepEqual(tokensOf(best), tokensOf(await search(open, options, 'all')));
          await assertTeacherForced(open, best);
        }
      }));

  it('keeps sharing right while slots are left out, when sentences end, and with beams too wide to share', () =>
    opened(64, async (open) => {
      for (const beam of [4, 12, 20]) {
        const outputs = await search(open, { beam, nBest: 3, minLength: LONGEST - 4, maxLength: longestOf }, 'best');
        assert.equal(outputs[6][0].tokens.length, longestOf(6));
        await assertTeacherForced(open, outputs);
        const { session, parameters, sources } = open;
        for (const sentence of [0, 6]) {
          const alone = await search({ session, parameters, sources: [sources[sentence]] }, {
            ...{ beam, nBest: 3, minLength: LONGEST - 4, maxLength: () => longestOf(sentence) },
          }, 'all'); // prettier-ignore
          assert.deepEqual(tokensOf(alone)[0], tokensOf(outputs)[sentence]);
        }
      }
    }));

  it('runs two searches at a time that do not disturb each other, and none at all', () =>
    opened(64, async ({ session, parameters, sources }) => {
      const decoder = session.decoder(parameters);
      const options = { ...plainSearch, beam: 3, maxLength: () => 12 };
      const run = async (some: Int32Array[]) =>
        tokensOf((await beamSearch(decoder, some, options)).map(({ outputs }) => outputs));
      const [first, second] = [sources.slice(0, 3), sources.slice(3)];
      const inTurn = [await run(first), await run(second)];
      assert.deepEqual(await Promise.all([run(first), run(second)]), inTurn);
      assert.deepEqual(await run([]), []);
    }));

  it('draws outputs whose probabilities are those by teacher forcing', () =>
    opened(64, async (open) => {
      const { session, parameters, sources } = open;
      // Scoring takes the padding token for padding.
      const uniform = (sentence: number) => randomNumbers(SEED + sentence).next;
      const drawing = { temperature: 1, topK: 0, topP: 1, uniform };
      for (const nBest of [3, 20]) {
        const options = { ...plainSearch, nBest, beam: nBest, banned: [[PAD]], maxLength: longestOf };
        await assertTeacherForced(open, await sample(session.decoder(parameters), sources, options, drawing));
      }
    }));
});
