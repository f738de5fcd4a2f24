// The declarations for models that people write: as the sources have them, and enough for the samples.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { libraryNames } from '../../src/engine/custom/library';
import * as library from '../../src/engine/index';

const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' });

describe('the declarations for models that people write', () => {
  it('are committed as they are now', () => {
    const { status, stderr } = run('scripts/library/modelDeclarations.mjs', '--check');
    assert.equal(status, 0, stderr);
  });

  it('type the samples strictly', () => {
    const samples = fs.readdirSync('samples/custom').filter((name) => /(?<!\.d)\.ts$/.test(name));
    const modules = ['--target', 'es2022', '--module', 'esnext', '--moduleResolution', 'bundler'];
    const flags = ['--strict', '--noEmit', '--skipDefaultLibCheck', '--types', 'node', ...modules];
    const files = samples.map((name) => path.join('samples/custom', name));
    const { status, stdout } = run('node_modules/typescript/bin/tsc', ...flags, ...files);
    assert.equal(status, 0, stdout);
  });

  it('name what such models are given, which the library has, too', () => {
    const text = fs.readFileSync('schemas/nlp-lab.d.ts', 'utf8');
    const front = text.slice(0, text.indexOf("declare module 'nlp-lab/"));
    for (const name of libraryNames) {
      assert.match(front, new RegExp(`\\b${name}\\b`));
      assert.ok(name in library, name);
    }
  });
});
