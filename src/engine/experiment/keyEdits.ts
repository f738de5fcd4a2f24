// A value written into JSON with comments: only what must change does, so that comments and lines stay as they are.

import { applyEdits, modify } from 'jsonc-parser';
import { LabError } from '../../protocol/labError';
import type { JsonValue, TextEdit } from '../../protocol/textEdit';
import { readJsonText } from './jsonText';

/**
 * The edits that set the value at a path of keys; objects on the way that are not there are made. A string on the way is a type written
 * alone (`"optimizer": "adam"`) and becomes an object, as with `applyOverride`. Fails with `INVALID_EXPERIMENT` where the text is no JSON.
 */
export function editsFor(text: string, path: readonly (string | number)[], value: JsonValue): TextEdit[] {
  const json = readJsonText(text);
  if (json.faults.length > 0) {
    const [{ message, span }] = json.faults;
    throw new LabError('INVALID_EXPERIMENT', message, json.placeOf(span));
  }
  const [at, written] = whereStringEnds(json.value, path, value);
  return modify(text, at, written, { formattingOptions: formattingOf(text) });
}

/** The edits that take out a key, or an element of a list, with what belongs to it; none where there is no such thing. */
export const editsWithout = (text: string, path: readonly (string | number)[]): TextEdit[] =>
  modify(text, [...path], undefined, { formattingOptions: formattingOf(text) });

export const withEdits = (text: string, edits: readonly TextEdit[]): string => applyEdits(text, [...edits]);

/** As the text is written already. */
function formattingOf(text: string): { tabSize: number; insertSpaces: boolean; eol: string } {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const insertSpaces = !indent.includes('\t');
  return { tabSize: insertSpaces ? indent.length : 4, insertSpaces, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** Where the value goes: below a string on the way nothing can. */
function whereStringEnds(
  root: unknown,
  path: readonly (string | number)[],
  value: JsonValue,
): [(string | number)[], JsonValue] {
  let inner = root;
  for (let depth = 0; depth < path.length - 1; depth++) {
    inner = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[path[depth]] : undefined;
    if (typeof inner !== 'string') continue;
    const below = path.slice(depth + 1).reduceRight((content, key): JsonValue => ({ [key]: content }), value);
    return [path.slice(0, depth + 1), { type: inner, ...(below as { [key: string]: JsonValue }) }];
  }
  return [[...path], value];
}
