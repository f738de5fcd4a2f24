// What calls of a view tell on their way, such as each token that a run writes, goes to the view at most so often: what has come in
// between goes with the next message there is, before it and in its order, as one message.
import type { Port, Several } from '../../protocol/rpc';

/** For a port to a view, which copies what is sent: buffers are not handed over. */
export function withHeldProgress<P extends Port>(port: P, everyMs: number): P {
  let held: unknown[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = (...messages: readonly unknown[]): void => {
    const all = [...held, ...messages];
    held = [];
    port.post(all.length === 1 ? all[0] : ({ kind: 'several', messages: all } satisfies Several));
  };
  const sendHeld = (): void => {
    timer = undefined;
    if (held.length === 0) return;
    timer = setTimeout(sendHeld, everyMs);
    send();
  };
  return {
    ...port,
    post: (message) => {
      const isProgress = (message as { kind: string }).kind === 'progress';
      if (isProgress && timer) return void held.push(message);
      if (isProgress) timer = setTimeout(sendHeld, everyMs);
      send(message);
    },
    onClose: (listener) =>
      port.onClose((reason) => {
        clearTimeout(timer);
        held = [];
        listener(reason);
      }),
  };
}
