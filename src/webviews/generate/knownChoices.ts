// The choices at each place: those of tokens that came just now are known, others are asked for after a rest.

import type { GenerateQuestion, PlaceChoices } from '../../protocol/generateView';
import { asking } from '../shared/asking';
import type { KeptToken } from './continuations';

/** Long enough not to ask for each token that the pointer passes. */
const REST_MS = 120;

export interface KnownChoicesOptions {
  ask(question: GenerateQuestion, signal: AbortSignal): Promise<PlaceChoices>;
  /** They are known now. */
  onKnown(token: KeptToken): void;
  onFailure(error: unknown): void;
}

export interface KnownChoices {
  keep(token: KeptToken, choices: PlaceChoices): void;
  /** Undefined: they are asked for, where they were not known. */
  of(token: KeptToken, question: () => GenerateQuestion): PlaceChoices | undefined;
}

export function knownChoices({ ask, onKnown, onFailure }: KnownChoicesOptions): KnownChoices {
  const known = new WeakMap<KeptToken, PlaceChoices>();
  const questions = asking<{ token: KeptToken; question: GenerateQuestion }, PlaceChoices>({
    restMs: REST_MS,
    ask: ({ question }, signal) => ask(question, signal),
    onAnswer(choices, { token }) {
      known.set(token, choices);
      onKnown(token);
    },
    onFailure,
  });
  return {
    keep: (token, { before, after }) => void known.set(token, { before, after }),
    of(token, question) {
      const choices = known.get(token);
      if (choices) questions.cancel();
      else questions.ask({ token, question: question() });
      return choices;
    },
  };
}
