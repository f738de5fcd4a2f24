// Builds and runs the figures of very many runs (test/scale/trackerFigures.ts); options are passed on.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../root.mjs';

const outfile = path.join(root, 'dist', 'test', 'scale', 'trackerFigures.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/scale/trackerFigures.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  target: 'node20',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
