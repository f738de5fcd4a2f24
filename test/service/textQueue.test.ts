// Batches, fairness and the bounds of the queue, with engines that answer when they are told to.

import assert from 'node:assert/strict';
import type { Engine } from '../../src/service/answering/engines';
import { Refusal } from '../../src/service/answering/refusals';
import { TextQueue } from '../../src/service/answering/textQueue';

interface Given {
  texts: string[];
  signal: AbortSignal;
  answer(): void;
  fail(error: Error): void;
}

function queueOf(options: { batch?: number; size?: number; timeoutMs?: number; engines?: number } = {}) {
  const { batch = 4, size = 20, timeoutMs = 60_000, engines: count = 1 } = options;
  const engines = Array.from({ length: count }, () => ({ isBusy: false, streams: 0 }) as Engine);
  const queue = new TextQueue({ batch, size, timeoutMs, idle: () => engines.find(({ isBusy }) => !isBusy) });
  const given: Given[] = [];
  const ask = (texts: string[], { key = 'a', client = 'me', signal = new AbortController().signal } = {}) =>
    queue.ask<string>({
      ...{ key, client, signal, texts },
      answer: (_, texts, leaving) =>
        new Promise((resolve, reject) =>
          given.push({
            ...{ texts, signal: leaving, fail: reject },
            answer: () => resolve(texts.map((text) => `${text}!`)),
          }),
        ),
    });
  return { queue, ask, given };
}

/** Everything that is settled has been heard of. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the queue of texts', () => {
  it('answers together what came while engines were busy and asks the same', async () => {
    const { ask, given } = queueOf();
    const asked = [ask(['1']), ask(['2']), ask(['x'], { key: 'b' }), ask(['3', '4'])];
    assert.deepEqual(given[0].texts, ['1']);
    for (let at = 0; at < 3; at++, await turn()) given[at].answer();
    assert.deepEqual(
      given.map(({ texts }) => texts),
      [['1'], ['2', '3', '4'], ['x']],
    );
    assert.deepEqual(await Promise.all(asked), [['1!'], ['2!'], ['x!'], ['3!', '4!']]);
  });

  it('lets others in between the parts of a large request', async () => {
    const { ask, given } = queueOf({ batch: 2 });
    const asked = [ask(['1', '2', '3', '4', '5']), ask(['x'], { key: 'b' })];
    for (let at = 0; at < 4; at++, await turn()) given[at].answer();
    assert.deepEqual(
      given.map(({ texts }) => texts),
      [['1', '2'], ['3', '4'], ['x'], ['5']],
    );
    assert.deepEqual((await Promise.all(asked))[0], ['1!', '2!', '3!', '4!', '5!']);
  });

  it('asks again, each by itself, where a batch fails', async () => {
    const { ask, given } = queueOf();
    void ask(['0']);
    const [good, bad] = [ask(['1']), ask(['2'])];
    const refused = assert.rejects(bad, /cannot/);
    given[0].answer();
    await turn();
    given[1].fail(new Error('cannot'));
    await turn();
    given[2].answer();
    await turn();
    given[3].fail(new Error('cannot'));
    await refused;
    assert.deepEqual(await good, ['1!']);
  });

  const statusOf = (asked: Promise<unknown>): Promise<number> =>
    asked.then(
      () => 200,
      (error: unknown) => (error instanceof Refusal ? error.status : 500),
    );

  it('is bounded, and gives one client half of itself', async () => {
    const { ask, queue } = queueOf({ size: 4, batch: 1 });
    void ask(['under way']);
    void ask(['1', '2']);
    assert.equal(await statusOf(ask(['3'])), 429);
    void ask(['4', '5'], { client: 'you' });
    assert.equal(await statusOf(ask(['6'], { client: 'they' })), 503);
    assert.equal(queue.length, 4);
  });

  it('forgets whose asker has gone and who has waited too long', async () => {
    const { ask, given, queue } = queueOf({ timeoutMs: 20 });
    const gone = new AbortController();
    void ask(['0']).catch(() => undefined);
    const left = statusOf(ask(['1'], { signal: gone.signal }));
    gone.abort();
    assert.equal(await left, 503);
    assert.equal(queue.length, 0);
    assert.equal(await statusOf(ask(['2'])), 503);
    given[0].answer();
    await turn();
    assert.equal(given.length, 1);
  });

  it('ends an answer that nobody waits for any more, and asks for none of its texts again', async () => {
    const { ask, given } = queueOf();
    const leaving = [new AbortController(), new AbortController()];
    void ask(['0']);
    const asked = leaving.map(({ signal }, i) => ask([String(i)], { signal }));
    given[0].answer();
    await turn();
    leaving[0].abort();
    assert.equal(given[1].signal.aborted, false, 'another waits');
    leaving[1].abort();
    assert.equal(given[1].signal.aborted, true);
    given[1].fail(new Error('cancelled'));
    await Promise.all(asked.map((each) => assert.rejects(each, /Nobody waits/)));
    assert.equal(given.length, 2);
  });

  it('refuses what waits when it closes, and answers what is under way', async () => {
    const { ask, given, queue } = queueOf({ batch: 1 });
    const [first, second] = [ask(['1']), statusOf(ask(['2']))];
    queue.close(new Refusal(503, 'UNAVAILABLE', 'closing'));
    assert.equal(await second, 503);
    assert.equal(await statusOf(ask(['3'])), 503);
    given[0].answer();
    assert.deepEqual(await first, ['1!']);
  });
});
