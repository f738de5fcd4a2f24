// One stage of `npm test`: its commands up to the first that fails, each as long as it moves, and what came of them.
import fs from 'node:fs';
import path from 'node:path';
import { IDLE_LIMIT_MINUTES, SILENT_LIMIT_MINUTES, STILL_LIMIT_MINUTES } from './limits.mjs';
import { figuresIn, judge, readResults, watchResults } from './results.mjs';
import { runWatched } from './runWatched.mjs';
import { watchWork } from './watchWork.mjs';

/** What is to be said of a command beside that it failed. */
const PROBLEMS = {
  hung: (limit, minutes) => [
    minutes === undefined ? `it had not ended after ${limit}` : `nothing in it worked for ${limit}`,
  ],
  spent: (_, minutes) => [`it had not ended after ${minutes} minutes of a processor`],
};

/** @returns {Promise<'passed' | 'failed' | 'hung' | 'spent' | 'stopped'>} */
async function runAll(commands, options) {
  for (const command of commands) {
    const ending = await runWatched(command, options);
    if (ending !== 'passed') return ending;
  }
  return 'passed';
}

/**
 * @param {{ name: string, commands: string[][], tests: boolean, minutes?: number, environment?: Record<string, string> }} stage `minutes`:
 * how much of one processor a command of it may take; one that says none may take so long on the clock
 * @param {{ folder: string, cwd: string, signal: AbortSignal }} options `folder` is for results and temporary files of the tests,
 * and is removed by whoever made it
 * @returns {Promise<{ name: string, seconds: number, worked: number, passed: number, failed: number, skipped: string[], problems: string[],
 * figures: string[] }>} `figures`: what it measured, in words
 */
export async function runStage({ name, commands, tests, minutes, environment = {} }, { folder, cwd, signal }) {
  console.log(`\n=== ${name}`);
  const start = performance.now();
  const file = path.join(folder, `${name}.jsonl`);
  const limitMinutes = tests ? STILL_LIMIT_MINUTES : minutes === undefined ? SILENT_LIMIT_MINUTES : IDLE_LIMIT_MINUTES;
  let worked = 0;
  const watchBoth = (moved, { pid, spent }) => {
    const mostMs = minutes === undefined ? Infinity : minutes * 60_000;
    const end = [
      watchWork(pid, { mostMs, moved: tests ? () => undefined : moved, spent }),
      ...(tests ? [watchResults(file, moved)] : []),
    ];
    return () => {
      const [ms] = end.map((each) => each());
      worked += ms / 1000;
    };
  };
  const ending = await runAll(commands, {
    limitMs: limitMinutes * 60_000,
    watch: tests || minutes !== undefined ? watchBoth : undefined,
    signal,
    spawn: { cwd, stdio: 'inherit', env: { ...process.env, ...environment, NLP_LAB_RESULTS: file, TMPDIR: folder } },
  });
  const seconds = (performance.now() - start) / 1000;
  const limit = `${limitMinutes} minutes`;
  const results = fs.existsSync(file) ? readResults(file) : [];
  const figures = figuresIn(results);
  if (tests) return { name, seconds, worked, figures, ...judge(results, ending, limit) };
  const problems = PROBLEMS[ending]?.(limit, minutes) ?? [];
  const ok = ending === 'passed';
  return { name, seconds, worked, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], problems, figures };
}
