// What a client receives, changed at random: nothing is thrown, events reach only who listens to them, and each call ends with
// what was said of it alone (promise C5).
import assert from 'node:assert/strict';
import { LabError } from '../../src/protocol/labError';
import { createClient } from '../../src/protocol/rpc';
import { type RandomNumbers, randomNumbers } from '../faults/randomNumbers';
import { changedValue, oddValue } from '../support/changedValues';

interface Asked {
  calls: { ask: { request: number; reply: unknown; progress: unknown } };
  events: { said: unknown };
}

const AT_ONCE = 8;

function right(id: number, random: RandomNumbers): Record<string, unknown> {
  return random.pick<() => Record<string, unknown>>([
    () => ({ kind: 'reply', id, reply: { text: 'a' } }),
    () => ({ kind: 'failure', id, error: { code: 'DISK', message: 'Full.', place: { line: 1 } } }),
    () => ({ kind: 'progress', id, progress: { fraction: 0.5 } }),
    () => ({ kind: 'event', name: 'said', event: { text: 'a' } }),
    () => ({ kind: 'several', messages: [{ kind: 'event', name: 'said', event: {} }] }),
  ])();
}

/** @throws AssertionError */
export async function receiveChanged(seed: number, messages: number): Promise<string> {
  const random = randomNumbers(seed);
  let receive: (message: unknown) => void = () => undefined;
  let lastId = 0;
  let said = 0;
  let ended = 0;
  const client = createClient<Asked>(
    {
      post: (message) => (lastId = (message as { id: number }).id),
      onMessage: (listener) => (receive = listener),
      onClose: () => undefined,
    },
    { said: () => said++ },
  );
  const waiting = new Map<number, Promise<unknown>>();
  const ask = (): void => {
    const call = client.call('ask', 1, { onProgress: () => undefined });
    const id = lastId;
    const end = call
      .catch((error: unknown) => assert.ok(error instanceof LabError, `seed ${seed}: ${String(error)}`))
      .finally(() => (ended++, waiting.delete(id)));
    waiting.set(id, end);
  };
  for (let number = 0; number < messages; number++) {
    while (waiting.size < AT_ONCE) ask();
    const id = random.pick([...waiting.keys()]);
    const message = random.next() < 0.2 ? right(id, random) : changedValue(right(id, random), random);
    const before = { ended, said };
    const given = random.next() < 0.02 ? oddValue(random) : message;
    receive(structuredClone(given));
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
    const { messages: several } = Object(given) as { messages?: unknown };
    const most = Array.isArray(several) ? several.length : 1;
    assert.ok(
      ended - before.ended + (said - before.said) <= most,
      `seed ${seed}: message ${number} ended several calls`,
    );
  }
  const left = [...waiting.values()];
  client.close('over');
  await Promise.all(left);
  assert.ok(ended > messages / 20 && said > messages / 20, 'something did get through');
  return `${messages} messages to a client: ${ended} calls ended, ${said} events`;
}
