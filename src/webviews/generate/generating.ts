// Has one run go on with a text, one continuation at a time, and tells each token as it comes. A continuation that went on while the
// view was hidden is followed.

import type { ContinuedToken, ContinueProgress, ContinueReply } from '../../protocol/continuation';
import type { GenerateQuestion, GenerateViewContract } from '../../protocol/generateView';
import { LabError } from '../../protocol/labError';
import type { CallOptions, Client } from '../../protocol/rpc';
import type { ContinuationEnd } from './continuations';

export interface GeneratingOptions {
  client: Client<GenerateViewContract>;
  onToken(token: ContinuedToken): void;
  onEnd(end: ContinuationEnd, notices: readonly string[]): void;
  onFailure(error: unknown): void;
}

export interface Generating {
  /** What goes on ends first. */
  start(id: number, question: GenerateQuestion): Promise<void>;
  follow(id: number): Promise<void>;
  stop(): void;
}

export function generating({ client, onToken, onEnd, onFailure }: GeneratingOptions): Generating {
  let current: AbortController | undefined;

  async function run(call: (options: CallOptions<ContinueProgress>) => Promise<ContinueReply>): Promise<void> {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    const outcome = await call({
      signal: mine.signal,
      onProgress: ({ token }) => mine === current && onToken(token),
    }).catch((error: unknown) => ({ error }));
    if (mine !== current) return;
    current = undefined;
    if (!('error' in outcome)) return onEnd(outcome.end, outcome.notices);
    const { code } = LabError.toData(outcome.error);
    onEnd(code === 'NOT_FOUND' ? 'lost' : 'stopped', []);
    if (code !== 'CANCELLED' && code !== 'NOT_FOUND') onFailure(outcome.error);
  }

  return {
    start: (id, question) => run((options) => client.call('generate', { id, question }, options)),
    follow: (id) => run((options) => client.call('follow', { id }, options)),
    stop: () => current?.abort(),
  };
}
