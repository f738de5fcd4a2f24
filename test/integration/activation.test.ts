// What the extension is before anybody has used it: present, quick, as announced in package.json, and without its engine.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';

interface Manifest {
  contributes: { commands: { command: string }[] };
}

function theExtension(): vscode.Extension<Inspection> {
  const extension = vscode.extensions.getExtension<Inspection>('nlp-lab.nlp-lab');
  assert.ok(extension, 'the extension is installed');
  return extension;
}

describe('activation', () => {
  it('takes less than 50 ms', async () => {
    const { activationMs } = await theExtension().activate();
    assert.ok(activationMs < 50, `it took ${activationMs.toFixed(1)} ms`);
  });

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
