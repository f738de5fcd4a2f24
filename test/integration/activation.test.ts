// What the extension is before anybody has used it: present, quick to start, and as announced in package.json.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, say, theExtension } from './lab';

interface Manifest {
  contributes: { commands: { command: string }[] };
}

/** Commands that VS Code makes for every view. */
const OF_VIEWS = /^nlpLab\.(runs|corpora|lessons)\./;

describe('activation', () => {
  it('starts nothing of the engine', async () => {
    const { activationMs, engineStarted } = await activated();
    say(`activated in ${activationMs.toFixed(1)} ms`);
    assert.equal(engineStarted(), false);
  });

  it('registers every command that package.json announces, and no other', async () => {
    await activated();
    const registered = (await vscode.commands.getCommands(true)).filter(
      (command) => command.startsWith('nlpLab.') && !OF_VIEWS.test(command),
    );
    const announced = (theExtension().packageJSON as Manifest).contributes.commands.map(({ command }) => command);
    assert.ok(announced.length > 0);
    assert.deepEqual(registered.sort(), announced.sort());
  });
});
