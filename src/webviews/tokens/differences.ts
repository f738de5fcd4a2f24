// Where tokenizers disagree: the borders in a line that only one of them draws.

/** Offsets of a line's tokens, half-open, in UTF-16 units. */
export type Offsets = readonly (readonly [start: number, end: number])[];

/** How a token is marked: at its start, and at its end where no other token of the column begins. */
export interface TokenMark {
  start: boolean;
  end: boolean;
}

/** For each column the marks of its tokens; a column without tokens of this line yet is undefined and left out. */
export function bordersOfOne(columns: readonly (Offsets | undefined)[], length: number): (TokenMark[] | undefined)[] {
  const uses = new Map<number, number>();
  const borders = columns.map((offsets) => offsets && new Set(offsets.flat().filter((at) => at > 0 && at < length)));
  for (const found of borders) for (const at of found ?? []) uses.set(at, (uses.get(at) ?? 0) + 1);
  const compared = borders.filter((found) => found !== undefined).length > 1;
  return columns.map((offsets, column) => {
    if (!offsets) return undefined;
    const starts = new Set(offsets.map(([start]) => start));
    const isOwn = (at: number): boolean => compared && borders[column]?.has(at) === true && uses.get(at) === 1;
    return offsets.map(([start, end]) => ({ start: isOwn(start), end: !starts.has(end) && isOwn(end) }));
  });
}
