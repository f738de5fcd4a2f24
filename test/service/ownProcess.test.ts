// The built program as the editor starts it: told by a message what to serve, over when its starter is, and clear about what is wrong.

import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FORK_OPTIONS } from '../../src/protocol/processPort';
import type { ServeReply, ServeRequest } from '../../src/protocol/serving';

const RUN = path.resolve('test', 'golden', 'runs', 'logistic'); // nothing native is loaded

function started(
  request: Partial<ServeRequest>,
  program = path.resolve('dist', 'service.js'),
): {
  child: ChildProcess;
  reply: Promise<ServeReply>;
  code: Promise<unknown>;
} {
  const child = fork(program, {
    ...FORK_OPTIONS,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.send({ runs: [{ folder: RUN }], host: '127.0.0.1', port: 0, version: 'none', ...request });
  const reply = new Promise<ServeReply>((resolve) =>
    child.once('message', (message) => resolve(message as ServeReply)),
  );
  const code = new Promise((resolve) => child.once('exit', resolve));
  return { child, reply, code };
}

describe('the process of a service', () => {
  it('answers until its starter has gone', async () => {
    const { child, reply, code } = started({});
    const said = await reply;
    assert.ok(said.kind === 'serving', JSON.stringify(said));
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"a lovely film"}' };
    const answer = (await (await fetch(`${said.address}/predict`, init)).json()) as {
      predictions: { label: string }[];
    };
    assert.equal(typeof answer.predictions[0].label, 'string');
    const second = started({ port: Number(new URL(said.address).port) });
    const refused = await second.reply;
    assert.ok(refused.kind === 'failed' && refused.error.code === 'BUSY', JSON.stringify(refused));
    for (const each of [child, second.child]) each.disconnect();
    assert.deepEqual(await Promise.all([code, second.code]), [0, 0]);
  });

  it('ends with its starter though its engine is stuck in a step', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-stuck-'));
    try {
      const program = path.join(folder, 'service.js');
      fs.copyFileSync(path.resolve('dist', 'service.js'), program);
      const stuck = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);';
      fs.writeFileSync(path.join(folder, 'worker.js'), stuck);
      const { child } = started({}, program);
      const ended = once(child, 'exit');
      child.disconnect();
      assert.deepEqual(await ended, [null, 'SIGKILL']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
