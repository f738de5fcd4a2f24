// How alike two words or two texts are, and which of several words is least like the others.

import { element } from '../../shared/element';
import { oddOneOut } from './oddOneOut';
import { pairSimilarity } from './pairSimilarity';
import type { AskedPair, SimilarityOptions } from './similarityState';

export interface SimilaritySection {
  node: HTMLElement;
  compare(pair: AskedPair): Promise<void>;
  findOdd(words: readonly string[]): Promise<void>;
  /** The vectors are others now: answers of the old ones go, what was asked is asked again. */
  renew(): void;
}

export function similaritySection(options: SimilarityOptions): SimilaritySection {
  const { strings } = options;
  const pair = pairSimilarity(options);
  const odd = oddOneOut(options);
  const headings = [strings.twoTexts, strings.oddOneOut].map((text) => element('h2', { text }));
  return {
    node: element('div', { class: 'fill' }, headings[0], ...pair.nodes, headings[1], ...odd.nodes),
    compare: pair.ask,
    findOdd: odd.ask,
    renew() {
      pair.renew();
      odd.renew();
    },
  };
}
