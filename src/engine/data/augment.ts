// Changed copies of texts for a student to ask its teacher about (Tang et al. 2019, section 3.2): words masked, and pieces of a few
// words. The third way there, another word of the same part of speech, would need a tagger and is not here.

import { createRandom, type Random } from './random';

export interface AugmentRules {
  copies: number;
  /** With which probability a word is masked. */
  mask: number;
  /** What stands there then; '': nothing. */
  maskToken: string;
  /** With which probability a copy is a piece of 1 to `longestNgram` words. */
  ngram: number;
  longestNgram: number;
}

/**
 * Copies of one text that differ from it and from one another, so that there may be fewer than asked for; they follow from the seed
 * and the number of the text.
 */
export function changedCopies(
  words: readonly string[],
  { copies, ...rules }: AugmentRules,
  { seed, index }: { seed: number; index: number },
): string[][] {
  const random = createRandom({ seed, stream: 'augment', index });
  const known = new Set([words.join(' ')]);
  const found: string[][] = [];
  for (let copy = 0; copy < copies; copy++) {
    const changed = changedCopy(words, rules, random);
    const key = changed.join(' ');
    if (changed.length === 0 || known.has(key)) continue;
    known.add(key);
    found.push(changed);
  }
  return found;
}

function changedCopy(words: readonly string[], rules: Omit<AugmentRules, 'copies'>, random: Random): string[] {
  const { mask, maskToken, ngram, longestNgram } = rules;
  const masked = words.map((word) => (random.uniform() < mask ? maskToken : word));
  const isPiece = random.uniform() < ngram;
  const length = Math.min(words.length, 1 + random.integer(longestNgram));
  const first = random.integer(words.length - length + 1);
  const kept = isPiece ? masked.slice(first, first + length) : masked;
  return kept.filter((word) => word !== '');
}
