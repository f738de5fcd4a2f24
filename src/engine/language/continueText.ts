// Goes on with a text, token by token, whatever the model.

import type {
  ContinuedToken,
  ContinueReply,
  ContinueRequest,
  Sampling,
  TokenChoice,
} from '../../protocol/continuation';
import { LabError } from '../../protocol/labError';
import { createRandom } from '../data/random';
import { drawFrom } from '../decode/sampling';
import { checkSampling, keptTokens, type KeptTokens, type SamplingRules } from '../decode/samplingRules';
import { BOS, PAD, UNK, type Vocabulary } from '../text/vocabulary';
import type { LanguageModel } from './languageModel';
import { mostProbable } from '../decode/mostProbable';
import { certainLength, firstStop, TextGrowth } from './textGrowth';

const USUAL_TOKENS = 100;
const MOST_TOKENS = 100_000;
const USUAL_ALTERNATIVES = 10;
const MOST_ALTERNATIVES = 1000;
const NEVER = [PAD, BOS];

export type Continuation = Omit<ContinueRequest, 'folder' | 'checkpoint'>;

interface ContinuingContext {
  signal: AbortSignal;
  /** Is given each token as soon as it is certain. */
  told: (token: ContinuedToken) => void;
}

/** Fails with `INVALID_ARGUMENT` where the request asks for what there is not, and with `CANCELLED`. */
export async function continueText(
  { text, steps }: LanguageModel,
  request: Continuation,
  { signal, told }: ContinuingContext,
): Promise<ContinueReply> {
  const { vocabulary } = text;
  const wanted = checked(request, vocabulary.tokens.length);
  const prompt = text.encode(request.prompt);
  const notices = noticesOf(prompt, request.prompt);
  const forced = wanted.chosen.slice(wanted.chosen.length - wanted.toldChosen);
  const settled = wanted.chosen.length - forced.length;
  const given = [...prompt, ...wanted.chosen.slice(0, settled)];
  const growth = new TextGrowth(text, given);
  const tokens: ContinuedToken[] = [];
  let [grown, certain] = ['', 0]; // the text so far, and how many tokens were told
  let state = await steps.start([Int32Array.from(given)]);
  try {
    for (let token = text.begin; tokens.length < forced.length + wanted.tokens;) {
      // A message between two tokens is heard, whatever the model.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new LabError('CANCELLED', 'The continuation was cancelled.');
      const { logProbabilities, state: next } = await steps.step(state, Int32Array.of(token));
      state = next;
      const drawn = choose(logProbabilities, wanted, settled + tokens.length);
      const chosen = tokens.length < forced.length ? { ...drawn, id: forced[tokens.length] } : drawn;
      token = chosen.id;
      tokens.push({ ...described(chosen, logProbabilities, wanted.alternatives, vocabulary), text: growth.add(token) });
      grown += tokens[tokens.length - 1].text;
      const stop = firstStop(grown, wanted.stop);
      if (stop !== undefined) return ended(stop);
      tellUpTo(certainLength(grown, wanted.stop));
    }
    tellUpTo(Infinity);
    return { text: growth.whole(), tokens, end: 'length', promptTokens: prompt.length, notices };
  } finally {
    steps.release?.(state);
  }

  /** Tokens whose text ends before this place are told. */
  function tellUpTo(length: number): void {
    let at = tokens.slice(0, certain).reduce((sum, token) => sum + token.text.length, 0);
    for (; certain < tokens.length && (at += tokens[certain].text.length) <= length; certain++) told(tokens[certain]);
  }

  /** What stands before the stop text, of the token in which that begins the part before it. */
  function ended(stop: number): ContinueReply {
    const kept: ContinuedToken[] = [];
    let at = 0;
    for (const token of tokens) {
      if (at >= stop) break;
      kept.push({ ...token, text: token.text.slice(0, stop - at) });
      at += token.text.length;
    }
    for (const token of kept.slice(certain)) told(token);
    return { text: grown.slice(0, stop), tokens: kept, end: 'stop', promptTokens: prompt.length, notices };
  }
}

