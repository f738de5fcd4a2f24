// A program in one file whose parts are loaded on demand: a small one, built and run.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { withParts } from '../../scripts/partsOnDemand.cjs';

interface Program {
  first(): Promise<{ isCounter: boolean; counted: number; isPath: boolean }>;
  second(): Promise<number>;
  counted(): number;
}

const SOURCES = {
  'counter.ts': 'export class Counter { count = 0; }; export const counter = new Counter();',
  'both.ts': 'let calls = 0; export const called = () => ++calls; export const SHARED = "of both parts";',
  'first.ts': `import * as path from 'node:path'; import { Counter, counter } from './counter'; import { called, SHARED } from './both';
    const TEXT = 'of the first part';
    export const first = () => { called(); counter.count++; return { isCounter: counter instanceof Counter, counted: counter.count, isPath: path.isAbsolute('/' + TEXT + SHARED) }; };`,
  'second.ts': `import { called, SHARED } from './both'; export const second = () => called() + 0 * SHARED.length;`,
  'program.ts': `import * as path from 'node:path'; import { counter } from './counter';
    export const first = async () => (await import('./first')).first();
    export const second = async () => (await import('./second')).second();
    export const counted = () => counter.count + 0 * path.sep.length;`,
};

describe('parts on demand', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-parts-'));
  const outdir = path.join(folder, 'dist');
  const parts = path.join(outdir, 'parts');
  const program = path.join(outdir, 'program.js');
  after(() => fs.rmSync(folder, { recursive: true }));

  async function built(minify: boolean): Promise<Program> {
    for (const [name, text] of Object.entries(SOURCES)) fs.writeFileSync(path.join(folder, name), text);
    const entryPoints = { program: path.join(folder, 'program.ts') };
    const plain = { bundle: true, platform: 'node', format: 'cjs', metafile: true, entryPoints } as const;
    await build(withParts({ ...plain, plugins: [], outdir, minify, sourcemap: !minify }));
    const require = createRequire(program);
    for (const known of Object.keys(require.cache)) if (known.startsWith(outdir)) delete require.cache[known];
    return require(program) as Program;
  }

  for (const minify of [false, true])
    it(`share classes and state with the program and each other${minify ? ', minified too' : ''}`, async () => {
      const { first, second, counted } = await built(minify);
      assert.equal(counted(), 0);
      assert.deepEqual(await first(), { isCounter: true, counted: 1, isPath: true });
      assert.deepEqual([counted(), await second()], [1, 2]);
    });

  it('lie outside of the program, and those that are no longer asked for are gone', async () => {
    fs.mkdirSync(parts, { recursive: true });
    fs.writeFileSync(path.join(parts, 'old-ABCDEFGH.js'), '');
    await built(true);
    assert.doesNotMatch(fs.readFileSync(program, 'utf8'), /of the first part|of both parts/);
    assert.equal(fs.readdirSync(parts).length, 3, 'two parts and what both have');
  });

  it('have source maps that lead to the sources', async () => {
    await built(false);
    const name = fs.readdirSync(parts).find((file) => /^first-.*\.js\.map$/.test(file));
    const map = JSON.parse(fs.readFileSync(path.join(parts, name ?? ''), 'utf8')) as { sources: string[] };
    assert.ok(
      map.sources.some((source) => path.resolve(parts, source) === path.join(folder, 'first.ts')),
      map.sources.join(),
    );
  });

  it('are missed aloud', async () => {
    const { first } = await built(true);
    fs.rmSync(parts, { recursive: true });
    await assert.rejects(first(), /(Cannot find module|no such file).*parts\/first-/);
  });
});
