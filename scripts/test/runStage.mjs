// One stage of `npm test`: its commands up to the first that fails, each as long as it moves, and what came of them.
import path from 'node:path';
import { SILENT_LIMIT_MINUTES, STILL_LIMIT_MINUTES } from './limits.mjs';
import { judge, readResults, watchResults } from './results.mjs';
import { runWatched } from './runWatched.mjs';

/** @returns {Promise<'passed' | 'failed' | 'hung' | 'stopped'>} */
async function runAll(commands, options) {
  for (const command of commands) {
    const ending = await runWatched(command, options);
    if (ending !== 'passed') return ending;
  }
  return 'passed';
}

/**
 * @param {{ name: string, commands: string[][], tests: boolean, minutes?: number, environment?: Record<string, string> }} stage `minutes`:
 * how long a command of it may take
 * @param {{ folder: string, cwd: string, signal: AbortSignal }} options `folder` is for results and temporary files of the tests,
 * and is removed by whoever made it
 * @returns {Promise<{ name: string, seconds: number, passed: number, failed: number, skipped: string[], problems: string[] }>}
 */
export async function runStage(
  { name, commands, tests, minutes = tests ? STILL_LIMIT_MINUTES : SILENT_LIMIT_MINUTES, environment = {} },
  { folder, cwd, signal },
) {
  console.log(`\n=== ${name}`);
  const start = performance.now();
  const file = path.join(folder, `${name}.jsonl`);
  const ending = await runAll(commands, {
    limitMs: minutes * 60_000,
    watch: tests ? (moved) => watchResults(file, moved) : undefined,
    signal,
    spawn: { cwd, stdio: 'inherit', env: { ...process.env, ...environment, NLP_LAB_RESULTS: file, TMPDIR: folder } },
  });
  const seconds = (performance.now() - start) / 1000;
  const limit = `${minutes} minutes`;
  if (tests) return { name, seconds, ...judge(readResults(file), ending, limit) };
  const problems = ending === 'hung' ? [`it had not ended after ${limit}`] : [];
  const ok = ending === 'passed';
  return { name, seconds, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], problems };
}
