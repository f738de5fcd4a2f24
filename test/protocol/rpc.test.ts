// Calls over a real pair of message ports: whose progress is whose, what is handed over, and how calls end.

import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import { LabError } from '../../src/protocol/labError';
import { type Client, createClient, type EventListeners, type Handlers, serve } from '../../src/protocol/rpc';
import { portOfParent } from '../../src/protocol/workerPort';

interface Counting {
  calls: {
    /** Tells every number below `to`, plus `from`, a turn apart. */
    count: { request: { from: number; to: number }; reply: string; progress: number };
    numbers: { request: { length: number }; reply: Numbers; progress: Numbers };
    plain: { request: string; reply: string };
  };
  events: { said: string };
}

/** Two buffers of float32; `given` is handed over, `kept` is copied. */
interface Numbers {
  given: ArrayBuffer;
  kept: ArrayBuffer;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const hasCode = (code: string) => (error: unknown) => error instanceof LabError && error.code === code;
const numbers = (length: number): Numbers => ({
  given: Float32Array.from({ length }, (_, i) => i).buffer,
  kept: Float32Array.from({ length }, (_, i) => -i).buffer,
});

const usual: Handlers<Counting> = {
  async count({ from, to }, { progress, signal }) {
    for (let i = 0; i < to; i++) {
      progress(from + i);
      await turn();
      if (signal.aborted) throw new LabError('CANCELLED', `Stopped at ${i}.`);
    }
    return `${to} told`;
  },
  numbers: ({ length }) => numbers(length),
  plain: (text) => `${text}!`,
};

describe('calls over ports', () => {
  const channels: MessageChannel[] = [];
  afterEach(() => channels.splice(0).forEach(({ port1 }) => port1.close()));

  /** A client of `handlers`, where they differ from the usual ones. */
  function connected(handlers: Partial<Handlers<Counting>> = {}, listeners?: EventListeners<Counting>) {
    const channel = new MessageChannel();
    channels.push(channel);
    const server = serve<Counting>(portOfParent(channel.port2), { ...usual, ...handlers });
    const client = createClient<Counting>(portOfParent(channel.port1), listeners);
    /** Messages keep their order: whatever was posted before this has arrived after it. */
    const allArrived = async (): Promise<void> => void (await client.call('plain', ''));
    return { client, server, allArrived, closeServer: () => channel.port2.close(), raw: channel.port2 };
  }

  const hear = (client: Client<Counting>, from: number, to: number, signal?: AbortSignal) => {
    const heard: number[] = [];
    const reply = client.call('count', { from, to }, { signal, onProgress: (told) => heard.push(told) });
    return { heard, reply };
  };

  it('tell two callers at once each of its own progress, in order', async () => {
    const order: number[] = [];
    const { client } = connected({
      count: (request, context) =>
        usual.count(request, { ...context, progress: (told) => (order.push(told), context.progress(told)) }),
    });
    const first = hear(client, 0, 20);
    const second = hear(client, 100, 15);
    const third = client.call('count', { from: 1000, to: 5 }); // nobody listens to this one
    assert.deepEqual(await Promise.all([first.reply, second.reply, third]), ['20 told', '15 told', '5 told']);
    assert.deepEqual(first.heard, Array.from({ length: 20 }, (_, i) => i)); // prettier-ignore
    assert.deepEqual(second.heard, Array.from({ length: 15 }, (_, i) => 100 + i)); // prettier-ignore
    assert.deepEqual(order.slice(0, 3), [0, 100, 1000], 'they go on side by side');
  });

  it('tell nothing after the reply, and hand nothing over then', async () => {
    const late = numbers(4);
    let tell: (told: Numbers, transfer?: ArrayBuffer[]) => void = () => undefined;
    const { client, allArrived, raw } = connected({
      numbers: (_, { progress }) => ((tell = progress), progress(numbers(1)), numbers(2)),
    });
    const heard: Numbers[] = [];
    let id = 0;
    raw.once('message', (call: { id: number }) => (id = call.id));
    await client.call('numbers', { length: 2 }, { onProgress: (told) => heard.push(told) });
    tell(late, [late.given]);
    raw.postMessage({ kind: 'progress', id, progress: late }); // as a server would that does not hold to it
    await allArrived();
    assert.equal(heard.length, 1);
    assert.equal(late.given.byteLength, 16);
  });

  it('tell nothing after the end of a call that was cancelled', async () => {
    const stop = new AbortController();
    let tell: (told: number) => void = () => undefined;
    const { client, allArrived } = connected({
      count: (request, context) => ((tell = context.progress), usual.count(request, context)),
    });
    const { heard, reply } = hear(client, 0, 1_000_000, stop.signal);
    while (heard.length < 3) await turn();
    stop.abort();
    await assert.rejects(reply, hasCode('CANCELLED'));
    const before = [...heard];
    tell(-1);
    await allArrived();
    assert.deepEqual(heard, before);
    assert.deepEqual(heard, Array.from(heard, (_, i) => i)); // prettier-ignore
  });

  it('tell what happens between a cancel and the end that the call makes of it', async () => {
    const stop = new AbortController();
    const { client } = connected({
      count: (_, { progress, signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => (progress(2), resolve('stopped in good order')));
          progress(1);
        }),
    });
    const heard: number[] = [];
    const onProgress = (told: number): void => void (heard.push(told), stop.abort());
    const reply = client.call('count', { from: 0, to: 0 }, { signal: stop.signal, onProgress });
    assert.equal(await reply, 'stopped in good order');
    assert.deepEqual(heard, [1, 2]);
  });

  it('are not begun where they were cancelled before', async () => {
    let begun = 0;
    const { client, allArrived } = connected({ count: () => (begun++, '') });
    await assert.rejects(hear(client, 0, 1, AbortSignal.abort()).reply, hasCode('CANCELLED'));
    await allArrived();
    assert.equal(begun, 0);
  });

  it('hand over the buffers that are named, with progress and with the reply, and copy others', async () => {
    const [told, replied] = [numbers(1_000), numbers(2_000)];
    const { client } = connected({
      numbers(_, { progress, transfer }) {
        progress(told, [told.given]);
        assert.equal(told.given.byteLength, 0, 'it is gone at once');
        transfer(replied.given);
        assert.equal(replied.given.byteLength, 8_000, 'it goes with the reply');
        return replied;
      },
    });
    const heard: Numbers[] = [];
    const reply = await client.call('numbers', { length: 0 }, { onProgress: (numbers) => heard.push(numbers) });
    assert.deepEqual([told.given.byteLength, told.kept.byteLength], [0, 4_000]);
    assert.deepEqual([replied.given.byteLength, replied.kept.byteLength], [0, 8_000]);
    assert.deepEqual(heard, [numbers(1_000)]);
    assert.deepEqual(reply, numbers(2_000));
  });

  it('of one call hand over nothing of another', async () => {
    const both = [numbers(10), numbers(20)];
    const { client } = connected({
      async numbers({ length }, { transfer }) {
        const own = both[length];
        if (length === 0) transfer(own.given);
        await turn();
        return own;
      },
    });
    await Promise.all([0, 1].map((length) => client.call('numbers', { length })));
    assert.deepEqual(
      both.map(({ given }) => given.byteLength),
      [0, 80],
    );
  });

  it('that fail after they told something are heard up to there, and keep what they would have handed over', async () => {
    const own = numbers(5);
    const { client } = connected({
      async numbers(_, { progress, transfer }) {
        progress(numbers(1));
        transfer(own.given);
        await turn();
        throw new LabError('INVALID_DATA', 'Line 3 is broken.', { file: '/a.txt', line: 3 });
      },
    });
    const heard: Numbers[] = [];
    await assert.rejects(
      client.call('numbers', { length: 1 }, { onProgress: (told) => heard.push(told) }),
      (error: unknown) =>
        error instanceof LabError &&
        error.code === 'INVALID_DATA' &&
        error.message === 'Line 3 is broken.' &&
        error.place?.line === 3,
    );
    assert.deepEqual(heard, [numbers(1)]);
    assert.equal(own.given.byteLength, 20);
    assert.equal(await client.call('plain', 'on'), 'on!', 'others go on');
  });

  it('whose reply cannot be sent fail instead of never ending', async () => {
    const { client } = connected({
      numbers: ({ length }, { transfer }) => {
        const own = numbers(length);
        transfer(own.given, own.given); // no buffer can be handed over twice
        return own;
      },
    });
    await assert.rejects(client.call('numbers', { length: 1 }), hasCode('INTERNAL'));
    assert.equal(await client.call('plain', 'on'), 'on!');
  });

  it('end when the other side goes: what waits is rejected, what runs is stopped, what comes is refused', async () => {
    let signal: AbortSignal | undefined;
    let tell: (told: number) => void = () => undefined;
    const { client, closeServer } = connected({
      count: (_, context) => (
        (signal = context.signal),
        (tell = context.progress),
        tell(1),
        new Promise(() => undefined)
      ),
    });
    const { heard, reply } = hear(client, 0, 1);
    while (heard.length === 0) await turn();
    closeServer();
    tell(2);
    await assert.rejects(reply, hasCode('CLOSED'));
    while (!signal?.aborted) await turn();
    await assert.rejects(client.call('plain', 'late'), hasCode('CLOSED'));
    assert.deepEqual(heard, [1]);
  });

  it('end when the caller closes, and are told nothing more', async () => {
    const { client } = connected();
    const { heard, reply } = hear(client, 0, 1_000_000);
    const listening = new AbortController();
    const other = hear(client, 0, 1_000_000, listening.signal);
    while (heard.length === 0) await turn();
    client.close('The view was closed.');
    const before = heard.length;
    for (const ended of [reply, other.reply])
      await assert.rejects(
        ended,
        (error: unknown) => hasCode('CLOSED')(error) && /view was closed/.test(String(error)),
      );
    for (let i = 0; i < 5; i++) await turn();
    assert.equal(heard.length, before);
    client.close('Closed again.');
    await assert.rejects(client.call('plain', ''), /view was closed/, 'what came first is the reason');
  });

  it('leave events to those who listen to the port', async () => {
    const said: string[] = [];
    const { client, server, allArrived } = connected({}, { said: (text) => said.push(text) });
    const { heard, reply } = hear(client, 0, 2);
    server.emit('said', 'by the way');
    await reply;
    await allArrived();
    assert.deepEqual([said, heard], [['by the way'], [0, 1]]);
  });

  it('pass over what is no message', async () => {
    const { client, raw } = connected();
    const { heard, reply } = hear(client, 0, 2);
    for (const odd of [
      null,
      7,
      'reply',
      {},
      { kind: 'reply' },
      { kind: 'progress', id: '1' },
      { kind: 'progress', id: 0.5 },
    ])
      raw.postMessage(odd);
    assert.equal(await reply, '2 told');
    assert.deepEqual(heard, [0, 1]);
  });

  it('end where their failure does not say why', async () => {
    const { port1, port2 } = new MessageChannel();
    channels.push({ port1, port2 });
    const client = createClient<Counting>(portOfParent(port1));
    for (const error of [
      undefined,
      null,
      'no',
      {},
      { code: 'DISK', message: { toString: 1 } },
      { code: 1, message: 'a' },
    ]) {
      const call = client.call('plain', '');
      port2.once('message', ({ id }: { id: number }) => port2.postMessage({ kind: 'failure', id, error }));
      await assert.rejects(call, hasCode('INTERNAL'));
    }
  });
});
