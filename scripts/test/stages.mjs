// The stages of `npm test`, in their order. `tests: false` marks a stage that is one test by itself.
import path from 'node:path';
import { root } from '../root.mjs';

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const script = (...parts) => [process.execPath, path.join(root, ...parts)];

/**
 * The first four keep two cores busy for about as long as the compiler and the linter, which are one process, take; the tests come as
 * soon as there is what they need. `after` names the stages that have to end first: all before it, where it is left out.
 */
export const STAGES = [
  {
    key: 'check',
    name: 'types and rules',
    commands: [script('scripts/test/typesAndRules.mjs')],
    tests: false,
  },
  { key: 'build', name: 'build', commands: [script('esbuild.js')], tests: false, after: [] },
  {
    key: 'host',
    name: 'the browser and editor that tests need',
    commands: [script('scripts/host/ensureChromium.mjs'), script('scripts/host/ensureHost.mjs')],
    tests: false,
    after: [],
  },
  {
    key: 'tidy',
    name: 'format and unused code',
    commands: [[bin('prettier'), '--check', '.'], [bin('knip')], [bin('knip'), '--production']],
    tests: false,
    after: ['build'],
  },
  {
    key: 'integration',
    name: 'tests in the extension host',
    commands: [script('scripts/test/integration.mjs')],
    tests: true,
    after: ['build', 'host'],
  },
  {
    key: 'unit',
    name: 'unit tests',
    commands: [[...script('scripts/test/unit.mjs'), '--built']],
    tests: true,
    after: ['build', 'host', 'tidy', 'integration'], // and beside what is left of the first
  },
  {
    key: 'e2e',
    name: 'browser tests of the packaged extension',
    commands: [script('scripts/test/e2e.mjs')],
    tests: true,
  },
];
