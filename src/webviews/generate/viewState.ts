// What the view remembers over a reload, and what the engine is asked that comes of it.

import type { DrawingRules, GenerateQuestion } from '../../protocol/generateView';
import { NO_QUESTION, type QuestionState } from '../shared/runQuestion';
import type { SideState } from '../shared/sidePanel';
import type { SavedTree } from './savedTrees';

export interface SamplingState {
  greedy: boolean;
  temperature: number;
  /** 0: all. */
  topK: number;
  /** 1: all. */
  topP: number;
  /** 0: all. */
  minP: number;
  /** 1: all. */
  typical: number;
  seed: number;
  /** Each continuation from the prompt on takes the next seed. */
  nextSeed: boolean;
  tokens: number;
  /** A stop text in each line, with `\n` and `\t`. */
  stop: string;
  withoutUnknown: boolean;
}

/** Of the question one run and the prompt. */
export interface GenerateState extends QuestionState, SideState, SamplingState {
  color: 'surprisal' | 'rank';
  asTable: boolean;
  /** Whether the rules are unfolded. */
  options: boolean;
  /** The latest first; that of the prompt that is shown is the first one. */
  trees: SavedTree[];
}

export const DEFAULTS: GenerateState = {
  ...NO_QUESTION,
  ...{ greedy: false, temperature: 1, topK: 0, topP: 1, minP: 0, typical: 1, seed: 1, nextSeed: true },
  ...{ tokens: 100, stop: '', withoutUnknown: true },
  ...{ color: 'surprisal', asTable: false, options: false, trees: [] },
  ...{ details: true, section: 'token', sideWidth: 0 },
};

export const rulesOf = (state: SamplingState): DrawingRules => {
  const { greedy, temperature, topK, topP, minP, typical, seed, withoutUnknown } = state;
  return { sampling: { greedy, temperature, topK, topP, minP, typical, seed }, withoutUnknown };
};

const ESCAPED: Record<string, string> = { n: '\n', t: '\t', '\\': '\\' };

export const stopTexts = (written: string): string[] =>
  written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/\\([nt\\])/g, (_, letter: string) => ESCAPED[letter]));

/** @param chosen ids behind the prompt; the last one is told where `toldChosen` is 1 */
export function askedOf(
  state: SamplingState,
  { run, prompt, chosen, toldChosen }: Pick<GenerateQuestion, 'run' | 'prompt' | 'chosen' | 'toldChosen'>,
): GenerateQuestion {
  const { tokens, stop } = state;
  return { run, prompt, chosen, toldChosen, tokens, stop: stopTexts(stop), ...rulesOf(state) };
}
