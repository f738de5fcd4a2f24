// How what the engine says is found among the texts that are translated: it writes English, with its values in place.

import { ENGINE_TEXTS, NAMES } from './engineTextList';

export const PATTERNS = ENGINE_TEXTS.map((text) => ({ text, longest: longestPart(text), pattern: patternOf(text) }));
export const NAME = new RegExp(`^(${NAMES.join('|')})$|\\b(${NAMES.slice(0, 3).join('|')})(?= \\d)`, 'g');

/** What stands between values. */
function partsOf(text: string): string[] {
  return text.split(/\{\d\}/);
}

/** Looked for first: a pattern that begins with a value is slow to find nothing. */
function longestPart(text: string): string {
  return partsOf(text).reduce((longest, part) => (part.length > longest.length ? part : longest));
}

/** Values come in their order, and may be anything. */
function patternOf(text: string): RegExp {
  const parts = partsOf(text).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*?)')}$`, 's');
}
