// Tables of JSON objects: one on each line, or a list of them. Fields within objects are columns of their own, `a.b`.

import { LabError } from '../../../protocol/labError';
import type { LineBlock } from '../readText';
import type { ListElement } from './jsonList';

export type JsonObject = Record<string, unknown>;

export interface ObjectLine {
  object: JsonObject;
  line: number;
}

/** Objects deeper than this are one value, as JSON. */
const MOST_LEVELS = 8;

/** Blank lines are left out. Fails as `parseObject`. */
export const objectsOfLines = (file: string, { firstLine, lines }: LineBlock): ObjectLine[] =>
  lines.flatMap((text, index) =>
    text.trim() === '' ? [] : { object: parseObject(file, text, firstLine + index), line: firstLine + index },
  );

/** The elements of a list; a text alone is an object with the field `text`. Fails with `INVALID_DATA`, naming the line. */
export function objectsOfElements(file: string, elements: readonly ListElement[]): ObjectLine[] {
  return elements.map(({ text, line }) => {
    const value = parseJson(text);
    if (typeof value === 'string') return { object: { text: value }, line };
    if (isObject(value)) return { object: value, line };
    throw new LabError('INVALID_DATA', `"${file}", line ${line}: a list of JSON objects is expected.`, { file, line });
  });
}

/** One line of a .jsonl file. Fails with `INVALID_DATA`, naming the line, when it is not a JSON object. */
export function parseObject(file: string, text: string, line: number): JsonObject {
  const value = parseJson(text);
  if (isObject(value)) return value;
  throw new LabError('INVALID_DATA', `"${file}", line ${line}: a JSON object is expected on each line.`, {
    file,
    line,
  });
}

/** Undefined where it is no JSON. NaN and Infinity, which JSON has not but Python writes, are missing values. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const isBare = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;
    try {
      return JSON.parse(text.replace(isBare, (found) => (found.startsWith('"') ? found : 'null')));
    } catch {
      return undefined;
    }
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names of all fields, in the order in which they come first. */
export function fieldsOf(objects: readonly ObjectLine[]): string[] {
  const names = new Set<string>();
  const add = (object: JsonObject, before: string, level: number): void => {
    for (const [key, value] of Object.entries(object)) {
      const isDeeper = isObject(value) && level < MOST_LEVELS && Object.keys(value).length > 0;
      if (isDeeper) add(value, `${before}${key}.`, level + 1);
      else names.add(before + key);
    }
  };
  for (const { object } of objects) add(object, '', 1);
  return [...names];
}

/** The value of a field as text, `a.b` for the `b` in `a`; empty where it is missing. */
export function fieldText(object: JsonObject, name: string): string {
  const value = fieldValue(object, name);
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function fieldValue(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const owner = ownerOf(object, name);
  return owner && Object.hasOwn(owner.object, owner.key) ? owner.object[owner.key] : undefined;
}

/** The innermost object that has the field, and its name there; undefined where there is none. */
export function ownerOf(object: JsonObject, name: string): { object: JsonObject; key: string } | undefined {
  if (Object.hasOwn(object, name)) return { object, key: name };
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const head = name.slice(0, dot);
    const inner = Object.hasOwn(object, head) ? object[head] : undefined;
    const found = isObject(inner) ? ownerOf(inner, name.slice(dot + 1)) : undefined;
    if (found) return found;
  }
  return undefined;
}
