// Asks again while a person types: after a short rest, one question at a time, and what was asked before is cancelled, so
// that no answer arrives late.

export interface AskingOptions<Q, A> {
  restMs: number;
  ask(question: Q, signal: AbortSignal): Promise<A>;
  onAnswer(answer: A, question: Q): void;
  onFailure(error: unknown): void;
}

export interface Asking<Q> {
  /** Asks after the rest, or at once. */
  ask(question: Q, atOnce?: boolean): void;
  cancel(): void;
}

export function asking<Q, A>({ restMs, ask, onAnswer, onFailure }: AskingOptions<Q, A>): Asking<Q> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current = new AbortController();

  async function run(question: Q): Promise<void> {
    const mine = (current = new AbortController());
    try {
      const answer = await ask(question, mine.signal);
      if (mine === current && !mine.signal.aborted) onAnswer(answer, question);
    } catch (error) {
      if (mine === current && !mine.signal.aborted) onFailure(error);
    }
  }

  function cancel(): void {
    clearTimeout(timer);
    current.abort();
  }

  return {
    ask(question, atOnce = false) {
      cancel();
      if (atOnce) void run(question);
      else timer = setTimeout(() => void run(question), restMs);
    },
    cancel,
  };
}
