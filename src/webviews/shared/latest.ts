// Of questions that follow each other only the latest counts: those before are cancelled, and what comes of them is dropped.

import { LabError } from '../../protocol/labError';

interface Outcome<A> {
  onAnswer(answer: A): void;
  /** `CANCELLED` after `cancel`. */
  onFailure(error: unknown): void;
}

export interface Latest {
  /** Never rejects. */
  ask<A>(question: (signal: AbortSignal) => Promise<A>, outcome: Outcome<A>): Promise<void>;
  /** The question that is on its way fails. */
  cancel(): void;
  /** The same, and nothing is told of it. */
  drop(): void;
}

export function latest(): Latest {
  let current = new AbortController();

  function drop(): void {
    current.abort();
    current = new AbortController();
  }

  return {
    async ask(question, { onAnswer, onFailure }) {
      drop();
      const mine = current;
      try {
        const answer = await question(mine.signal);
        if (mine !== current) return;
        if (mine.signal.aborted) throw new LabError('CANCELLED', '');
        onAnswer(answer);
      } catch (error) {
        if (mine === current) onFailure(error);
      }
    },
    cancel: () => current.abort(),
    drop,
  };
}
