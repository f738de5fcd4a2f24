// The experiment of a run as dotted keys with plain values, and what differs between two of them: for tables, filters and names.

import type { ConfigurationValue, FlatConfiguration, KeyChange } from '../../protocol/run';

const MOST_KEYS = 300;
const MOST_LEVELS = 12;
/** UTF-16 units of a key, and of a value. */
const MOST_UNITS = 300;

/** Words about an experiment, which change nothing that is computed. */
const WORDS = new Set(['name', '$schema', 'description']);

/** In the order of the experiment; lists stand as JSON. Of a large experiment the first keys. */
export function flatConfiguration(experiment: unknown): FlatConfiguration {
  const flat = new Map<string, ConfigurationValue>();
  const add = (value: unknown, key: string, level: number): void => {
    if (flat.size >= MOST_KEYS) return;
    if (!isObject(value)) flat.set(key, plain(value));
    else if (level < MOST_LEVELS)
      for (const [name, inner] of Object.entries(value))
        add(inner, (key === '' ? name : `${key}.${name}`).slice(0, MOST_UNITS), level + 1);
  };
  if (isObject(experiment)) add(experiment, '', 0);
  return Object.fromEntries(flat);
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function plain(value: unknown): ConfigurationValue {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > MOST_UNITS ? `${text.slice(0, MOST_UNITS - 1)}…` : text;
}

/** The keys whose values differ, in the order of what came after; keys that have gone come last. */
export function keyChanges(before: FlatConfiguration, after: FlatConfiguration): KeyChange[] {
  const changes: KeyChange[] = [];
  for (const key of Object.keys(after))
    if (before[key] !== after[key] && !WORDS.has(key))
      changes.push({ key, ...(Object.hasOwn(before, key) ? { before: before[key] } : {}), after: after[key] });
  for (const key of Object.keys(before))
    if (!Object.hasOwn(after, key) && !WORDS.has(key)) changes.push({ key, before: before[key] });
  return changes;
}
