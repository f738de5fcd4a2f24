// Every call ends, whatever happens to messages on their way (promise I8); the whole number is run by `npm run test:messages`.
import assert from 'node:assert/strict';
import { createClient, serve } from '../../src/protocol/rpc';
import { portPair } from '../host/memoryPort';
import { runSchedules, told } from './schedules';
import { drawnSeed } from '../support/seed';

const SCHEDULES = 60;

interface Waiting {
  calls: { wait: { request: number; reply: number } };
  events: Record<string, never>;
}

describe('every call ends', () => {
  it('once, where messages are lost, late, doubled and in any order', async () => {
    console.log(`      seed ${drawnSeed}: ${told(await runSchedules(drawnSeed, SCHEDULES))}`);
  });

  it('with its own reply where a page is loaded anew while calls of the old one run', async () => {
    const { left, right } = portPair();
    const waiting: (() => void)[] = [];
    serve<Waiting>(right, { wait: (number) => new Promise((resolve) => waiting.push(() => resolve(number))) });
    void createClient<Waiting>(left).call('wait', 1);
    const reply = createClient<Waiting>(left).call('wait', 2);
    while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
    waiting.forEach((end) => end());
    assert.equal(await reply, 2);
  });

  it('where it cannot even be sent', async () => {
    const { left } = portPair();
    const client = createClient<Waiting>(left);
    const stop = new AbortController();
    await assert.rejects(client.call('wait', (() => 1) as never, { signal: stop.signal }), { name: 'DataCloneError' });
    stop.abort(); // nothing is left that listens
    client.close('over');
  });
});