interface Wanted {
  tokens: number;
  chosen: readonly number[];
  toldChosen: number;
  stop: readonly string[];
  alternatives: number;
  /** Undefined: the most probable token each time. */
  rules?: SamplingRules;
  seed: number;
  never: readonly number[];
}

function checked(
  { chosen = [], stop = [], sampling = {}, withoutUnknown = false, ...numbers }: Continuation,
  vocabulary: number,
): Wanted {
  const { tokens = USUAL_TOKENS, alternatives = USUAL_ALTERNATIVES, toldChosen = 0 } = numbers;
  requireWhole('The number of tokens', tokens, 1, MOST_TOKENS);
  requireWhole('The number of alternatives', alternatives, 0, MOST_ALTERNATIVES);
  for (const id of chosen) requireWhole('A chosen token', id, 0, vocabulary - 1);
  requireWhole('The number of chosen tokens to tell', toldChosen, 0, chosen.length);
  if (stop.includes('')) throw new LabError('INVALID_ARGUMENT', 'A stop text is empty: leave it out.');
  const rules = rulesOf(sampling);
  const seed = sampling.seed ?? 1;
  requireWhole('The seed', seed, 0, Number.MAX_SAFE_INTEGER);
  const never = withoutUnknown ? [...NEVER, UNK] : NEVER;
  return { tokens, chosen, toldChosen, stop, alternatives, rules, seed, never };
}

function rulesOf({ greedy = false, temperature = 1, topK = 0, topP = 1, minP = 0, typical = 1 }: Sampling) {
  const rules: SamplingRules = { temperature, topK, topP, minP, typical };
  checkSampling(rules);
  return greedy ? undefined : rules;
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new LabError('INVALID_ARGUMENT', `${name} must be a whole number from ${least} to ${most}, not ${value}.`);
}

/** Fails with `INVALID_ARGUMENT` where the model knows nothing of the prompt. */
function noticesOf(prompt: Int32Array, text: string): string[] {
  const unknown = prompt.filter((id) => id === UNK).length;
  if (unknown === 0) return [];
  if (unknown === prompt.length)
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run knows no token of the prompt "${text.slice(0, 60)}": none is in its vocabulary. Write it as the training text is written.`,
    );
  return [`${unknown} of ${prompt.length} tokens of the prompt are not in the vocabulary of the run.`];
}

interface Chosen {
  id: number;
  kept: KeptTokens;
}

/** @param place behind the prompt: what is drawn follows from the seed and it */
function choose(values: Float32Array, { rules, seed, never }: Wanted, place: number): Chosen {
  const allowed = values.slice();
  for (const id of never) allowed[id] = -Infinity;
  if (!rules) {
    const [id] = mostProbable(allowed, 1);
    return { id, kept: { tokens: Int32Array.of(id), weights: Float64Array.of(1) } };
  }
  const kept = keptTokens(allowed, rules);
  const { uniform } = createRandom({ seed, stream: 'continuing', index: place });
  return { id: drawFrom(kept, uniform) ?? mostProbable(values, 1)[0], kept };
}

function described(
  { id, kept: { tokens, weights } }: Chosen,
  values: Float32Array,
  alternatives: number,
  vocabulary: Vocabulary,
): Omit<ContinuedToken, 'text'> {
  const choice = (token: number, probability: number): TokenChoice => ({
    ...{ id: token, token: vocabulary.tokens[token], probability },
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const places = mostProbable(Float32Array.from(weights), Math.min(alternatives, weights.length));
  let rank = 0;
  for (const value of values) if (value > values[id]) rank++;
  return {
    ...{ id, token: vocabulary.tokens[id], logProbability: values[id], rank },
    before: Array.from(mostProbable(values, alternatives), (token) => choice(token, Math.exp(values[token]))),
    after: Array.from(places, (place) => choice(tokens[place], weights[place] / total)),
  };
}
