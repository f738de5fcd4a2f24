// Ports over threads and processes: what each passes on, why it closes, and how an engine behind one is ended.

import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { mock } from 'node:test';
import { connectEngine } from '../../src/protocol/engineThread';
import type { EngineContract } from '../../src/protocol/engine';
import {
  endWithStarter,
  FORK_OPTIONS,
  GONE,
  ISOLATIONS,
  portOfProcess,
  SHUTDOWN,
} from '../../src/protocol/processPort';
import { serve, type Handlers } from '../../src/protocol/rpc';
import { portOfParent, portOfWorker } from '../../src/protocol/workerPort';
import { portPair } from '../host/memoryPort';

/** Listens to a port: all that came, in order. */
function heard(port: ReturnType<typeof portOfWorker>): unknown[] {
  const all: unknown[] = [];
  port.onMessage((message) => all.push(message));
  port.onClose((reason) => all.push(`closed: ${reason}`));
  return all;
}

class Endpoint extends EventEmitter {
  posted: unknown[] = [];
  postMessage = (message: unknown, transfer?: readonly ArrayBuffer[]): void =>
    void this.posted.push([message, transfer]);
}

describe('a port over a thread', () => {
  it('passes messages on, with what is handed over', () => {
    for (const open of [portOfWorker, portOfParent]) {
      const endpoint = new Endpoint();
      const port = open(endpoint);
      const buffer = new ArrayBuffer(1);
      port.post('a');
      port.post('b', [buffer]);
      assert.deepEqual(endpoint.posted, [['a', []], ['b', [buffer]]]); // prettier-ignore
      const all = heard(port);
      endpoint.emit('message', 7);
      assert.deepEqual(all, [7]);
    }
  });

  it('closes when the worker ends, with the error that it died of', () => {
    const [quiet, dead, odd] = [new Endpoint(), new Endpoint(), new Endpoint()];
    const all = [quiet, dead, odd].map((endpoint) => heard(portOfWorker(endpoint)));
    quiet.emit('exit', 0);
    dead.emit('error', new Error('boom'));
    assert.deepEqual(all[1], [], 'not before it has ended');
    dead.emit('exit', 1);
    odd.emit('error', 'thrown text');
    odd.emit('exit', 1);
    assert.deepEqual(all, [['closed: The engine has ended.'], ['closed: The engine failed: boom'], ['closed: The engine failed: thrown text']]); // prettier-ignore
  });

  it('closes when the starting side has gone', () => {
    const endpoint = new Endpoint();
    const all = heard(portOfParent(endpoint));
    endpoint.emit('close');
    assert.deepEqual(all, ['closed: The other side has gone.']);
  });
});

class Child extends EventEmitter {
  pid: number | undefined = 4711;
  sent: unknown[] = [];
  killed: string[] = [];
  send(message: never, _handle: undefined, _options: undefined, whenSent: () => void): boolean {
    this.sent.push(message);
    whenSent();
    return true;
  }
  kill(signal: 'SIGKILL'): void {
    this.killed.push(signal);
  }
}

