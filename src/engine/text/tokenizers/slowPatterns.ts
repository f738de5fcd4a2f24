// Patterns that could take time out of proportion to the text: refused where that is sure, watched where it may be.

import { mostEmptyWays } from './emptyWays';

/** Compiling takes time in proportion to these, and cannot be stopped. */
const MOST_EMPTY_WAYS = 1000;

interface Group {
  /** Holds an unbounded repetition. */
  repeats: boolean;
  /** Has alternatives. */
  branches: boolean;
}

/** Whether compiling alone takes too long, at the first use. */
export const compilesSlowly = (pattern: string): boolean => mostEmptyWays(withoutClasses(pattern)) > MOST_EMPTY_WAYS;

/**
 * Why a pattern could take exponential time: a repetition without bound around one, or around alternatives. Conservative:
 * some harmless ones are refused too. Back references are refused as well.
 */
export function dangerOf(pattern: string): string | undefined {
  const bare = withoutClasses(pattern);
  if (/\\[1-9k]/.test(bare)) return 'It has a back reference.';
  if (compilesSlowly(pattern)) return 'It can match nothing in too many ways.';
  const stack: Group[] = [{ repeats: false, branches: false }];
  for (let at = 0; at < bare.length; at++) {
    const top = stack[stack.length - 1];
    const char = bare[at];
    const unbounded = (from: number): boolean =>
      /^(?:[*+]|\{\d+,\}|\{\d+,\d{3,}\}|\{\d{3,})/.test(bare.slice(from, from + 12));
    if (char === '(') stack.push({ repeats: false, branches: false });
    else if (char === '|') top.branches = true;
    else if (char === ')') {
      if (stack.length === 1) continue;
      stack.pop();
      const outer = stack[stack.length - 1];
      const repeated = unbounded(at + 1);
      if (repeated && top.repeats) return 'It has a repetition inside a repetition.';
      if (repeated && top.branches) return 'It repeats alternatives.';
      outer.repeats ||= top.repeats || repeated;
    } else if (unbounded(at)) top.repeats = true;
  }
  return undefined;
}

const withoutClasses = (pattern: string): string =>
  pattern
    .replace(/\\[bB]/g, '^')
    .replace(/\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\[^1-9]/g, 'x')
    .replace(/\[[^\]]*\]/g, 'x');

/** Of a pattern without escapes and classes: where it may repeat, leave out, or choose. */
const choice = /[*+?|]|\{\d+,/g;
const unbounded = /[*+]|\{\d+,\}/g;

/** How many choices one way through the pattern may have before it is watched. */
const MOST_CHOICES = 8;

/**
 * Whether matching has to be watched: several repetitions, or many choices, one after the other in one alternative may be tried
 * in all their combinations. Choices that stand before a bracket are counted, too: "(?:" as one.
 */
export function isWatched(pattern: string): boolean {
  const bare = withoutClasses(pattern);
  return alternativesOf(bare).some(
    (alternative) =>
      (alternative.match(unbounded) ?? []).length > 2 || (alternative.match(choice) ?? []).length > MOST_CHOICES,
  );
}

/** The alternatives of the whole pattern. */
function alternativesOf(bare: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < bare.length; at++) {
    if (bare[at] === '(') depth++;
    else if (bare[at] === ')') depth--;
    else if (bare[at] === '|' && depth === 0) {
      found.push(bare.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, bare.slice(start)].map((alternative) => alternative.replace(/\(\?[:=!<]?/g, '('));
}
