// Regular expressions as Python's `re` understands them, for token patterns that people bring from scikit-learn. What
// differs from JavaScript is rewritten: `\w`, `\d`, `\s` and `\b` are about all of Unicode there. Patterns that scikit-learn
// takes are not refused for what they might do; where a text makes one take too long, it is stopped.

import { BoundedPattern } from '../tokenizers/boundedPattern';
import { boundsOf, compilesSlowly } from '../tokenizers/slowPatterns';

/** Letters, numbers and the underscore. Unlike in many dialects, combining marks are none of them. */
const WORD = '\\p{L}\\p{N}_';
const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const boundary = `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`;
const notBoundary = `(?:(?<=[${WORD}])(?=[${WORD}])|(?<![${WORD}])(?![${WORD}]))`;

/** Outside and inside a character class; a class cannot hold a negated one as a list, hence the property escapes. */
const escapes: ReadonlyMap<string, { outside: string; inside?: string }> = new Map([
  ['w', { outside: `[${WORD}]`, inside: WORD }],
  ['W', { outside: `[^${WORD}]` }],
  ['d', { outside: '\\p{Nd}', inside: '\\p{Nd}' }],
  ['D', { outside: '\\P{Nd}', inside: '\\P{Nd}' }],
  ['s', { outside: `[${SPACE}]`, inside: SPACE }],
  ['S', { outside: `[^${SPACE}]` }],
  ['b', { outside: boundary, inside: '\\x08' }],
  ['B', { outside: notBoundary }],
  ['A', { outside: '(?<![\\s\\S])' }],
  ['Z', { outside: '(?![\\s\\S])' }],
  ['a', { outside: '\\x07', inside: '\\x07' }],
]);

const KEPT_ESCAPES = /^[nrtfv0-9xuk]$/;
const SYNTAX = /^[\^$\\.*+?()[\]{}|/-]$/;

/**
 * Fails with a plain Error, whose message ends a sentence, where the pattern cannot be used. Matching fails with
 * `INVALID_ARGUMENT`, naming the pattern, where a text takes more than a second.
 */
export function pythonPattern(source: string): BoundedPattern {
  const { flags, rest } = leadingFlags(source);
  const pattern = translate(rest);
  const expression = new BoundedPattern(pattern, { name: source, flags: `d${flags}`, ...boundsOf(pattern) });
  if (compilesSlowly(pattern)) throw new Error('it can match nothing in too many ways');
  if (groupCount(pattern, `u${flags}`) > 1) throw new Error('it has more than one capturing group');
  return expression;
}

/** `(?u)` and its like may stand at the start only; `u` is what holds anyway. */
function leadingFlags(source: string): { flags: string; rest: string } {
  const match = /^\(\?([aiLmsux]+)\)/.exec(source);
  if (!match) return { flags: '', rest: source };
  const letters = new Set(match[1]);
  for (const letter of 'aLx') if (letters.has(letter)) throw new Error(`the flag "${letter}" is not known here`);
  return { flags: [...letters].filter((letter) => letter !== 'u').join(''), rest: source.slice(match[0].length) };
}

function groupCount(pattern: string, flags: string): number {
  return (new RegExp(`${pattern}|`, flags).exec('')?.length ?? 1) - 1;
}

function translate(source: string): string {
  let result = '';
  let isInClass = false;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') {
      result += escaped(source[++at] ?? '', isInClass);
    } else if (!isInClass && source.startsWith('(?P<', at)) {
      result += '(?<';
      at += 3;
    } else if (isInClass && character === '[') {
      result += '\\[';
    } else {
      if (character === '[') isInClass = true;
      if (character === ']') isInClass = false;
      result += character;
    }
  }
  return result;
}

function escaped(character: string, isInClass: boolean): string {
  const known = escapes.get(character);
  if (known) {
    if (!isInClass) return known.outside;
    if (known.inside !== undefined) return known.inside;
    throw new Error(`"\\${character}" inside [...] is not known here`);
  }
  if (KEPT_ESCAPES.test(character)) return `\\${character}`;
  return SYNTAX.test(character) ? `\\${character}` : character;
}
