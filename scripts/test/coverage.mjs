// How much of the parts that count the unit tests run (Q2 of docs/promises.md): lines, and branches as V8 knows them. Says which lines
// were not run. `coverage.mjs [--built]`
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { measure } from '../coverage/measure.mjs';
import { root } from '../root.mjs';
import { figure } from './figures.mjs';
import { runMocha, shared } from './mocha.mjs';

/** Folders of src, with the tests that are for them. */
const PARTS = {
  'src/engine/store/': ['test/engine/store', 'test/engine/runs'],
  'src/protocol/': ['test/protocol', 'test/host'],
  'src/engine/decode/': ['test/engine/decode'],
  'src/engine/train/': ['test/engine/train', 'test/engine/calls'],
};

const share = (found) => {
  const run = [...found].filter(Boolean).length;
  return `${((100 * run) / Math.max(1, found.length)).toFixed(1)} % of ${found.length}`;
};

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-coverage-'));
  try {
    if (!process.argv.includes('--built'))
      execFileSync(process.execPath, ['esbuild.js'], { cwd: root, stdio: 'inherit' });
    const tests = [...new Set(Object.values(PARTS).flat())].map((place) => `dist/${place}/**/*.test.js`);
    const code = await runMocha([...tests, ...shared(), '--exit'], { NODE_V8_COVERAGE: folder });
    const measured = measure(folder, (source) => Object.keys(PARTS).some((part) => source.startsWith(part)), root);
    for (const part of Object.keys(PARTS)) {
      const files = [...measured].filter(([source]) => source.startsWith(part)).sort();
      const all = (kind) => files.flatMap(([, found]) => [...found[kind].values()]);
      figure(`${part}: lines ${share(all('lines'))}, branches ${share(all('branches'))}, ${files.length} files`);
      for (const [source, { lines }] of files) {
        const missed = [...lines].filter(([, isRun]) => !isRun).map(([line]) => line);
        if (missed.length > 0) console.log(`  ${source}: ${missed.slice(0, 30).join(' ')}`);
      }
    }
    return code;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

main().then((code) => (process.exitCode = code));
