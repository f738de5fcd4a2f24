// What may follow a hypothesis: a forced beginning, rules for single places, banned and forced words, no repeated runs, a
// shortest length. Everything is decided from the tokens so far.

import type { HypothesisEnd } from '../../protocol/decoding';
import type { SearchOptions } from './searchOptions';

/** Tokens that must not come next, and why; where `only` is there, nothing else may. */
export interface Verdict {
  only?: number;
  forbidden: ReadonlyMap<number, HypothesisEnd>;
}

const NOTHING: ReadonlyMap<number, HypothesisEnd> = new Map();

/** The most tokens that can be forbidden at one place, where nothing else is wanted than the most probable ones. */
export function mostForbidden({ prefix, rules, banned, forced, noRepeat, minLength }: SearchOptions): number {
  const named = prefix.length + rules.length + banned.length + forced.length + noRepeat;
  return named > 0 ? Infinity : Math.min(minLength, 1);
}

export function createConstraints(options: SearchOptions, end: number): (tokens: readonly number[]) => Verdict {
  const { prefix, rules, banned, forced, noRepeat, minLength } = options;
  const never = banned.filter((word) => word.length > 0);
  const isLengthOnly = prefix.length + rules.length + never.length + forced.length + noRepeat === 0;
  const isFree = isLengthOnly && minLength === 0;
  const free: Verdict = { forbidden: NOTHING };
  return (tokens) => {
    if (isFree) return free;
    const own = rules.filter(({ after }) => after.length === tokens.length && startsWith(tokens, after));
    const rule = own.find(({ kind }) => kind === 'force');
    if (rule) return { only: rule.token, forbidden: NOTHING };
    if (tokens.length < prefix.length) return { only: prefix[tokens.length], forbidden: NOTHING };
    if (isLengthOnly && tokens.length >= minLength) return free;
    const forbidden = new Map<number, HypothesisEnd>();
    if (tokens.length < minLength) forbidden.set(end, 'too short');
    if (metTokens(tokens, forced) < forced.reduce((sum, word) => sum + word.length, 0))
      forbidden.set(end, 'forced word missing');
    for (const token of repeating(tokens, noRepeat)) forbidden.set(token, 'repeated');
    for (const word of never) if (endsWith(tokens, word.slice(0, -1))) forbidden.set(word[word.length - 1], 'banned');
    for (const { token } of own) forbidden.set(token, 'rule');
    return { forbidden };
  };
}

function startsWith(tokens: readonly number[], beginning: readonly number[]): boolean {
  return beginning.every((token, i) => tokens[i] === token);
}

function endsWith(tokens: readonly number[], ending: readonly number[]): boolean {
  const from = tokens.length - ending.length;
  return from >= 0 && ending.every((token, i) => tokens[from + i] === token);
}

/** Tokens that would make a run of `length` occur a second time. */
function repeating(tokens: readonly number[], length: number): number[] {
  if (length === 0 || tokens.length < length) return [];
  const last = tokens.slice(tokens.length - length + 1);
  const found: number[] = [];
  for (let at = 0; at + length <= tokens.length; at++)
    if (last.every((token, i) => tokens[at + i] === token)) found.push(tokens[at + length - 1]);
  return found;
}

/** How many tokens of the forced words are there: whole words, and the beginning of one at the end of the output. */
export function metTokens(tokens: readonly number[], forced: readonly (readonly number[])[]): number {
  let met = 0;
  let begun = 0;
  for (const word of forced) {
    if (contains(tokens, word)) met += word.length;
    else begun = Math.max(begun, begunTokens(tokens, word));
  }
  return met + begun;
}

/** The tokens that would go on with a forced word that is still missing. */
export function wantedTokens(tokens: readonly number[], forced: readonly (readonly number[])[]): number[] {
  return forced.flatMap((word) => (contains(tokens, word) ? [] : [word[begunTokens(tokens, word)]]));
}

function contains(tokens: readonly number[], word: readonly number[]): boolean {
  for (let at = 0; at + word.length <= tokens.length; at++)
    if (word.every((token, i) => tokens[at + i] === token)) return true;
  return false;
}

function begunTokens(tokens: readonly number[], word: readonly number[]): number {
  for (let length = Math.min(word.length - 1, tokens.length); length > 0; length--)
    if (endsWith(tokens, word.slice(0, length))) return length;
  return 0;
}
