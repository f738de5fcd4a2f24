// Stop means stop: a side that can be killed is, when it does not heed a cancelled call.

import type { Client, Contract, Port } from './rpc';

/** Far more than a step takes, or a checkpoint to be written. */
export const PATIENCE_MS = 30_000;

/** `client`, where a call that is cancelled and not settled `patienceMs` later kills the other side; all its calls settle by that. */
export function withHardStop<C extends Contract>(
  client: Client<C>,
  { kill }: Pick<Port, 'kill'>,
  patienceMs: number,
): Client<C> {
  if (!kill) return client;
  const call: Client<C>['call'] = async (name, request, options) => {
    const signal = options?.signal;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onAbort = (): void => void (timer = setTimeout(kill, patienceMs));
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await client.call(name, request, options);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      clearTimeout(timer);
    }
  };
  return { ...client, call };
}
