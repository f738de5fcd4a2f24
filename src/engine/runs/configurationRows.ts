// An experiment as rows of dotted keys, for people: no more of it than anyone reads, however large the file.

import type { RowValue } from '../../protocol/runRow';

/** A dotted key and its value as text. */
interface ConfigurationRow {
  key: string;
  value: string;
}

const MOST_ROWS = 1000;
const MOST_LEVELS = 20;
const MOST_TEXTS = 100;
/** UTF-16 units of a key, and of a value. */
const MOST_UNITS = 1000;

const CUT = '…';

/** Rows of a nested object, in its order; lists stay on one row. What is left out stands as an ellipsis. */
export const configurationRows = (value: unknown): ConfigurationRow[] =>
  leavesOf(value).map(({ key, leaf }) => ({ key, value: typeof leaf === 'string' ? short(leaf) : listText(leaf) }));

/** The same with numbers and truths as they are, lists of texts as lists, and other lists as text; what is null is left out. */
export const configurationValues = (value: unknown): [string, RowValue][] =>
  leavesOf(value).flatMap(({ key, leaf }): [string, RowValue][] => (leaf === null ? [] : [[key, rowValue(leaf)]]));

function rowValue(leaf: unknown): RowValue {
  if (typeof leaf === 'number' || typeof leaf === 'boolean') return leaf;
  if (typeof leaf === 'string') return short(leaf);
  const isTexts = Array.isArray(leaf) && leaf.length <= MOST_TEXTS && leaf.every((each) => typeof each === 'string');
  return isTexts ? (leaf as string[]).map(short) : listText(leaf);
}

interface Leaf {
  key: string;
  leaf: unknown;
}

function leavesOf(value: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const add = (inner: unknown, key: string, level: number): void => {
    if (leaves.length >= MOST_ROWS) return;
    if (!isObject(inner)) leaves.push({ key, leaf: inner });
    else if (level >= MOST_LEVELS) leaves.push({ key, leaf: CUT });
    else addAll(inner, `${key}.`, level);
  };
  const addAll = (object: object, prefix: string, level: number): void => {
    for (const [name, inner] of Object.entries(object)) {
      if (leaves.length >= MOST_ROWS) return;
      add(inner, short(`${prefix}${name}`), level + 1);
    }
  };
  if (isObject(value)) addAll(value, '', 0);
  return leaves.length < MOST_ROWS ? leaves : [...leaves.slice(0, -1), { key: CUT, leaf: '' }];
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const short = (text: string): string => (text.length > MOST_UNITS ? `${text.slice(0, MOST_UNITS - 1)}${CUT}` : text);

/** JSON, written no further than it is shown. */
function listText(value: unknown): string {
  let text = '';
  const write = (inner: unknown, level: number): void => {
    if (text.length > MOST_UNITS) return;
    if (typeof inner !== 'object' || inner === null)
      return void (text += JSON.stringify(typeof inner === 'string' ? inner.slice(0, MOST_UNITS) : inner));
    if (level > MOST_LEVELS) return void (text += CUT);
    const isList = Array.isArray(inner);
    text += isList ? '[' : '{';
    let comma = '';
    for (const [name, each] of isList ? inner.entries() : Object.entries(inner)) {
      if (text.length > MOST_UNITS) break;
      text += isList ? comma : `${comma}${JSON.stringify(String(name).slice(0, MOST_UNITS))}:`;
      write(each, level + 1);
      comma = ',';
    }
    text += isList ? ']' : '}';
  };
  write(value, 0);
  return short(text);
}
