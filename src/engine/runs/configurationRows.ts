// An experiment as rows of dotted keys, for people: no more of it than anyone reads, however large the file.

/** A dotted key and its value as text. */
interface ConfigurationRow {
  key: string;
  value: string;
}

const MOST_ROWS = 1000;
const MOST_LEVELS = 20;
/** UTF-16 units of a key, and of a value. */
const MOST_UNITS = 1000;

const CUT = '…';

/** Rows of a nested object, in its order; lists stay on one row. What is left out stands as an ellipsis. */
export function configurationRows(value: unknown): ConfigurationRow[] {
  const rows: ConfigurationRow[] = [];
  const add = (inner: unknown, key: string, level: number): void => {
    if (rows.length >= MOST_ROWS) return;
    if (!isObject(inner)) rows.push({ key, value: typeof inner === 'string' ? short(inner) : listText(inner) });
    else if (level >= MOST_LEVELS) rows.push({ key, value: CUT });
    else addAll(inner, `${key}.`, level);
  };
  const addAll = (object: object, prefix: string, level: number): void => {
    for (const [name, inner] of Object.entries(object)) {
      if (rows.length >= MOST_ROWS) return;
      add(inner, short(`${prefix}${name}`), level + 1);
    }
  };
  if (isObject(value)) addAll(value, '', 0);
  return rows.length < MOST_ROWS ? rows : [...rows.slice(0, -1), { key: CUT, value: '' }];
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
