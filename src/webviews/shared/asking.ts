// Asks again while a person types: after a short rest, one question at a time, and what was asked before is cancelled, so
// that no answer arrives late.

import { latest } from './latest';

export interface AskingOptions<Q, A> {
  restMs: number;
  ask(question: Q, signal: AbortSignal): Promise<A>;
  onAnswer(answer: A, question: Q): void;
  onFailure(error: unknown): void;
}

export interface Asking<Q> {
  /** Asks after the rest, or at once. */
  ask(question: Q, atOnce?: boolean): void;
  /** Nothing comes of what was asked. */
  cancel(): void;
}

export function asking<Q, A>({ restMs, ask, onAnswer, onFailure }: AskingOptions<Q, A>): Asking<Q> {
  const questions = latest();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function run(question: Q): void {
    const outcome = { onAnswer: (answer: A) => onAnswer(answer, question), onFailure };
    void questions.ask((signal) => ask(question, signal), outcome);
  }

  function cancel(): void {
    clearTimeout(timer);
    questions.drop();
  }

  return {
    ask(question, atOnce = false) {
      cancel();
      if (atOnce) run(question);
      else timer = setTimeout(() => run(question), restMs);
    },
    cancel,
  };
}
