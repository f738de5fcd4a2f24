import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const root = process.cwd();

describe('the complete model in docs/engine.md', () => {
  it('compiles and learns to recall', async () => {
    const code = /```ts\n([\s\S]*?)```/.exec(fs.readFileSync(path.join(root, 'docs/engine.md'), 'utf8'))?.[1];
    assert.ok(code, 'docs/engine.md shows no model');
    const folder = fs.mkdtempSync(path.join(root, 'dist', 'docs-'));
    try {
      const source = path.join(root, 'dist', path.basename(folder), 'example.ts');
      fs.writeFileSync(source, code.replaceAll("'nlp-lab'", "'../../src/engine/index'"));
      const out = path.join(folder, 'example.js');
      const esbuild = path.join(root, 'node_modules/esbuild/bin/esbuild');
      const flags = [
        '--bundle',
        '--platform=node',
        '--external:onnxruntime-node',
        '--external:kiwi-nlp',
        '--log-level=error',
      ];
      flags.push('--alias:jsonc-parser=jsonc-parser/lib/esm/main.js'); // its main file cannot be bundled
      execFileSync(process.execPath, [esbuild, source, ...flags, `--outfile=${out}`]);
      const { trainRecall } = createRequire(source)(out) as {
        trainRecall(steps: number, uniform: () => number): Promise<number[]>;
      };
      let state = 7;
      const losses = await trainRecall(300, () => (state = (state * 48271) % 2147483647) / 2147483647);
      const late = losses.slice(-20).reduce((a, b) => a + b) / 20;
      assert.ok(losses[0] > 1.5 && late < 0.3, `loss went from ${losses[0]} to ${late}`);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
