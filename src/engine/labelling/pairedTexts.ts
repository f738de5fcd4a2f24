// The same texts in two files, whatever their order: the k-th time a text stands in one goes with the k-th time it stands in the other. Letters
// that are composed otherwise (NFC and NFD look the same) make no other text.

export interface Paired<T> {
  /** As they stand in the first file. */
  pairs: [first: T, other: T][];
  /** How many stand in one of them alone. */
  alone: [first: number, other: number];
}

export function pairedTexts<T extends { text: string }>(first: readonly T[], other: readonly T[]): Paired<T> {
  const waiting = new Map<string, T[]>();
  for (const item of other) {
    const same = waiting.get(keyOf(item));
    if (same) same.push(item);
    else waiting.set(keyOf(item), [item]);
  }
  for (const same of waiting.values()) same.reverse(); // so that the first is taken from the end
  const pairs = first.flatMap((item): [T, T][] => {
    const partner = waiting.get(keyOf(item))?.pop();
    return partner ? [[item, partner]] : [];
  });
  return { pairs, alone: [first.length - pairs.length, other.length - pairs.length] };
}

const keyOf = ({ text }: { text: string }): string => text.normalize('NFC');
