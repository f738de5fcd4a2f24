// What simple models guess at the same places: the most frequent token, and n-grams from the true tokens before.

import { LabError } from '../../../protocol/labError';
import type { Metrics } from '../../../protocol/run';
import { toTranslate } from '../../../protocol/toTranslate';
import { maskedFigures } from '../../metrics/maskedFigures';
import { wholeFigure } from '../../metrics/numbers';
import type { NgramModel } from '../../ngrams/ngramModel';
import type { TokenPart } from '../../store/tokenStore';
import type { PrepareOptions } from '../../train/preparedRun';
import { countModel } from '../languageModel/ngrams/countModel';
import { unlessTooLarge } from '../languageModel/ngrams/simpleNgrams';
import type { SimpleModel } from '../texts/besideTable';
import type { MaskedText } from './maskedText';

interface Simple extends Pick<PrepareOptions<unknown>, 'progress' | 'signal'> {
  train: TokenPart;
  masked: MaskedText;
  /** Texts with the places that are asked for. */
  texts: () => Iterable<{ ids: Int32Array; places: readonly number[] }>;
}

/** Tokens of the longest n-grams. */
const ORDER = 3;
/** With more tokens, or more probabilities to be looked through, n-grams would take minutes. */
const MOST_TOKENS = 20_000_000;
const MOST_PROBABILITIES = 1_000_000_000;

/** Fails with `DISK` and `CANCELLED`. */
export async function simpleGuesses(simple: Simple): Promise<SimpleModel[]> {
  const { train, masked, texts } = simple;
  const vocabulary = masked.text.vocabulary.tokens.length;
  let places = 0;
  for (const text of texts()) places += text.places.length;
  const found: SimpleModel[] = [];
  const add = async (name: string, order: number): Promise<void> => {
    const figures = await figuresOf(simple, order);
    if (figures) found.push({ name, figures });
  };
  await add(toTranslate('The most frequent token'), 1);
  if (train.length <= MOST_TOKENS && places * vocabulary <= MOST_PROBABILITIES)
    await add(toTranslate('Kneser-Ney, from the two true tokens before'), ORDER);
  return found;
}

/** Undefined where the model does not fit into memory. */
async function figuresOf(simple: Simple, order: number): Promise<Metrics | undefined> {
  const { train, masked, progress, signal, texts } = simple;
  const vocabulary = masked.text.vocabulary.tokens.length;
  const options = { order, discounts: 3 as const, cutoff: 1, memory: 0 };
  const counted = await unlessTooLarge((allow) => countModel(train, options, { vocabulary, progress, signal, allow }));
  if (!counted) return undefined;
  const { model } = counted;
  const guess = guesser(model, masked);
  const amount = { places: 0, right: 0, nats: 0 };
  for (const { ids, places } of texts()) {
    await new Promise((resolve) => setImmediate(resolve)); // a stop request is heard here
    if (signal.aborted) throw new LabError('CANCELLED', 'Evaluation was cancelled.');
    const asked = new Set(places);
    let state = model.advance(model.start(), masked.text.end);
    ids.forEach((id, at) => {
      if (asked.has(at)) {
        const { best, probability } = guess(state, id);
        amount.places++;
        amount.nats -= Math.log(probability);
        if (best === id) amount.right++;
      }
      state = model.advance(state, id);
    });
  }
  const figures = maskedFigures([amount]);
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, wholeFigure(figure)]));
}

/** Tokens that are never masked cannot stand at such a place: what they have is shared out. */
function guesser(model: NgramModel, { roles }: MaskedText) {
  const never = Array.from(roles.keys()).filter((id) => roles[id] === 'never');
  const values = new Float32Array(model.vocabulary);
  let best = 0;
  let rest = 1;
  const look = (state: Int32Array): void => {
    model.distribution(state, values);
    rest = 1;
    for (const id of never) {
      rest -= values[id];
      values[id] = 0;
    }
    best = 0;
    for (let id = 1; id < values.length; id++) if (values[id] > values[best]) best = id;
  };
  let isKnown = false;
  return (state: Int32Array, label: number): { best: number; probability: number } => {
    if (state.length > 0 || !isKnown) look(state); // without a history all places are alike
    isKnown = true;
    return { best, probability: values[label] / Math.max(rest, Number.EPSILON) };
  };
}
