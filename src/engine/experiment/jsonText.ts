// JSON with comments and trailing commas, read so that every key can be found again in the text.

import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { LabErrorPlace } from '../../protocol/labError';
import { setOwn, type JsonObject } from './overrides';

/** A stretch of the text, in UTF-16 units. */
export interface Span {
  offset: number;
  length: number;
}

export interface JsonText {
  value: unknown;
  /** What is wrong with the text as JSON; the value is then a best guess. */
  faults: { message: string; span: Span }[];
  /** Where the value at this path of keys is written; its nearest written ancestor when it is not. */
  spanOf(path: readonly PropertyKey[]): Span;
  /** Where the key itself, the last of the path, is written. */
  keySpanOf(path: readonly PropertyKey[]): Span;
}

const wording: Record<string, string> = {
  InvalidSymbol: 'This is not JSON: a word or sign that has no meaning here.',
  InvalidNumberFormat: 'This is not a number.',
  PropertyNameExpected: 'A key in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is expected before this.',
  CloseBraceExpected: 'A closing } is missing.',
  CloseBracketExpected: 'A closing ] is missing.',
  EndOfFileExpected: 'Nothing may follow the closing }.',
  UnexpectedEndOfString: 'A closing quotation mark is missing.',
  UnexpectedEndOfComment: 'A closing */ is missing.',
};

/** Never throws: faults are listed. */
export function readJsonText(text: string): JsonText {
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const faults = errors.map(({ error, offset, length }) => ({
    message: wording[printParseErrorCode(error)] ?? `This is not JSON (${printParseErrorCode(error)}).`,
    span: { offset, length },
  }));
  const value = root && valueOf(root, faults);
  const nodeAt = (path: readonly PropertyKey[]): Node | undefined =>
    root && findNodeAtLocation(root, path as (string | number)[]);
  const spanOf = (path: readonly PropertyKey[]): Span => {
    for (let length = path.length; length >= 0; length--) {
      const node = nodeAt(path.slice(0, length));
      if (node) return { offset: node.offset, length: length < path.length ? 1 : node.length };
    }
    return { offset: 0, length: 0 };
  };
  const keySpanOf = (path: readonly PropertyKey[]): Span => {
    const key = nodeAt(path)?.parent?.children?.[0];
    return key ? { offset: key.offset, length: key.length } : spanOf(path);
  };
  return { value, faults, spanOf, keySpanOf };
}

function valueOf(node: Node, faults: JsonText['faults']): unknown {
  if (node.type === 'array') return (node.children ?? []).map((child) => valueOf(child, faults));
  if (node.type !== 'object') return node.value as unknown;
  const object: JsonObject = {};
  for (const { children: [key, value] = [] } of node.children ?? []) {
    if (!key || !value) continue; // a fault already
    const name = String(key.value);
    if (Object.hasOwn(object, name))
      faults.push({ message: `The key "${name}" is given twice.`, span: { offset: key.offset, length: key.length } });
    setOwn(object, name, valueOf(value, faults));
  }
  return object;
}

/** The place of a span: 1-based line and column. */
export function placeOf(text: string, { offset, length }: Span): Pick<LabErrorPlace, 'line' | 'column' | 'length'> {
  const before = text.slice(0, offset);
  const line = before.split(/\r\n|\r|\n/).length;
  const column = offset - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
  return { line, column, length };
}

/** The place of the value at this path of keys, or of its nearest ancestor that is written. */
export function placeOfKey(
  text: string,
  path: readonly PropertyKey[],
): Pick<LabErrorPlace, 'line' | 'column' | 'length'> {
  return placeOf(text, readJsonText(text).spanOf(path));
}
