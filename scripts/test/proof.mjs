// Builds and runs one of the long proofs of test/night, or of another folder of test: `proof.mjs <name> [option ...]`. They say what they
// measured, and end with exit code 1 on any fault.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../root.mjs';

const [name, ...options] = process.argv.slice(2);
const proof = name.includes('/') ? name : `night/${name}`;
const outfile = path.join(root, 'dist', 'test', `${proof}.js`);
await build({
  absWorkingDir: root,
  entryPoints: [`test/${proof}.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  external: [
    'onnxruntime-node',
    'esbuild',
    'kiwi-nlp',
    'kiwi-nlp/dist/kiwi-wasm.wasm',
    'tokenizers',
    'autocannon',
    'vscode',
  ],
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' }, // its main file cannot be bundled
});
const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...options], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
