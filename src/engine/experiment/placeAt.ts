// What stands at an offset of an experiment that is being written, and may be broken anywhere.

import { getLocation } from 'jsonc-parser';
import type { Span } from './jsonPlaces';
import { readJsonText } from './jsonText';

interface WrittenPlace {
  /** From the root to the key, or to the value, that stands or would stand there. */
  path: (string | number)[];
  /** A key stands there, not a value. */
  isKey: boolean;
  /** What stands there; empty where nothing does. */
  span: Span;
  /** All of the text, as far as it can be read. */
  root: Readonly<Record<string, unknown>>;
}

/** Undefined where no value can stand, and for texts that are no object or are refused. */
export function placeAt(text: string, offset: number): WrittenPlace | undefined {
  const root = readJsonText(text).value;
  if (typeof root !== 'object' || root === null || Array.isArray(root)) return undefined;
  const { path, previousNode, isAtPropertyKey: isKey } = getLocation(text, offset);
  const place = { path, isKey, root: root as Record<string, unknown> };
  if (!previousNode) return { ...place, span: wordAround(text, offset) };
  const { offset: start, length } = previousNode;
  return offset >= start && offset <= start + length ? { ...place, span: { offset: start, length } } : undefined;
}

const ENDS_WORD = /[\s"{}[\]:,]/;

/** Of a value that is not in quotes yet. */
function wordAround(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && !ENDS_WORD.test(text[start - 1])) start--;
  let end = offset;
  while (end < text.length && !ENDS_WORD.test(text[end])) end++;
  return { offset: start, length: end - start };
}
