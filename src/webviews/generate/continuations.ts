// Continuations of one prompt, which are a tree: what they share, where they part. Each has all of its tokens, so that to delete
// one leaves the others whole. Pure.

import type { ContinuedToken } from '../../protocol/continuation';
import type { DrawingRules } from '../../protocol/generateView';

export type KeptToken = Omit<ContinuedToken, 'before' | 'after'>;

/** The rules by which tokens were drawn, from one of them on. */
export interface Drawn extends DrawingRules {
  from: number;
}

export interface Continuation {
  /** Of the call that it came of, the last one. */
  readonly id: number;
  readonly tokens: KeptToken[];
  /** By rising `from`; a chosen token counts as drawn by the rules of what follows it. */
  readonly drawn: readonly Drawn[];
  /** `stopped`: by the person; `lost`: nothing is known any more of what was to tell the rest. */
  readonly end: 'length' | 'stop' | 'stopped' | 'lost' | 'running';
}

export type ContinuationEnd = Exclude<Continuation['end'], 'running'>;

/** What a run has made of one prompt. */
export interface Tree {
  run: string;
  prompt: string;
  /** In the order in which they began. */
  all: readonly Continuation[];
  /** The `id` of the one that is seen. */
  shown: number;
}

export interface Placed {
  continuation: Continuation;
  /** How many tokens it shares with the one that it is placed below: of those before it the most like it. */
  at: number;
  /** 0: it shares no token with any before it. */
  depth: number;
}

/** How many tokens two continuations begin with alike. */
export function sharedTokens(one: Continuation, other: Continuation): number {
  const most = Math.min(one.tokens.length, other.tokens.length);
  let shared = 0;
  while (shared < most && one.tokens[shared].id === other.tokens[shared].id) shared++;
  return shared;
}

/** Each behind the one that it parts from, and behind all that part from that one later than it does. */
export function placedContinuations(all: readonly Continuation[]): Placed[] {
  const placed: Placed[] = [];
  for (const continuation of all) {
    let [parent, at] = [-1, 0];
    placed.forEach((other, i) => {
      const shared = sharedTokens(continuation, other.continuation);
      if (shared > at) [parent, at] = [i, shared];
    });
    const depth = parent < 0 ? 0 : placed[parent].depth + 1;
    let place = parent < 0 ? placed.length : parent + 1;
    while (
      place < placed.length &&
      placed[place].depth >= depth &&
      (placed[place].depth > depth || placed[place].at >= at)
    )
      place++;
    placed.splice(place, 0, { continuation, at, depth });
  }
  return placed;
}

/** By the tokens that stand at a place behind the same beginning: the first continuation with each, that one itself left out. */
export function othersAt(all: readonly Continuation[], shown: Continuation, place: number): Map<number, Continuation> {
  const others = new Map<number, Continuation>();
  const own = shown.tokens.at(place)?.id;
  for (const other of all) {
    const id = other.tokens.at(place)?.id;
    if (id === undefined || id === own || others.has(id)) continue;
    if (sharedTokens(other, shown) >= place) others.set(id, other);
  }
  return others;
}

/** The places of a continuation at which others part from it. */
export function partings(all: readonly Continuation[], shown: Continuation): Set<number> {
  const places = all.filter(({ id }) => id !== shown.id).map((other) => sharedTokens(other, shown));
  return new Set(places.filter((place) => place < shown.tokens.length));
}

export const textOf = (tokens: readonly KeptToken[]): string => tokens.map(({ text }) => text).join('');

/** By which rules a token was drawn. */
export const rulesAt = ({ drawn }: Continuation, place: number): Drawn | undefined =>
  drawn.findLast(({ from }) => from <= place);

/** What a continuation keeps that goes on from one of its tokens: those before it, and their rules. */
export function beginningOf(
  { tokens, drawn }: Pick<Continuation, 'tokens' | 'drawn'>,
  place: number,
): Pick<Continuation, 'tokens' | 'drawn'> {
  return { tokens: tokens.slice(0, place), drawn: drawn.filter(({ from }) => from < place) };
}

const isSame = (one: Continuation, other: Continuation): boolean =>
  one.tokens.length === other.tokens.length && sharedTokens(one, other) === one.tokens.length;

/** With one more, or with one of that number as it is now; of several that are the same, once it has ended, that one stays. */
export function withContinuation(all: readonly Continuation[], next: Continuation): Continuation[] {
  const isNew = all.every(({ id }) => id !== next.id);
  const changed = isNew ? [...all, next] : all.map((one) => (one.id === next.id ? next : one));
  return next.end === 'running' ? changed : changed.filter((one) => one === next || !isSame(one, next));
}
