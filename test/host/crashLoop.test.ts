// Engines that keep dying are not started for ever.
import assert from 'node:assert/strict';
import { givingUp } from '../../src/host/engine/crashLoop';
import { SharedEngine } from '../../src/host/engine/sharedEngine';
import type { EngineContract } from '../../src/protocol/engine';
import { connectEngine, type StartEngine } from '../../src/protocol/engineThread';
import { type Handlers, serve } from '../../src/protocol/rpc';
import { portPair } from './memoryPort';

const ASKED = { runsFolder: '/runs' };

describe('a crash loop', () => {
  /** Engines that die in each call while `dies` says so. */
  function lab(dies: () => boolean, idleMs = 1e6) {
    const clock = { now: 0 };
    let started = 0;
    const start: StartEngine = (listeners) => {
      started++;
      const { left, right, close } = portPair();
      const end = (): void => close('The engine failed: boom.');
      const handlers: Partial<Handlers<EngineContract>> = {
        runs: () => (dies() ? new Promise(() => end()) : { runs: [] }),
        shutdown: () => (setImmediate(end), {}),
      };
      serve<EngineContract>(right, handlers as Handlers<EngineContract>);
      return connectEngine(left, listeners);
    };
    const engine = new SharedEngine({
      start: givingUp(start, { deaths: 3, withinMs: 1000, now: () => clock.now }),
      onLog: () => undefined,
      idleMs,
    });
    return { clock, engine, started: () => started };
  }

  it('is left after three deaths, until the first of them is long ago', async () => {
    let isWell = false;
    const { clock, engine, started } = lab(() => !isWell);
    for (let death = 1; death <= 3; death++) {
      clock.now += 100;
      await assert.rejects(engine.call('runs', ASKED), /boom/);
    }
    assert.equal(started(), 3);
    isWell = true;
    for (let asked = 0; asked < 5; asked++)
      await assert.rejects(engine.call('runs', ASKED), /ended unexpectedly 3 times within a minute/);
    assert.equal(started(), 3);
    clock.now = 1101;
    assert.deepEqual(await engine.call('runs', ASKED), { runs: [] });
    assert.equal(started(), 4);
    await engine.dispose();
  });

  it('is none where engines end because they are asked to', async () => {
    const { engine, started } = lab(() => false, 0);
    for (let times = 0; times < 5; times++) {
      const gone = new Promise<void>((resolve) => engine.onGone(resolve));
      await engine.call('runs', ASKED);
      await gone;
    }
    assert.equal(started(), 5);
    await engine.dispose();
  });
});
