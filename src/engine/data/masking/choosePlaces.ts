// Which tokens of a text are to be predicted: single ones (Devlin et al. 2019), whole words (the same, code of May 2019), or spans of
// words (SpanBERT, Joshi et al. 2020).

import type { Random } from '../random';

export type MaskedUnits = 'tokens' | 'words' | 'spans';

export interface ChoosingRules {
  /** Of the tokens, 0 to 1. */
  share: number;
  units: MaskedUnits;
  /** Of spans: the probability p that they end after a word. */
  spanEnds: number;
  /** Of spans, in words: L. */
  longestSpan: number;
}

/** Tokens side by side that are chosen together: the first, and behind the last. */
export interface Unit {
  from: number;
  to: number;
}

/** What a token is to those who choose. `inside`: it goes on with the word before; `never`: it is not predicted. */
export type TokenRole = 'begins' | 'inside' | 'never';

/**
 * So many tokens are chosen that their expected number is share · n of n that can be: ⌊share · n + u⌋, u uniform in [0, 1). Units are
 * met in random order; the one that is too long for what is left is taken with the probability left / length, and is the last.
 * @param roles of the tokens of a text
 */
export function choosePlaces(roles: readonly TokenRole[], rules: ChoosingRules, random: Random): Unit[] {
  const units = unitsOf(roles, rules.units);
  const tokens = roles.reduce((sum, role) => sum + Number(role !== 'never'), 0);
  let left = Math.floor(rules.share * tokens + random.uniform());
  const next = rules.units === 'spans' ? spans(units, rules, random) : inRandomOrder(units, random);
  const chosen: Unit[] = [];
  while (left > 0) {
    const unit = next();
    if (!unit) break;
    const length = unit.to - unit.from;
    if (length > left && random.uniform() * length >= left) break;
    chosen.push(unit);
    left -= length;
  }
  return chosen.sort((a, b) => a.from - b.from);
}

function unitsOf(roles: readonly TokenRole[], kind: MaskedUnits): Unit[] {
  const units: Unit[] = [];
  for (const [at, role] of roles.entries()) {
    if (role === 'never') continue;
    const last = units.at(-1);
    if (kind !== 'tokens' && role === 'inside' && last?.to === at) last.to++;
    else units.push({ from: at, to: at + 1 });
  }
  return units;
}

function inRandomOrder(units: Unit[], random: Random): () => Unit | undefined {
  const rest = [...units];
  return () => {
    if (rest.length === 0) return undefined;
    const at = random.integer(rest.length);
    const unit = rest[at];
    rest[at] = rest[rest.length - 1];
    rest.pop();
    return unit;
  };
}

/**
 * Spans of words: the first is drawn from those that are free; the length l from p(l) ∝ p(1 − p)^(l − 1), l from 1 to L. A span ends
 * before a word that is taken, and before a token that is never predicted.
 */
function spans(words: readonly Unit[], { spanEnds, longestSpan }: ChoosingRules, random: Random) {
  const isTaken = new Uint8Array(words.length);
  const free = Array.from(words.keys());
  return (): Unit | undefined => {
    while (free.length > 0) {
      const at = random.integer(free.length);
      const first = free[at];
      free[at] = free[free.length - 1];
      free.pop();
      if (isTaken[first]) continue; // by a span that began before it
      const length = spanLength(spanEnds, longestSpan, random);
      const span = { ...words[first] };
      isTaken[first] = 1;
      for (let i = first + 1; i < Math.min(words.length, first + length); i++) {
        if (isTaken[i] || words[i].from !== span.to) break;
        isTaken[i] = 1;
        span.to = words[i].to;
      }
      return span;
    }
    return undefined;
  };
}

/** By the inverse of the distribution function. */
function spanLength(p: number, longest: number, random: Random): number {
  if (p >= 1) return 1;
  const within = 1 - (1 - p) ** longest;
  const drawn = Math.ceil(Math.log1p(-random.uniform() * within) / Math.log1p(-p));
  return Math.min(longest, Math.max(1, drawn));
}