describe('a port over a process', () => {
  const opened = () => {
    const child = new Child();
    const port = portOfProcess(child);
    return { child, port, all: heard(port) };
  };

  it('passes messages on, but for the last, which is why it closes', () => {
    const { child, port, all } = opened();
    port.post({ a: 1 });
    assert.deepEqual(child.sent, [{ a: 1 }]);
    for (const message of [1, null, { kind: 'event' }, { kind: GONE, reason: 'The engine has ended.' }]) child.emit('message', message); // prettier-ignore
    child.emit('close', 0, null);
    assert.deepEqual(all, [1, null, { kind: 'event' }, 'closed: The engine has ended.']);
  });

  it('says how a process ended that did not say why', () => {
    const ended = (code: number | null, signal: string | null) => {
      const { child, all } = opened();
      child.emit('close', code, signal);
      return all[0];
    };
    assert.equal(ended(3, null), "closed: The engine's process ended unexpectedly, with exit code 3.");
    assert.equal(ended(null, 'SIGSEGV'), "closed: The engine's process ended unexpectedly, by the signal SIGSEGV.");
  });

  it('closes at once where the process was never started, else when it has ended', () => {
    const never = opened();
    never.child.pid = undefined;
    never.child.emit('error', new Error('ENOENT'));
    assert.deepEqual(never.all, ["closed: The engine's process failed: ENOENT"]);
    const started = opened();
    started.child.emit('error', new Error('EPIPE'));
    assert.deepEqual(started.all, []);
    started.child.emit('close', 1, null);
    assert.deepEqual(started.all, ["closed: The engine's process failed: EPIPE"]);
  });

  it('kills, and says that it was it', () => {
    const { child, port, all } = opened();
    port.kill?.();
    assert.deepEqual(child.killed, ['SIGKILL']);
    child.emit('close', null, 'SIGKILL');
    assert.match(String(all[0]), /did not stop when it was asked to/);
  });

  it('that has failed before keeps that as the reason, killed or not', () => {
    const { child, port, all } = opened();
    child.emit('error', new Error('EPIPE'));
    child.emit('error', new Error('later'));
    port.kill?.();
    child.emit('close', null, 'SIGKILL');
    assert.deepEqual(all, ["closed: The engine's process failed: EPIPE"]);
  });

  it('is started in ways that both sides know', () => {
    assert.deepEqual([ISOLATIONS, GONE, FORK_OPTIONS], [['thread', 'process'], 'gone', { serialization: 'advanced', execArgv: [] }]); // prettier-ignore
    assert.deepEqual(SHUTDOWN, { kind: 'call', id: -1, name: 'shutdown', request: {} });
  });
});

describe('a process whose starter has gone', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('leaves what it is at, and is ended a second and a half later', () => {
    const told: string[] = [];
    const self = Object.assign(new EventEmitter(), {
      ...{ pid: 4711, kill: (pid: number, signal: string) => void told.push(`${signal} ${pid}`) },
    });
    endWithStarter(self, () => void told.push('leave'));
    mock.timers.tick(10_000);
    assert.deepEqual(told, [], 'it has not gone yet');
    self.emit('disconnect');
    assert.deepEqual(told, ['leave']);
    mock.timers.tick(1499);
    assert.equal(told.length, 1);
    mock.timers.tick(1);
    assert.deepEqual(told, ['leave', 'SIGKILL 4711']);
  });
});

describe('an engine behind a port', () => {
  const connected = (heeds: boolean, patienceMs = 1e6, canKill = true) => {
    const { left, right, close } = portPair();
    let [asked, killed] = [0, 0];
    const handlers = {
      shutdown() {
        asked++;
        if (!heeds) return new Promise(() => undefined);
        setImmediate(() => close('The engine has ended.'));
        return {};
      },
    };
    serve<EngineContract>(right, handlers as unknown as Handlers<EngineContract>);
    const kill = (): void => {
      killed++;
      close('killed');
    };
    const engine = connectEngine(canKill ? { ...left, kill } : left, {}, patienceMs);
    return { engine, close, counts: () => [asked, killed] };
  };

  it('is asked to end, once, and has gone then', async () => {
    for (const canKill of [true, false]) {
      const { engine, counts } = connected(true, 1e6, canKill);
      await Promise.all([engine.end(), engine.end()]);
      assert.equal(await engine.gone, 'The engine has ended.');
      assert.deepEqual(counts(), [1, 0]);
      await assert.rejects(engine.client.call('shutdown', {}), { code: 'CLOSED', message: 'The engine has ended.' });
    }
  });

  it('is killed where it does not heed that', async () => {
    const { engine, counts } = connected(false, 1);
    await engine.end();
    assert.equal(await engine.gone, 'killed');
    assert.equal(counts()[1], 1);
  });

  it('that has gone by itself says why, and ends at once', async () => {
    const { engine, close } = connected(true);
    close('It died.');
    assert.equal(await engine.gone, 'It died.');
    await engine.end();
  });
});
