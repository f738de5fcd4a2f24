// A side that can be killed is, when it does not heed.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { withHardStop } from '../../src/protocol/hardStop';
import { createClient, type Contract, serve } from '../../src/protocol/rpc';
import { portPair } from '../host/memoryPort';

interface Calls extends Contract {
  calls: { work: { request: { heeds: boolean }; reply: string } };
  events: Record<string, never>;
}

describe('a hard stop', () => {
  function connect(patienceMs: number) {
    const { left, right, close } = portPair();
    let killed = 0;
    serve<Calls>(right, {
      work: ({ heeds }, { signal }) =>
        new Promise((resolve) => heeds && signal.addEventListener('abort', () => resolve('stopped'), { once: true })),
    });
    const kill = (): void => {
      killed++;
      close('killed');
    };
    const client = withHardStop(createClient<Calls>(left), { kill }, patienceMs);
    return { client, killed: () => killed };
  }

  it('comes when a cancelled call is not heeded, and settles all calls', async () => {
    const { client, killed } = connect(1);
    const stop = new AbortController();
    const deaf = client.call('work', { heeds: false }, { signal: stop.signal });
    const other = client.call('work', { heeds: true });
    stop.abort();
    await assert.rejects(deaf, /killed/);
    await assert.rejects(other, /killed/);
    assert.equal(killed(), 1);
  });

  it('does not come when it is heeded', async () => {
    const { client, killed } = connect(1e6);
    const stop = new AbortController();
    const work = client.call('work', { heeds: true }, { signal: stop.signal });
    setImmediate(() => stop.abort());
    assert.equal(await work, 'stopped');
    assert.equal(killed(), 0);
  });

  it('does not come later for a call that was heeded, nor for one that is over', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const { client, killed } = connect(100);
      const [early, late] = [new AbortController(), new AbortController()];
      const work = client.call('work', { heeds: true }, { signal: early.signal });
      setImmediate(() => early.abort());
      assert.equal(await work, 'stopped');
      mock.timers.tick(1000);
      await assert.rejects(client.call('none' as 'work', { heeds: true }, { signal: late.signal }));
      late.abort();
      mock.timers.tick(1000);
      assert.equal(killed(), 0);
    } finally {
      mock.timers.reset();
    }
  });

  it('is not to be had where nothing can be killed', () => {
    const client = createClient<Calls>(portPair().left);
    assert.equal(withHardStop(client, {}, 1), client);
  });
});
