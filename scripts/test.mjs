// `npm test`: every stage in order, going on after a failing one. Ends with the line "N passed, N failed" over all stages;
// type check and lint count as one test each. Exits with 1 when anything failed or a stage of tests ran none.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './root.mjs';

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const node = process.execPath;

/** A stage that has not ended by then never will. */
const STAGE_LIMIT_MS = 10 * 60_000;

/** `tests: false` marks a stage that is one test by itself. */
const STAGES = [
  { name: 'type check', commands: [[bin('tsc'), '--noEmit', '-p', 'tsconfig.json']], tests: false },
  {
    name: 'lint',
    commands: [
      [bin('eslint'), '.'],
      [bin('prettier'), '--check', '.'],
    ],
    tests: false,
  },
  { name: 'build', commands: [[node, 'esbuild.js']], tests: false },
  { name: 'unit tests', commands: [[node, 'scripts/test/unit.mjs']], tests: true },
  { name: 'tests in the extension host', commands: [[node, 'scripts/test/integration.mjs']], tests: true },
  { name: 'browser tests of the packaged extension', commands: [[node, 'scripts/test/e2e.mjs']], tests: true },
];

async function run([command, ...args], environment) {
  const env = { ...process.env, ...environment };
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env, timeout: STAGE_LIMIT_MS });
  child.on('error', (error) => console.error(error.message));
  const [code] = await once(child, 'close');
  return code === 0;
}

/** The commands of one stage, up to the first that fails. */
async function runAll(commands, environment) {
  for (const command of commands) if (!(await run(command, environment))) return false;
  return true;
}

function readResults(file) {
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function runStage({ name, commands, tests }, folder) {
  console.log(`\n=== ${name}`);
  const start = performance.now();
  const file = path.join(folder, `${name}.jsonl`);
  const ok = await runAll(commands, { NLP_LAB_RESULTS: file });
  const seconds = (performance.now() - start) / 1000;
  if (!tests) return { name, seconds, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], problems: [] };

  const results = readResults(file);
  const of = (kind) => results.filter((result) => result.kind === kind);
  const problems = of('failed').map(({ title }) => title);
  const passed = of('passed').length;
  if (passed + problems.length === 0) problems.push('no test ran');
  else if (of('end').length === 0) problems.push('the stage ended before its last test');
  else if (!ok && problems.length === 0) problems.push('all tests passed, but the stage ended with an error');
  return { name, seconds, passed, failed: problems.length, skipped: of('skipped').map(({ title }) => title), problems };
}

function printSummary(stages) {
  console.log('\n=== summary');
  for (const { name, seconds, passed, failed, skipped, problems } of stages) {
    console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped.length} skipped, ${seconds.toFixed(0)} s`);
    for (const problem of problems) console.log(`  failed: ${problem}`);
    for (const title of skipped) console.log(`  skipped: ${title}`);
  }
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-results-'));
const stages = [];
try {
  for (const stage of STAGES) stages.push(await runStage(stage, folder));
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
printSummary(stages);
const total = (key) => stages.reduce((sum, stage) => sum + stage[key], 0);
process.exitCode = total('failed') > 0 ? 1 : 0;
console.log(`${total('passed')} passed, ${total('failed')} failed`);
