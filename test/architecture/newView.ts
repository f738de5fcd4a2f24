// What a view costs: its folder in the host, its folder in the views, the contract between them, and one line. Shown by
// adding a greeting: the import table and package.json know it then, and its page is bundled.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { ChangedCopy } from './changedCopy';
import { importProblems } from './importTable';
import { readTree } from './sourceTree';

const run = promisify(execFile);

interface Manifest {
  activationEvents: string[];
  contributes: { commands: { command: string; title: string }[] };
}

export function addView(copy: ChangedCopy): void {
  copy.add('src/protocol/greeting.ts', 'test/architecture/parts/greetingContract.ts.txt');
  copy.add('src/host/greeting/feature.ts', 'test/architecture/parts/greeting.ts.txt');
  copy.add('src/host/greeting/commands.ts', 'test/architecture/parts/greetingCommands.ts.txt');
  copy.add('src/host/greeting/greetingPanel.ts', 'test/architecture/parts/greetingPanel.ts.txt');
  copy.add('src/webviews/greeting/main.ts', 'test/architecture/parts/greetingPage.ts.txt');
  copy.append('src/host/features.ts', "export { greeting } from './greeting/feature';");
}

export function declareViewTests(changed: () => ChangedCopy): void {
  describe('a new view, a folder in host and webviews and one line', () => {
    let copy: ChangedCopy;

    before(() => void (copy = changed()));

    it('keeps to the import table', () => {
      assert.deepEqual(importProblems(readTree(copy.folder)), []);
    });

    it('has its command and its restoring in package.json', async () => {
      for (const name of ['package.json', 'package.nls.json']) fs.copyFileSync(name, path.join(copy.folder, name));
      const folders = [`--folder=${copy.folder}`, `--source=${copy.folder}`];
      await run(process.execPath, ['scripts/makeManifest.mjs', ...folders]);
      const read = (name: string): unknown => JSON.parse(fs.readFileSync(path.join(copy.folder, name), 'utf8'));
      const { activationEvents, contributes } = read('package.json') as Manifest;
      assert.ok(activationEvents.includes('onWebviewPanel:nlpLab.greeting'));
      assert.ok(contributes.commands.some(({ command }) => command === 'nlpLab.greet'));
      assert.equal((read('package.nls.json') as Record<string, string>)['command.greet'], 'Greet');
    });

    it('has a page', async () => {
      const page = path.join(copy.folder, 'dist/webviews/greeting.js');
      await build({
        entryPoints: [path.join(copy.folder, 'src/webviews/greeting/main.ts')],
        outfile: page,
        ...{ bundle: true, platform: 'browser', format: 'iife', logLevel: 'error' },
        loader: { '.ttf': 'file', '.woff2': 'file' },
      });
      assert.match(fs.readFileSync(page, 'utf8'), /Greet/);
    });
  });
}
