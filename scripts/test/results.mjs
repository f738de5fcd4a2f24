// The results of a stage's tests: JSON lines that the reporter appends to a file, and what they say together.
import fs from 'node:fs';

/**
 * One line: a test or a hook that begins or has ended, or the end of them all. Tests that pass or fail may be told a second time
 * as ended, by the process that ran them.
 * @typedef {{ kind: 'begun' | 'ended' | 'passed' | 'failed' | 'skipped' | 'end' | 'figure', title?: string,
 * message?: string }} Result
 */

/** @returns {Result[]} */
export function readResults(file) {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line)); // behind the last line break stands nothing, or a torn line
}

/** What a stage has measured, in words. @param {Result[]} results */
export function figuresIn(results) {
  const titles = (wanted) => results.filter(({ kind }) => kind === wanted).map(({ title }) => title);
  const tests = titles('passed').length;
  return [...(tests > 0 ? [`${tests} tests passed`] : []), ...titles('figure')];
}

/** Makes the file, and says when it grows. @returns what ends the watching */
export function watchResults(file, moved) {
  fs.appendFileSync(file, '');
  const watcher = fs.watch(file, moved);
  return () => watcher.close();
}

/** What has begun and not ended. */
function running(results) {
  const open = new Set();
  for (const { kind, title } of results)
    if (kind === 'begun') open.add(title);
    else open.delete(title);
  return [...open];
}

/**
 * @param {Result[]} results
 * @param {'passed' | 'failed' | 'hung' | 'stopped'} ending how the process that ran the tests has ended
 * @param {string} limit in words, for what hung
 */
export function judge(results, ending, limit) {
  const titles = (kind) => results.filter((result) => result.kind === kind).map(({ title }) => title);
  const problems = results
    .filter(({ kind }) => kind === 'failed')
    .map(({ title, message }) => (message ? `${title}: ${message.split('\n')[0]}` : title));
  const passed = titles('passed').length;
  const left = running(results);
  const during = left.length > 0 ? ` during: ${left.join(' | ')}` : '';
  const isWhole = results.some(({ kind }) => kind === 'end');
  if (ending === 'hung') problems.push(`no test ended for ${limit}${during}`);
  else if (!isWhole) problems.push(`the stage ended before its last test${during}`);
  else if (passed + problems.length === 0) problems.push('no test ran');
  else if (ending !== 'passed' && problems.length === 0)
    problems.push('all tests passed, but the stage ended with an error');
  return { passed, failed: problems.length, skipped: titles('skipped'), problems };
}
