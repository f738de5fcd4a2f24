// What differs between two experiments, in as few words as tell it: `learningRate 0.001 → 0.0003`.

import type { ConfigurationValue, KeyChange } from './run';

const MOST_UNITS = 24;

/** At most `most` keys; of more it is said how many. Empty where nothing differs. */
export function changesText(changes: readonly KeyChange[], most = 2): string {
  const keys = changes.map(({ key }) => key);
  const told = changes.slice(0, most).map(({ key, before, after }) => {
    const name = shortKey(key, keys);
    if (before === undefined) return `${name} ${valueText(after)}`;
    return after === undefined
      ? `${name} ${valueText(before)} → –`
      : `${name} ${valueText(before)} → ${valueText(after)}`;
  });
  const rest = changes.length - told.length;
  return told.join(', ') + (rest > 0 ? `, +${rest}` : '');
}

/** The end of a dotted key by which it is told from the others. */
export function shortKey(key: string, among: readonly string[]): string {
  const parts = key.split('.');
  for (let length = 1; length < parts.length; length++) {
    const end = parts.slice(-length).join('.');
    if (!among.some((other) => other !== key && (other === end || other.endsWith(`.${end}`)))) return end;
  }
  return key;
}

function valueText(value: ConfigurationValue | undefined): string {
  const text = String(value);
  return text.length > MOST_UNITS ? `${text.slice(0, MOST_UNITS - 1)}…` : text;
}
