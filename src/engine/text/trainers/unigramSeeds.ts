// The pieces that unigram training starts with: characters, and the substrings of words that weigh most by frequency times
// length. Places in the text are grouped by what begins there, level by level of length; a substring can only be frequent
// when what it begins with is, so groups that are too rare are left. All in integer arrays: there are millions of places.

import { selectLargest } from './largest';
import { PAUSE_EVERY, sortInSteps, type Training } from './training';

export interface Piece {
  token: string;
  /** Logarithm of its probability. */
  score: number;
}

export interface SeedOptions {
  /** Characters that are learned; each is a piece. */
  alphabet: readonly string[];
  /** The most substrings. */
  most: number;
  minFrequency: number;
  maxLength: number;
}

type Counted = { word: string; count: number };
const SEPARATOR = 0;
const LARGEST_WEIGHT = 0xffffffff;
const PLACES_A_STEP = 4 * PAUSE_EVERY;

export function* seedPieces(words: readonly Counted[], options: SeedOptions): Training<Piece[]> {
  const { alphabet, most } = options;
  const text = yield* readText(words, alphabet);
  const singles = new Float64Array(alphabet.length + 1);
  for (let i = 0; i < text.codes.length; i++) singles[text.codes[i]] += text.weights[i];
  yield 0;
  const found = yield* frequentSubstrings(text, options);
  const all = alphabet.map((token, i) => ({ token, weight: singles[i + 1] }));
  for (const each of yield* heaviest(found, most, (at, length) => textOf(text, alphabet, at, length))) all.push(each);
  const sum = Math.log(all.reduce((total, { weight }) => total + weight, 0));
  yield 1;
  return all.map(({ token, weight }) => ({ token, score: Math.log(Math.max(weight, 1)) - sum }));
}

/** All words one after the other: each character's code (its place in the alphabet + 1) and its word's count. */
interface Places {
  codes: Int32Array;
  weights: Uint32Array;
}

function* readText(words: readonly Counted[], alphabet: readonly string[]): Training<Places> {
  const codeOf = new Map(alphabet.map((character, i) => [character.codePointAt(0) ?? 0, i + 1]));
  const size = words.reduce((sum, { word }) => sum + word.length + 1, 0);
  const codes = new Int32Array(size);
  const weights = new Uint32Array(size);
  let used = 0;
  for (const [i, { word, count }] of words.entries()) {
    for (let at = 0; at < word.length; used++) {
      const point = word.codePointAt(at) ?? 0;
      codes[used] = codeOf.get(point) ?? SEPARATOR;
      weights[used] = Math.min(count, LARGEST_WEIGHT);
      at += point < 0x10000 ? 1 : 2;
    }
    codes[used++] = SEPARATOR;
    if (i % PAUSE_EVERY === 0) yield 0;
  }
  return { codes: codes.subarray(0, used), weights: weights.subarray(0, used) };
}

function textOf({ codes }: Places, alphabet: readonly string[], at: number, length: number): string {
  let text = '';
  for (let i = at; i < at + length; i++) text += alphabet[codes[i] - 1];
  return text;
}

/** Substrings by a place where each stands. */
class Found {
  size = 0;
  places = new Int32Array(1 << 16);
  lengths = new Uint8Array(1 << 16);
  weights = new Float64Array(1 << 16);

  add(place: number, length: number, weight: number): void {
    if (this.size === this.places.length) {
      const size = this.size * 2;
      const { places, lengths, weights } = this;
      (this.places = new Int32Array(size)).set(places);
      (this.lengths = new Uint8Array(size)).set(lengths);
      (this.weights = new Float64Array(size)).set(weights);
    }
    this.places[this.size] = place;
    this.lengths[this.size] = length;
    this.weights[this.size++] = weight;
  }
}

