// `npm test`: every stage in order, going on after a failing one. Ends with the line "N passed, N failed" over all stages;
// those that run no tests count as one each. Exits with 1 when anything failed or a stage of tests ran none.
// `--stages=build,unit` runs these only; `--night` (`npm run test:night`) the long tests instead, and says before that line what they mean
// for each promise, with figures. A night begins no stage after `--minutes` (120); `--continue` goes on with what is left of the last one of
// this commit, and tries again what failed there. However it ends, nothing that a stage has started lives on.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './root.mjs';
import { keptStages } from './test/keptStages.mjs';
import { runStage } from './test/runStage.mjs';
import { NIGHT } from './test/nightStages.mjs';
import { promisesIn, tableOf } from './test/promises.mjs';
import { quickFolder } from './test/quickFolder.mjs';
import { STAGES } from './test/stages.mjs';

const LOOK_MS = 1000;

/**
 * Aborted by the first signal that asks this process to end, or when npm, which started it, has died without one. Its reason is
 * the signal's name.
 */
function interruption() {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => controller.abort(name));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && controller.abort('SIGHUP'), LOOK_MS).unref();
  return controller.signal;
}

const { values: asked } = parseArgs({
  options: {
    ...{ stages: { type: 'string' }, night: { type: 'boolean' }, continue: { type: 'boolean' } },
    minutes: { type: 'string', default: '120' },
  },
});

/** What is tested: the commit, with what differs from it. */
function commitTested() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 }).stdout ?? '';
  return `${git('rev-parse', 'HEAD').trim()} ${createHash('sha256').update(git('diff', 'HEAD')).digest('hex')}`;
}

function stagesAsked() {
  const { stages, night } = asked;
  const all = night ? NIGHT : STAGES;
  if (stages === undefined) return all;
  return stages.split(',').map((key) => {
    const stage = all.find((each) => each.key === key);
    if (!stage) throw new Error(`--stages names some of ${all.map((each) => each.key).join(', ')}, not "${key}".`);
    return stage;
  });
}

/**
 * Runs each stage as soon as those have ended that it comes after: all before it, where it names none.
 * @returns what came of each; undefined of those that were not begun
 */
function runStages(stages, { kept, endMs, ...options }) {
  const ends = new Map();
  for (const stage of stages) {
    const before = [...ends].filter(([key]) => stage.after?.includes(key) ?? true).map(([, end]) => end);
    const begin = async () => {
      const earlier = kept?.of(stage);
      if (earlier) return earlier;
      if (options.signal.aborted || performance.now() > endMs) return undefined;
      const done = { ...stage, ...(await runStage(stage, options)) };
      if (!options.signal.aborted) kept?.keep(done);
      return done;
    };
    ends.set(stage.key, Promise.all(before).then(begin));
  }
  return Promise.all(ends.values());
}

function printSummary(stages) {
  console.log('\n=== summary');
  for (const { name, seconds, worked, passed, failed, skipped, problems, isKept } of stages) {
    const work = worked > 0 ? `, ${worked.toFixed(0)} s of a processor` : '';
    const when = isKept ? ', before' : '';
    console.log(
      `${name}: ${passed} passed, ${failed} failed, ${skipped.length} skipped, ${seconds.toFixed(0)} s${work}${when}`,
    );
    for (const problem of problems) console.log(`  failed: ${problem}`);
    for (const title of skipped) console.log(`  skipped: ${title}`);
  }
}

function printPromises(stages) {
  const page = fs.readFileSync(path.join(root, 'docs', 'promises.md'), 'utf8');
  console.log(`\n=== promises\n${tableOf(promisesIn(page), stages).join('\n')}`);
}

async function main() {
  const stages = stagesAsked();
  const start = performance.now();
  const kept = asked.night
    ? keptStages(path.join(root, 'dist', 'night.json'), commitTested(), asked.continue === true)
    : undefined;
  const endMs = asked.night ? start + 60_000 * Number(asked.minutes) : Infinity;
  const signal = interruption();
  const folder = fs.mkdtempSync(path.join(quickFolder(), 'nlp-lab-tests-'));
  let ends;
  try {
    ends = await runStages(stages, { folder, cwd: root, signal, kept, endMs });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  if (signal.aborted) console.error(`Stopped by ${signal.reason}.`);
  if (signal.aborted) return 128 + os.constants.signals[signal.reason];
  const done = ends.filter((end) => end !== undefined);
  printSummary(done);
  const left = stages.filter((_, at) => ends[at] === undefined).map(({ key }) => key);
  if (left.length > 0) console.log(`not begun within ${asked.minutes} minutes: ${left.join(', ')} (--continue)`);
  if (asked.night) printPromises(done);
  if (asked.night) console.log(`the night took ${((performance.now() - start) / 60_000).toFixed(0)} minutes`);
  const total = (key) => done.reduce((sum, stage) => sum + stage[key], 0);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  return total('failed') > 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
