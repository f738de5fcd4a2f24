// A text as a language model judged it: the log probabilities of its tokens, added up by passage as they come.

import type { JudgeOptions } from '../../language/languageModel';
import type { JudgedText } from './partWriter';
import type { Passage } from './passages';

/** What a model made of a text. */
export interface ScoredText {
  passages: readonly Passage[];
  /** By passage, the negative natural logarithm of its probability. */
  nats: Float64Array;
}

/** @param judge as `LanguageModel` has it, of this text */
export async function scoredText(
  text: JudgedText,
  judge: (told: JudgeOptions['told']) => Promise<void>,
): Promise<ScoredText> {
  const { passages } = text;
  const nats = new Float64Array(passages.length);
  await judge((from, logProbabilities) => {
    let passage = passageAt(passages, from);
    logProbabilities.forEach((value, i) => {
      while (from + i >= passages[passage].to) passage++;
      nats[passage] -= value;
    });
  });
  return { passages, nats };
}

/** The passage of a token: the last that begins at it or before. */
export function passageAt(passages: readonly Passage[], token: number): number {
  let [low, high] = [0, passages.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (passages[middle].from <= token) low = middle;
    else high = middle - 1;
  }
  return low;
}
