// What every step of the normaliser stage does: a fast way that gives the text alone, and one that carries the place of every
// unit; both give the same text.

import type { AlignedText } from './alignedText';

export interface Normalizer {
  plain(text: string): string;
  aligned(text: AlignedText): AlignedText;
}
