// The stages of `npm test`, in their order. `tests: false` marks a stage that is one test by itself.
import path from 'node:path';
import { root } from '../root.mjs';

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const script = (...parts) => [process.execPath, path.join(root, ...parts)];

/** What it learns is kept: a test that checks a copy of the sources goes on from there. */
const tsc = [bin('tsc'), '--noEmit', '-p', 'tsconfig.json', '--incremental'];

/** `beside: true` marks a stage that runs at the same time as the one before it. */
export const STAGES = [
  {
    key: 'check',
    name: 'type check',
    commands: [[...tsc, '--tsBuildInfoFile', 'dist/check.tsbuildinfo']],
    tests: false,
  },
  { key: 'lint', name: 'lint', commands: [[bin('eslint'), '.']], tests: false, beside: true },
  {
    key: 'tidy',
    name: 'format and unused code',
    commands: [[bin('prettier'), '--check', '.'], [bin('knip')], [bin('knip'), '--production']],
    tests: false,
    beside: true,
  },
  { key: 'build', name: 'build', commands: [script('esbuild.js')], tests: false, beside: true },
  {
    key: 'host',
    name: 'the browser and editor that tests need',
    commands: [script('scripts/host/ensureChromium.mjs'), script('scripts/host/ensureHost.mjs')],
    tests: false,
    beside: true,
  },
  { key: 'unit', name: 'unit tests', commands: [[...script('scripts/test/unit.mjs'), '--built']], tests: true },
  {
    key: 'integration',
    name: 'tests in the extension host',
    commands: [script('scripts/test/integration.mjs')],
    tests: true,
    beside: true, // one window by itself leaves a core idle
  },
  {
    key: 'e2e',
    name: 'browser tests of the packaged extension',
    commands: [script('scripts/test/e2e.mjs')],
    tests: true,
  },
];
