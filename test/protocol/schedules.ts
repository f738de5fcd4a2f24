// Seeded schedules of calls over ports that do not keep what ports promise: every call ends exactly once, with its own reply
// or a coded failure, none later than its deadline and the patience of a hard stop (promise I8). Time is virtual.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { withHardStop } from '../../src/protocol/hardStop';
import { LabError } from '../../src/protocol/labError';
import { createClient, type Handlers, serve } from '../../src/protocol/rpc';
import { randomNumbers, type RandomNumbers } from '../faults/randomNumbers';
import { flakyPair } from './flakyPort';

export const CALLS_A_SCHEDULE = 50;
/** Each call is cancelled so long after it was made, if it has not ended; so much later the other side is killed. */
const DEADLINE_MS = 60;
const PATIENCE_MS = 20;

type Way = 'now' | 'later' | 'throws' | 'heeds' | 'deaf' | 'unsendable';
const WAYS: readonly Way[] = ['now', 'now', 'later', 'later', 'throws', 'heeds', 'unsendable'];
const DEAF_TOO: readonly Way[] = [...WAYS, 'deaf'];

interface Calls {
  calls: { work: { request: { number: number; way: Way }; reply: { number: number }; progress: { number: number } } };
  events: Record<string, never>;
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function handlersFor(random: RandomNumbers): Handlers<Calls> {
  return {
    async work({ number, way }, { signal, progress }) {
      progress({ number });
      if (way === 'throws') throw new LabError('INVALID_DATA', `Call ${number} fails.`);
      if (way === 'unsendable') return { number, held: () => number };
      if (way === 'deaf') return new Promise(() => undefined);
      if (way === 'heeds')
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      if (way === 'later') await later(random.below(30));
      progress({ number });
      return { number };
    },
  };
}

export interface Ends {
  calls: number;
  replies: number;
  failures: number;
  closed: number;
  /** The latest end after a call was made, in virtual ms. */
  latestMs: number;
}

/** Everything that `task` awaits before it goes on with timers has been done. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One schedule. @throws AssertionError where a call does not end as it must */
async function runSchedule(seed: number, ends: Ends): Promise<void> {
  const random = randomNumbers(seed);
  const chance = (most: number): number => (random.next() < 0.6 ? 0 : random.next() * most);
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    let now = 0;
    const { left, right, close } = flakyPair(
      { loss: chance(0.2), double: chance(0.4), mostDelayMs: random.below(25) },
      random,
    );
    serve<Calls>(right, handlersFor(random));
    const kill = (): void => close('It did not heed.');
    const client = withHardStop(createClient<Calls>(left), { kill }, PATIENCE_MS);
    const ways = random.next() < 0.3 ? DEAF_TOO : WAYS;
    const closesAt = random.next() < 0.3 ? random.below(150) : Infinity;
    const open = new Set<number>();
    const call = async (number: number): Promise<void> => {
      const began = now;
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), random.next() < 0.2 ? random.below(DEADLINE_MS) : DEADLINE_MS);
      open.add(number);
      ends.calls++;
      const onProgress = (told: { number: number }): void => {
        assert.ok(open.has(number), `seed ${seed}: call ${number} told something after its end`);
        assert.equal(told.number, number, `seed ${seed}: progress of another call`);
      };
      try {
        const reply = await client.call(
          'work',
          { number, way: random.pick(ways) },
          { signal: stop.signal, onProgress },
        );
        assert.equal(reply.number, number, `seed ${seed}: the reply of another call`);
        ends.replies++;
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        if (error.code === 'CLOSED') ends.closed++;
        else ends.failures++;
      }
      open.delete(number);
      clearTimeout(timer);
      ends.latestMs = Math.max(ends.latestMs, now - began);
    };
    const made: Promise<void>[] = [];
    for (; made.length < CALLS_A_SCHEDULE || open.size > 0; now++) {
      assert.ok(now <= CALLS_A_SCHEDULE + DEADLINE_MS + PATIENCE_MS, `seed ${seed}: ${[...open].join()} never end`);
      if (now === closesAt) close('It has gone.');
      for (let some = random.below(3); some > 0 && made.length < CALLS_A_SCHEDULE; some--) made.push(call(made.length));
      if (made.length < now && made.length < CALLS_A_SCHEDULE) made.push(call(made.length));
      mock.timers.tick(1);
      await settle();
    }
    await Promise.all(made);
  } finally {
    mock.timers.reset();
  }
}

/** So many schedules from `seed` on. */
export async function runSchedules(seed: number, schedules: number): Promise<Ends> {
  const ends: Ends = { calls: 0, replies: 0, failures: 0, closed: 0, latestMs: 0 };
  for (let number = 0; number < schedules; number++) await runSchedule(seed + number, ends);
  assert.ok(ends.latestMs <= DEADLINE_MS + PATIENCE_MS, `a call ended after ${ends.latestMs} ms`);
  return ends;
}

export const told = ({ calls, replies, failures, closed, latestMs }: Ends): string =>
  `${calls} calls: ${replies} replies, ${failures} failures, ${closed} closed; the latest ended after ${latestMs} of ${DEADLINE_MS + PATIENCE_MS} ms`;