function* frequentSubstrings(text: Places, { alphabet, minFrequency, maxLength }: SeedOptions): Training<Found> {
  const { codes } = text;
  const found = new Found();
  let places = new Int32Array(codes.length); // of one group after the other
  let used = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i] !== SEPARATOR) places[used++] = i;
  let ends = Int32Array.of(used); // of the groups
  const split = new Splitter(text, alphabet.length);
  for (let length = 1; length <= maxLength && ends.length > 0; length++) {
    const next: number[] = [];
    let start = 0;
    let kept = 0;
    let work = 0;
    for (const end of ends) {
      for (const visit of [split.count, split.order])
        for (let from = start; from < end; from += PLACES_A_STEP) {
          const to = Math.min(end, from + PLACES_A_STEP);
          visit(places, { start, end, from, to }, length - 1);
          work += to - from;
          if (work < PLACES_A_STEP) continue;
          work = 0;
          yield (length - 1) / maxLength;
        }
      for (const { from, to, weight } of split.parts) {
        if (weight < minFrequency && length > 1) continue;
        if (length > 1) found.add(places[from], length, weight * length);
        places.copyWithin(kept, from, to);
        kept += to - from;
        next.push(kept);
      }
      start = end;
    }
    ends = Int32Array.from(next);
    places = places.subarray(0, kept);
    yield length / maxLength;
  }
  return found;
}

/** A part of a group of places, all half-open. */
interface GroupPart {
  start: number;
  end: number;
  from: number;
  to: number;
}

/**
 * Sorts a group of places by the code so many characters on, and tells the parts with the same. First all of the group is
 * counted, part after part in order, then all of it is ordered; `parts` are told with the last.
 */
class Splitter {
  parts: { from: number; to: number; weight: number }[] = [];
  private readonly weights: Float64Array;
  private readonly counts: Int32Array;
  private scratch = new Int32Array(1 << 12);
  private readonly seen: number[] = [];

  constructor(
    private readonly text: Places,
    codes: number,
  ) {
    this.weights = new Float64Array(codes + 1);
    this.counts = new Int32Array(codes + 1);
  }

  readonly count = (places: Int32Array, { start, end, from, to }: GroupPart, distance: number): void => {
    const { codes, weights: weightAt } = this.text;
    const { weights, counts, seen } = this;
    if (this.scratch.length < end - start) this.scratch = new Int32Array(2 * (end - start));
    this.scratch.set(places.subarray(from, to), from - start);
    for (let i = from; i < to; i++) {
      const place = places[i];
      const code = codes[place + distance]; // a place is never beyond its word's separator
      if (counts[code]++ === 0) seen.push(code);
      weights[code] += weightAt[place];
    }
  };

  readonly order = (places: Int32Array, { start, end, from, to }: GroupPart, distance: number): void => {
    const { codes } = this.text;
    const { counts, seen, scratch } = this;
    if (from === start) this.makeParts(start);
    if (seen.length > 1)
      for (let i = from - start; i < to - start; i++) {
        const place = scratch[i];
        places[counts[codes[place + distance]]++] = place;
      }
    if (to < end) return;
    for (const code of seen) this.weights[code] = counts[code] = 0;
    seen.length = 0;
  };

  /** From here on `counts` tells where the next place with a code goes. */
  private makeParts(start: number): void {
    const { weights, counts } = this;
    this.parts = [];
    let at = start;
    for (const code of this.seen) {
      const from = at;
      at += counts[code];
      counts[code] = from;
      if (code !== SEPARATOR) this.parts.push({ from, to: at, weight: weights[code] });
    }
  }
}

/** The heaviest, ties by text. */
function* heaviest(
  { size, places, lengths, weights }: Found,
  most: number,
  textAt: (place: number, length: number) => string,
): Training<{ token: string; weight: number }[]> {
  const least = size > most ? yield* selectLargest(weights.slice(0, size), most - 1, 1) : 0;
  const chosen: { token: string; weight: number }[] = [];
  for (let i = 0; i < size; i++) {
    if (i % PAUSE_EVERY === 0) yield 1;
    if (weights[i] >= least) chosen.push({ token: textAt(places[i], lengths[i]), weight: weights[i] });
  }
  const sorted = yield* sortInSteps(chosen, (a, b) => b.weight - a.weight || (a.token < b.token ? -1 : 1), 1);
  return sorted.slice(0, most);
}
