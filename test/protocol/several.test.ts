// Messages to a client that go as one.

import assert from 'node:assert/strict';
import { createClient, type EventListeners } from '../../src/protocol/rpc';

interface Told {
  calls: { count: { request: Record<string, never>; reply: string; progress: number } };
  events: { said: string };
}

describe('messages that come as one', () => {
  it('are taken each by itself, the others too where a listener fails', () => {
    let receive: (message: unknown) => void = () => undefined;
    const [said, told]: [string[], number[]] = [[], []];
    const listeners: EventListeners<Told> = {
      said(text) {
        said.push(text);
        if (text === 'a') throw new Error('not drawn');
      },
    };
    let id = 0;
    const port = {
      post: (message: unknown) => void ({ id } = message as { id: number }),
      onMessage: (listener: (message: unknown) => void) => (receive = listener),
      onClose: () => undefined,
    };
    const client = createClient<Told>(port, listeners);
    void client.call('count', {}, { onProgress: (number) => told.push(number) });
    const messages = [
      { kind: 'event', name: 'said', event: 'a' },
      { kind: 'progress', id, progress: 7 },
      { kind: 'several', messages: [{ kind: 'event', name: 'said', event: 'b' }] },
      null,
    ];
    assert.throws(() => receive({ kind: 'several', messages }), /not drawn/);
    assert.deepEqual([said, told], [['a', 'b'], [7]]);
  });
});
