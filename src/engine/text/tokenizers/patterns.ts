// Regular expressions from files and from people: brought from the dialect of Oniguruma to JavaScript's, and refused where
// matching them could take time out of proportion to the text.

import { LabError } from '../../../protocol/labError';
import type { PatternSpec } from './spec';

const SHORTHANDS: Record<string, [inside: string, alone: string]> = {
  s: ['\\p{White_Space}', '\\p{White_Space}'],
  S: ['\\P{White_Space}', '\\P{White_Space}'],
  w: ['\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}', '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}]'],
  d: ['\\p{Nd}', '\\p{Nd}'],
  h: ['0-9A-Fa-f', '[0-9A-Fa-f]'],
};

/** A pattern of a tokenizer.json, to search with; global and sticky state is the caller's. Fails with `INVALID_FILE`. */
export function searchPattern(pattern: PatternSpec): RegExp {
  const given = 'String' in pattern ? pattern.String : pattern.Regex;
  try {
    if ('String' in pattern) return tried(new RegExp(given.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gu'));
    return tried(compilePattern(translate(given)));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const detail = message.length > 300 ? `${message.slice(0, 100)}... ${message.slice(-60)}` : message;
    throw new LabError('INVALID_FILE', `The pattern "${shown(given)}" cannot be used here: ${detail}`);
  }
}

/** A pattern that is too large fails only when it is first used, on text of one byte a character or of two. */
function tried(compiled: RegExp): RegExp {
  for (const text of ['a', '가']) text.search(compiled);
  return compiled;
}

function shown(pattern: string): string {
  return pattern.length > 80 ? `${pattern.slice(0, 80)}...` : pattern;
}

function compilePattern(pattern: string): RegExp {
  const compiled = new RegExp(pattern, 'gu');
  const danger = dangerOf(pattern);
  if (danger) throw new Error(`${danger} Matching it could take for ever; write it without that.`);
  return compiled;
}

/** Oniguruma's words in JavaScript's: classes of Unicode, `(?i:...)`, possessive and atomic groups as plain ones. */
function translate(pattern: string): string {
  let result = '';
  let inClass = 0;
  let foldDepth: number | undefined;
  let depth = 0;
  let quantified = false; // by what came just before
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    const wasQuantified: boolean = quantified;
    quantified = false;
    if (inClass === 0 && /[*+?{]/.test(char)) {
      if (char === '+' && wasQuantified) continue; // possessive
      const close = char === '{' ? pattern.indexOf('}', at) : at;
      const quantifier = pattern.slice(at, close < 0 ? undefined : close + 1);
      quantified = !wasQuantified;
      result += quantifier;
      at += quantifier.length - 1;
    } else if (char === '\\') {
      const next = pattern[++at] ?? '';
      if (Object.hasOwn(SHORTHANDS, next)) result += SHORTHANDS[next][inClass > 0 ? 0 : 1];
      else if ((next === 'p' || next === 'P') && pattern[at + 1] === '{') {
        const close = pattern.indexOf('}', at);
        result += `\\${next}{${pattern.slice(at + 2, close < 0 ? undefined : close)}}`;
        at = close < 0 ? pattern.length : close;
      } else if (next === 'A') result += '^';
      else if (next === 'z' || next === 'Z') result += '$';
      else if (/[\^$.*+?()[\]{}|/\\pPbBfnrtv0-9ux-]/.test(next))
        result += inClass === 0 && next === '-' ? '-' : `\\${next}`;
      else result += next;
    } else if (inClass > 0) {
      if (char === '[' && pattern[at + 1] === ':') throw new Error('POSIX classes are not known here.');
      if (char === '&' && pattern[at + 1] === '&') throw new Error('Intersections of classes are not known here.');
      if (char === ']') inClass--;
      if (foldDepth !== undefined && char === '-') throw new Error('Ranges without regard to case are not known here.');
      result += char === '[' ? '\\[' : fold(char, foldDepth !== undefined);
    } else if (char === '[') {
      inClass++;
      result += char;
      if (pattern[at + 1] === '^') result += pattern[++at];
    } else if (char === '(') {
      depth++;
      if (pattern.startsWith('(?i:', at)) {
        foldDepth ??= depth;
        result += '(?:';
        at += 3;
      } else if (pattern.startsWith('(?>', at)) {
        result += '(?:';
        at += 2;
      } else result += char;
    } else if (char === ')') {
      if (foldDepth === depth) foldDepth = undefined;
      depth--;
      result += char;
    } else result += foldDepth !== undefined && /[a-zA-Z]/.test(char) ? `[${fold(char, true)}]` : char;
  }
  return result;
}

function fold(char: string, on: boolean): string {
  return on && /[a-zA-Z]/.test(char) ? char.toLowerCase() + char.toUpperCase() + (/[sS]/.test(char) ? 'ſ' : '') : char;
}

interface Group {
  /** Holds an unbounded repetition. */
  repeats: boolean;
  /** Has alternatives. */
  branches: boolean;
}

/**
 * Why a pattern could take exponential time: a repetition without bound around one, or around alternatives. Conservative:
 * some harmless ones are refused too. Back references are refused as well.
 */
function dangerOf(pattern: string): string | undefined {
  const bare = pattern
    .replace(/\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\[^1-9]/g, 'x')
    .replace(/\[[^\]]*\]/g, 'x');
  if (/\\[1-9k]/.test(bare)) return 'It has a back reference.';
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
