// The passages of a text that surprise a model most: within each line the stretches of tokens whose surprisal beyond a threshold adds
// up to most (all maximal scoring subsequences: Ruzzo and Tompa 1999), with the words that they begin and end in. A single rare token
// between usual ones and several that are somewhat surprising are both found, in time that grows with the text and no faster.

import { bitsOf, type SurprisalTokens, type SurprisingPassage } from '../../protocol/surprisal';

type Tokens = Pick<SurprisalTokens, 'starts' | 'ends' | 'logProbabilities'>;

/** A token counts against its passage below so many times the mean of the text. */
const BEYOND_MEAN = 1.5;
/** What has no probability at all weighs as much as this. */
const MOST_BITS = 100;

interface Span {
  /** Tokens, half-open. */
  from: number;
  to: number;
  /** By how many bits it is beyond the threshold. */
  excess: number;
}

/** At most so many, the most surprising first. @param tokens of the text, in their order */
export function surprisingPassages(text: string, tokens: Tokens, most: number): SurprisingPassage[] {
  const bits = Float64Array.from(tokens.logProbabilities, (value) => Math.min(bitsOf(value), MOST_BITS));
  const threshold = (BEYOND_MEAN * bits.reduce((sum, value) => sum + value, 0)) / bits.length;
  const found: (Span & { line: number })[] = [];
  for (const { from, to, line } of tokensOfLines(text, tokens)) {
    const excess = bits.subarray(from, to).map((value) => value - threshold);
    for (const span of maximalSpans(excess)) found.push({ ...span, from: from + span.from, to: from + span.to, line });
  }
  const wide = found.map(({ line, excess, ...span }) => ({ ...wholeWords(text, tokens, span), line, excess }));
  const chosen = joinTouching(wide)
    .sort((a, b) => b.excess - a.excess || a.start - b.start)
    .slice(0, most);
  return chosen.map(({ start, end, line }) => ({
    ...{ start, end, line, bits: bitsWithin(tokens, start, end), characters: [...text.slice(start, end)].length },
  }));
}

/** Tokens that hold a line break belong to no line. */
function* tokensOfLines(text: string, { starts, ends }: Tokens): Generator<{ from: number; to: number; line: number }> {
  let [from, line, lineEnd] = [0, 0, lineEndFrom(text, 0)];
  for (let at = 0; at < starts.length; at++) {
    if (ends[at] <= lineEnd) continue;
    if (at > from) yield { from, to: at, line };
    from = starts[at] <= lineEnd ? at + 1 : at;
    for (; lineEnd < ends[at]; line++) lineEnd = lineEndFrom(text, lineEnd + 1);
  }
  if (starts.length > from) yield { from, to: starts.length, line };
}

function lineEndFrom(text: string, start: number): number {
  const at = text.indexOf('\n', start);
  return at < 0 ? text.length : at;
}

/** All maximal scoring subsequences of some scores. */
function maximalSpans(scores: Float64Array): Span[] {
  interface Candidate {
    from: number;
    to: number;
    /** The sum of all scores before it, and behind it. */
    left: number;
    right: number;
    /** The last candidate before it whose `left` is smaller, or −1. */
    lower: number;
  }
  const candidates: Candidate[] = [];
  let sum = 0;
  scores.forEach((score, at) => {
    const before = sum;
    sum += score;
    if (score <= 0) return;
    let one: Candidate = { from: at, to: at + 1, left: before, right: sum, lower: candidates.length - 1 };
    for (;;) {
      while (one.lower >= 0 && candidates[one.lower].left >= one.left) one.lower = candidates[one.lower].lower;
      const lower = candidates.at(one.lower < 0 ? candidates.length : one.lower);
      if (!lower || lower.right >= one.right) break;
      candidates.length = one.lower;
      one = { ...one, from: lower.from, left: lower.left, lower: candidates.length - 1 };
    }
    candidates.push(one);
  });
  return candidates.map(({ from, to, left, right }) => ({ from, to, excess: right - left }));
}

/** Letters and digits of scripts that set words apart. */
const IN_WORD = /^(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{M}\p{N}]$/u;

function wholeWords(text: string, { starts, ends }: Tokens, { from, to }: { from: number; to: number }) {
  let [start, end] = [starts[from], ends[to - 1]];
  while (isInWord(text, start) && isInWord(text, start - 1)) start--;
  while (isInWord(text, end - 1) && isInWord(text, end)) end++;
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  return { start, end };
}

/** Characters of two units are none. */
const isInWord = (text: string, at: number): boolean => at >= 0 && at < text.length && IN_WORD.test(text[at]);

type Placed = Pick<SurprisingPassage, 'start' | 'end' | 'line'> & { excess: number };

/** Those that begin in the word in which another ends are one. */
function joinTouching(passages: readonly Placed[]): Placed[] {
  const joined: Placed[] = [];
  for (const passage of passages) {
    const last = joined.at(-1);
    if (passage.start === passage.end) continue;
    if (last && passage.start < last.end)
      joined[joined.length - 1] = {
        ...{ start: last.start, end: Math.max(last.end, passage.end), line: last.line },
        excess: last.excess + passage.excess,
      };
    else joined.push(passage);
  }
  return joined;
}

function bitsWithin({ starts, ends, logProbabilities }: Tokens, start: number, end: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] <= start) low = middle + 1;
    else high = middle;
  }
  let bits = 0;
  for (let at = low; at < starts.length && starts[at] < end; at++) bits += bitsOf(logProbabilities[at]);
  return bits;
}
