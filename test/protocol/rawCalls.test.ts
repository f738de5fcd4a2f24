// Calls as they stand on the port: what a server answers to, and what a client posts.

import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import { createClient, serve } from '../../src/protocol/rpc';
import { portOfParent } from '../../src/protocol/workerPort';

interface Plain {
  calls: { plain: { request: string; reply: string } };
  events: Record<string, never>;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('calls on the port', () => {
  const channels: MessageChannel[] = [];
  afterEach(() => channels.splice(0).forEach(({ port1 }) => port1.close()));

  /** What a server answers to what is posted as it is, up to the reply of a call that comes last. */
  async function answersTo(...messages: unknown[]): Promise<Record<string, unknown>[]> {
    const { port1, port2 } = new MessageChannel();
    channels.push({ port1, port2 });
    serve<Plain>(portOfParent(port2), { plain: (text) => `${text}!` });
    const heard: Record<string, unknown>[] = [];
    const isOver = new Promise<void>((resolve) =>
      port1.on('message', (message: Record<string, unknown>) =>
        message.id === 99 ? resolve() : void heard.push(message),
      ),
    );
    for (const message of [...messages, { kind: 'call', id: 99, name: 'plain', request: '' }])
      port1.postMessage(message);
    await isOver;
    return heard;
  }

  it('of no known name fail, whatever objects have', async () => {
    for (const name of ['other', 'toString', '__proto__']) {
      const error = { code: 'INVALID_ARGUMENT', message: `There is no call named "${name}".`, place: undefined };
      const answers = await answersTo({ kind: 'call', id: 1, name, request: {} });
      assert.deepEqual(answers, [{ kind: 'failure', id: 1, error }]);
    }
  });

  it('are not answered where they are no calls', async () => {
    const call = { kind: 'call', id: 1, name: 'plain', request: 'a' };
    const odd = [
      null,
      7,
      { ...call, id: '1' },
      { ...call, id: 0.5 },
      { ...call, name: 7 },
      { ...call, kind: 'called' },
    ];
    const others = ['cancel', 'progress', 'reply', 'failure', 'event'].map((kind) => ({ ...call, kind }));
    assert.deepEqual(await answersTo(...odd, ...others), []);
    assert.deepEqual(await answersTo(call), [{ kind: 'reply', id: 1, reply: 'a!' }]);
  });

  it('go on where a message with their number is no cancel', async () => {
    const { port1, port2 } = new MessageChannel();
    channels.push({ port1, port2 });
    let release = (): void => undefined;
    const waits = new Promise<void>((resolve) => (release = resolve));
    const plain = async (text: string, { signal }: { signal: AbortSignal }) => {
      if (text === 'release') release();
      else await waits;
      return String(signal.aborted);
    };
    serve<Plain>(portOfParent(port2), { plain });
    const heard: unknown[] = [];
    const isOver = new Promise<void>((resolve) => port1.on('message', ({ id, reply }: { id: number; reply: unknown }) => (heard.push([id, reply]), heard.length === 3 && resolve()))); // prettier-ignore
    const call = (id: number, request: string) => ({ kind: 'call', id, name: 'plain', request });
    const others = ['progress', 'reply', 'failure', 'call'].map((kind) => ({ ...call(1, ''), kind }));
    for (const message of [call(1, ''), call(2, ''), ...others, { kind: 'cancel', id: 2 }, call(3, 'release')])
      port1.postMessage(message);
    await isOver;
    assert.deepEqual(heard.sort(), [[1, 'false'], [2, 'true'], [3, 'false']]); // prettier-ignore
  });

  it('have numbers that another client of the same port has not', async () => {
    const { port1, port2 } = new MessageChannel();
    channels.push({ port1, port2 });
    const ids: number[] = [];
    const isOver = new Promise<void>((resolve) => port2.on('message', ({ id }: { id: number }) => (ids.push(id), ids.length === 4 && resolve()))); // prettier-ignore
    for (let i = 0; i < 2; i++) {
      const client = createClient<Plain>(portOfParent(port1));
      for (let j = 0; j < 2; j++) client.call('plain', '').catch(() => undefined);
    }
    await isOver;
    assert.equal(new Set(ids).size, 4);
    assert.ok(ids.every((id) => Number.isSafeInteger(id) && id > 0));
    assert.deepEqual([ids[1] - ids[0], ids[3] - ids[2]], [1, 1]);
    assert.ok(Math.abs(ids[2] - ids[0]) > 1000, 'by chance once in half a thousand million');
  });

  it('are cancelled once, and not when they are over or could not be sent', async () => {
    const { port1, port2 } = new MessageChannel();
    channels.push({ port1, port2 });
    const heard: string[] = [];
    port2.on('message', ({ kind, id }: { kind: string; id: number }) => {
      heard.push(kind);
      if (kind === 'call') port2.postMessage({ kind: heard.length === 1 ? 'reply' : 'failure', id, reply: '' });
    });
    const client = createClient<Plain>(portOfParent(port1));
    const aborts = [0, 1, 2, 3].map(() => new AbortController());
    await client.call('plain', '', { signal: aborts[0].signal });
    await assert.rejects(client.call('plain', '', { signal: aborts[1].signal }));
    const unsendable = (() => undefined) as unknown as string;
    await assert.rejects(client.call('plain', unsendable, { signal: aborts[2].signal }), { name: 'DataCloneError' });
    const last = client.call('plain', '', { signal: aborts[3].signal });
    for (const abort of aborts) abort.abort();
    await assert.rejects(last);
    await turn();
    assert.deepEqual(heard, ['call', 'call', 'call', 'cancel']);
  });

  it('are not over where something else has their number', async () => {
    const { port1, port2 } = new MessageChannel();
    channels.push({ port1, port2 });
    const client = createClient<Plain>(portOfParent(port1));
    port2.on('message', ({ id }: { id: number }) => {
      for (const kind of ['call', 'cancel', 'reply']) port2.postMessage({ kind, id, name: 'plain', reply: kind });
    });
    assert.equal(await client.call('plain', ''), 'reply');
  });
});
