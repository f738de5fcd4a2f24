// An n-gram model as a language model like others: its states are the nodes of the last tokens, and nothing looks further back.

import { LabError } from '../../protocol/labError';
import type { StepModel } from '../decode/stepModel';
import type { NgramModel, NgramState } from '../ngrams/ngramModel';
import type { LanguageModel, TokenScores } from './languageModel';
import type { LanguageText } from './languageText';
import { mostProbable } from '../decode/mostProbable';

interface NgramSteps {
  /** By row. */
  states: readonly NgramState[];
  /** What the first step is handed is in the states already. */
  isFirst: boolean;
}

/** Tokens between two pauses. */
const PAUSE_EVERY = 1 << 15;
/** Of those whose place is told with the whole distribution. */
const PAUSE_EVERY_DISTRIBUTION = 64;

export function createNgramLanguage(model: NgramModel, text: LanguageText): LanguageModel {
  const { vocabulary } = model;
  const begin = (): NgramState => model.advance(model.start(), text.begin);

  const steps: StepModel<NgramSteps> = {
    vocabulary,
    begin: text.begin,
    end: text.end,
    start: (prompts: readonly Int32Array[]) =>
      Promise.resolve({
        states: prompts.map((prompt) =>
          prompt.subarray(-model.order).reduce<NgramState>((state, token) => model.advance(state, token), begin()),
        ),
        isFirst: true,
      }),
    step({ states, isFirst }, tokens) {
      const next = isFirst ? states : states.map((state, row) => model.advance(state, tokens[row]));
      const logProbabilities = new Float32Array(next.length * vocabulary);
      next.forEach((state, row) => {
        const values = logProbabilities.subarray(row * vocabulary, (row + 1) * vocabulary);
        logDistribution(model, state, values);
      });
      return Promise.resolve({ logProbabilities, state: { states: next, isFirst: false } });
    },
    reorder: ({ states, isFirst }, { rows }) => ({ states: Array.from(rows, (row) => states[row]), isFirst }),
  };

  return {
    text,
    steps: steps as StepModel<unknown>,

    async score(ids, { before, ranks = false, best = 0, signal, progress } = {}) {
      const count = Math.min(best, vocabulary);
      const scores: TokenScores = {
        logProbabilities: new Float32Array(ids.length),
        ...(ranks && { ranks: new Int32Array(ids.length) }),
        ...(count > 0 && {
          best: {
            count,
            tokens: new Int32Array(ids.length * count),
            logProbabilities: new Float32Array(ids.length * count).fill(-Infinity),
          },
        }),
      };
      const row = new Float32Array(ranks || count > 0 ? vocabulary : 0);
      let state = (before ?? new Int32Array(0)).reduce<NgramState>(
        (last, token) => model.advance(last, token),
        before ? model.start() : begin(),
      );
      for (let at = 0; at < ids.length; at++) {
        if (at % (row.length > 0 ? PAUSE_EVERY_DISTRIBUTION : PAUSE_EVERY) === 0) {
          await pause(signal);
          progress?.(at / ids.length);
        }
        scores.logProbabilities[at] = Math.log(model.probability(state, ids[at]));
        if (row.length > 0) tellPlace(scores, at, row);
        state = model.advance(state, ids[at]);
      }
      return scores;

      function tellPlace({ ranks, best }: TokenScores, at: number, values: Float32Array): void {
        logDistribution(model, state, values);
        if (ranks) ranks[at] = moreProbable(values, values[ids[at]]);
        if (!best) return;
        const tokens = mostProbable(values, best.count);
        best.tokens.set(tokens, at * best.count);
        best.logProbabilities.set(
          Float32Array.from(tokens, (token) => values[token]),
          at * best.count,
        );
      }
    },

    async judge(part, { signal, told, progress }) {
      let state = begin();
      for (let from = 0; from < part.length; from += PAUSE_EVERY) {
        await pause(signal);
        const ids = new Int32Array(Math.min(PAUSE_EVERY, part.length - from));
        part.read(from, ids);
        const values = new Float32Array(ids.length);
        ids.forEach((id, i) => {
          values[i] = Math.log(model.probability(state, id));
          state = model.advance(state, id);
        });
        told(from, values);
        progress?.((from + ids.length) / part.length);
      }
    },

    release: () => Promise.resolve(),
  };
}

function logDistribution(model: NgramModel, state: NgramState, into: Float32Array): void {
  model.distribution(state, into);
  for (let token = 0; token < into.length; token++) into[token] = Math.log(into[token]);
}

const moreProbable = (values: Float32Array, value: number): number => {
  let count = 0;
  for (const other of values) if (other > value) count++;
  return count;
};

async function pause(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve)); // a stop request is heard here
  if (signal?.aborted) throw new LabError('CANCELLED', 'Scoring was cancelled.');
}
