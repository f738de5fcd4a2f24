// Runs the tests that need neither an editor nor a browser: `unit.mjs [--built] [--changed] [file or word ...]`.
//   a test's file, or a word  that test, or all with the word in their path
//   another file              the tests that import it, themselves or through others
//   --changed                 as if all files were given in which this checkout differs from the branch main
// They are built first, and with them the programs that some start; `--built` says that everything is in dist/ already.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../root.mjs';
import { runMocha, shared } from './mocha.mjs';
import { testsNamed, testsReaching } from './pick.mjs';

/** What takes longest comes first: at the end the other processes would wait for it. */
const LONGEST = [
  ...['library', 'architecture', 'engine/graph/operators', 'engine/calls/sequenceTraining', 'engine/runs/distill'],
  ...['isolation', 'cli/realWorker', 'cli/oldRuns', 'faults', 'engine/export', 'engine/models', 'engine/calls'],
].map((name) => path.join('test', name));
const ELSEWHERE = ['integration', 'e2e'].map((name) => path.join('test', name) + path.sep);

const build = (...args) => execFileSync(process.execPath, ['esbuild.js', ...args], { cwd: root, stdio: 'inherit' });

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);

const built = (test) => path.join('dist', test.replace(/ts$/, 'js'));

function changedFiles() {
  const [base] = git('merge-base', 'HEAD', 'main');
  return [...git('diff', '--name-only', base), ...git('ls-files', '--others', '--exclude-standard')];
}

/** By file, the files that it imports. */
function readImports() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-imports-'));
  try {
    const file = path.join(folder, 'imports.json');
    build(`--imports=${file}`);
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function allTests() {
  const files = fs.readdirSync(path.join(root, 'test'), { recursive: true }).map((file) => path.join('test', file));
  return files.filter((file) => file.endsWith('.test.ts') && !ELSEWHERE.some((folder) => file.startsWith(folder)));
}

function longestFirst(tests) {
  const rank = (file) => [...LONGEST, ''].findIndex((beginning) => file.startsWith(beginning));
  return tests.toSorted((a, b) => rank(a) - rank(b));
}

/** The tests that these words and files mean, each once. */
function pick(words, files) {
  const tests = allTests();
  const isFile = (word) => fs.statSync(path.join(root, word), { throwIfNoEntry: false })?.isFile();
  const named = words.filter((word) => !isFile(word)).flatMap((word) => testsNamed(tests, word));
  const given = [...files, ...words.filter(isFile)].map((file) => path.normalize(file));
  const isKnown = given.every((file) => tests.includes(file));
  return [...new Set([...named, ...testsReaching(tests, given, isKnown ? {} : readImports())])];
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { built: { type: 'boolean' }, changed: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (positionals.length === 0 && !values.changed) {
    if (!values.built) build();
    return runMocha([...longestFirst(allTests()).map(built), ...shared(), '--exit']);
  }
  const tests = pick(positionals, values.changed ? changedFiles() : []);
  console.log(tests.length > 0 ? tests.join('\n') : 'No test imports what has changed.');
  if (tests.length === 0) return 0;
  if (!values.built) build(`--tests=${tests.join(',')}`);
  return runMocha([...tests.map(built), '--exit']);
}

// `--exit`: a failed test may leave an engine's thread behind, and a stage that never ends tells less than one that fails.
main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
