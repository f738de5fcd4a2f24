// What the extension is before anybody has used it: present, and as announced in package.json.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const EXTENSION = 'nlp-lab.nlp-lab';

interface Manifest {
  contributes: { commands: { command: string }[] };
}

function theExtension(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension(EXTENSION);
  assert.ok(extension, 'the extension is installed');
  return extension;
}

describe('activation', () => {
  it('registers every command that package.json announces', async () => {
    const extension = theExtension();
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const announced = (extension.packageJSON as Manifest).contributes.commands.map(({ command }) => command);
    assert.ok(announced.length > 0);
    assert.deepEqual(
      announced.filter((command) => !registered.has(command)),
      [],
    );
  });
});
