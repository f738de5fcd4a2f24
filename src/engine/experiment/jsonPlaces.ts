// Where things stand in a JSON text: each look costs no more for a long text than for a short one.

import type { Node } from 'jsonc-parser';
import type { LabErrorPlace } from '../../protocol/labError';

/** A stretch of the text, in UTF-16 units. */
export interface Span {
  offset: number;
  length: number;
}

/** 1-based line and column. */
export type SpanPlace = Pick<LabErrorPlace, 'line' | 'column' | 'length'>;

/** Finds the places of spans; lines end with LF, CR LF or CR. */
export function placesIn(text: string): (span: Span) => SpanPlace {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return ({ offset, length }) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low] + 1, length };
  };
}

/** Goes down from the root as far as a path of keys leads. */
export function descentFrom(root: Node | undefined): (path: readonly PropertyKey[]) => Node[] {
  const known = new Map<Node, Map<string, Node>>();
  const members = (node: Node): Map<string, Node> => {
    let found = known.get(node);
    if (found) return found;
    known.set(node, (found = new Map()));
    for (const { children: [key, value] = [] } of node.children ?? [])
      if (key && value && !found.has(String(key.value))) found.set(String(key.value), value);
    return found;
  };
  const memberOf = (node: Node, key: PropertyKey): Node | undefined => {
    if (typeof key === 'string') return node.type === 'object' ? members(node).get(key) : undefined;
    return typeof key === 'number' && node.type === 'array' ? node.children?.[key] : undefined;
  };
  return (path) => {
    const nodes = root ? [root] : [];
    for (const key of path) {
      const next = nodes.length > 0 ? memberOf(nodes[nodes.length - 1], key) : undefined;
      if (!next) break;
      nodes.push(next);
    }
    return nodes;
  };
}

/** Where brackets are open within more than `most` others, reading from the left; undefined: nowhere. */
export function tooDeep(text: string, most: number): Span | undefined {
  const open: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '[' || mark === '{') open.push(mark === '[' ? ']' : '}');
    else if (mark === open.at(-1))
      open.pop(); // the other kind closes nothing, for the parser neither
    else if (mark === '"') at = endOfString(text, at);
    else if (text.startsWith('//', at)) while (at < text.length && !isLineEnd(text[at])) at++;
    else if (text.startsWith('/*', at)) at = endOfComment(text, at);
    if (open.length > most) return { offset: at, length: 1 };
  }
  return undefined;
}

const isLineEnd = (character: string): boolean => character === '\n' || character === '\r';

/** The place of its last character; the end of the text where it is not closed. */
function endOfComment(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  return end < 0 ? text.length : end + 1;
}

/** The place of the closing quotation mark, or of the line end that stands in its place. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"' && !isLineEnd(text[at])) at += text[at] === '\\' ? 2 : 1;
  return at;
}
