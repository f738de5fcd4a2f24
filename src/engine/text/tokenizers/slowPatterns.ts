// Patterns that could take time out of proportion to the text: refused where that is sure, bounded where it may be.

import { mostEmptyWays } from './emptyWays';
import { boundsOfParts, type PatternBounds } from './patternCost';
import { patternParts } from './patternParts';

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

/** From which length on a text has to be watched, and the time on many be added up. */
export function boundsOf(pattern: string): PatternBounds {
  const parts = patternParts(withoutClasses(pattern));
  return parts && !dangerOf(pattern) ? boundsOfParts(parts) : { watchedFrom: 0, measuredFrom: 0 };
}

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

/** Each class and escape as one character, an assertion as `^`. */
const withoutClasses = (pattern: string): string =>
  pattern
    .replace(/\\[bB]/g, '^')
    .replace(/\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\[^1-9]/g, 'x')
    .replace(/\[[^\]]*\]/g, 'x');
