// The engines of a service that is over before they were ready.

import assert from 'node:assert/strict';
import type { EngineThread, StartEngine } from '../../src/protocol/engineThread';
import { Engines } from '../../src/service/answering/engines';

describe('the engines of a service', () => {
  it('end with it, also while they are prepared', async () => {
    const ended: string[] = [];
    const start: StartEngine = () =>
      ({
        client: {},
        gone: new Promise(() => undefined),
        end() {
          ended.push('engine');
          return Promise.resolve();
        },
      }) as unknown as EngineThread;
    let ready = (): void => undefined;
    const engines = new Engines({
      ...{ start, count: 2, onFree: () => undefined, log: () => undefined },
      prepare: () => new Promise((resolve) => (ready = resolve)),
    });
    void engines.start();
    await engines.end();
    assert.deepEqual(ended, ['engine', 'engine']);
    ready();
    await new Promise(setImmediate);
    assert.deepEqual(engines.ready, []);
  });
});
