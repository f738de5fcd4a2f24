// The registry of commands: a file and a line for each, under its own name, in the order of the help.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { mock } from 'node:test';
import { COMMANDS } from '../../src/cli/commands';
import { run } from './fakeEngine';

describe('the commands', () => {
  it('bear the names they are registered under', async () => {
    for (const [name, { load }] of Object.entries(COMMANDS)) assert.equal((await load()).name, name);
  });

  it('have a file each, and nothing else lies beside them', () => {
    const files = fs.readdirSync('src/cli/commands').filter((file) => file !== 'index.ts');
    assert.equal(files.length, Object.keys(COMMANDS).length, files.join(' '));
  });

  it('stand in the help in their order, and none is loaded for it', async () => {
    const loads = Object.values(COMMANDS).map((command) => mock.method(command, 'load'));
    const { out } = await run(['--help']);
    assert.deepEqual([...new Set(loads.map((load) => load.mock.callCount()))], [0]);
    loads.forEach((load) => load.mock.restore());
    const listed = out.split('\n').flatMap((line) => /^ {2}([a-z-]+) {2}/.exec(line)?.[1] ?? []);
    assert.deepEqual(listed, Object.keys(COMMANDS));
  });

  it('are found by nothing but their names', async () => {
    for (const name of ['toString', '__proto__', 'trian'])
      assert.match((await run([name])).err, new RegExp(`^nlp-lab: There is no command "${name}"`));
    assert.match((await run(['trian'])).err, /did you mean train\?/);
  });
});
