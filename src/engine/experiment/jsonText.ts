// JSON with comments and trailing commas, read so that every key can be found again in the text.

import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { descentFrom, placesIn, tooDeep, type Span, type SpanPlace } from './jsonPlaces';
import { setOwn, type JsonObject } from './overrides';

export interface JsonText {
  value: unknown;
  /** What is wrong with the text as JSON; the value is then a best guess. */
  faults: { message: string; span: Span }[];
  /** Where the value at this path of keys is written; its nearest written ancestor when it is not. */
  spanOf(path: readonly PropertyKey[]): Span;
  /** Where the key itself, the last of the path, is written. */
  keySpanOf(path: readonly PropertyKey[]): Span;
  placeOf(span: Span): SpanPlace;
}

/** Experiments have some ten levels and some thousand characters; what is more would keep the reader busy for nothing. */
const MOST_LEVELS = 100;
const MOST_CHARACTERS = 4_000_000;

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
  const refused = refusal(text);
  if (refused) return withoutValue(text, refused);
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const faults = errors.map(({ error, offset, length }) => ({
    message: wording[printParseErrorCode(error)] ?? `This is not JSON (${printParseErrorCode(error)}).`,
    span: { offset, length },
  }));
  const value = root && valueOf(root, faults);
  const descend = descentFrom(root);
  const spanOf = (path: readonly PropertyKey[]): Span => {
    const nodes = descend(path);
    const node = nodes.at(-1);
    if (!node) return { offset: 0, length: 0 };
    return { offset: node.offset, length: nodes.length <= path.length ? 1 : node.length };
  };
  const keySpanOf = (path: readonly PropertyKey[]): Span => {
    const nodes = descend(path);
    const key = nodes.length > path.length ? nodes.at(-1)?.parent?.children?.[0] : undefined;
    return key ? { offset: key.offset, length: key.length } : spanOf(path);
  };
  return { value, faults, spanOf, keySpanOf, placeOf: placesIn(text) };
}

/** Why a text is not read at all. */
function refusal(text: string): JsonText['faults'][number] | undefined {
  const span = { offset: 0, length: 1 };
  if (text.length > MOST_CHARACTERS)
    return { message: `This is too long: at most ${MOST_CHARACTERS.toLocaleString('en')} characters are read.`, span };
  const deep = tooDeep(text, MOST_LEVELS);
  return deep && { message: `This is nested too deep: at most ${MOST_LEVELS} levels are read.`, span: deep };
}

function withoutValue(text: string, fault: JsonText['faults'][number]): JsonText {
  const nowhere = (): Span => ({ offset: 0, length: 0 });
  return { value: undefined, faults: [fault], spanOf: nowhere, keySpanOf: nowhere, placeOf: placesIn(text) };
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
