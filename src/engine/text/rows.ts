// Texts, examples and other things in order, wherever they lie: in an array, or on the disk, from where each is read when it is asked for.

export interface Rows<T> extends Iterable<T> {
  readonly length: number;
  at(index: number): T | undefined;
}

/** The one of that number, which must be there. */
export function rowAt<T>(rows: Rows<T>, index: number): T {
  const row = rows.at(index);
  if (row === undefined) throw new Error(`there is no row ${index} of ${rows.length}`);
  return row;
}

/** All of them in memory. */
export const listOf = <T>(rows: Rows<T>): readonly T[] => (Array.isArray(rows) ? (rows as readonly T[]) : [...rows]);

/** What is made of each: of an array at once, else when it is asked for. */
export function viewed<T, R>(rows: Rows<T>, of: (row: T) => R): Rows<R> {
  if (Array.isArray(rows)) return (rows as readonly T[]).map((row) => of(row));
  return {
    length: rows.length,
    at: (index) => (index < rows.length ? of(rowAt(rows, index)) : undefined),
    *[Symbol.iterator]() {
      for (const row of rows) yield of(row);
    },
  };
}

/** Those of these numbers: of an array another one, else they stay where they are. */
export function picked<T>(rows: Rows<T>, indices: Int32Array): Rows<T> {
  if (Array.isArray(rows)) return Array.from(indices, (index) => (rows as readonly T[])[index]);
  const at = (place: number): T | undefined => (place < indices.length ? rows.at(indices[place]) : undefined);
  return {
    length: indices.length,
    at,
    *[Symbol.iterator]() {
      for (const index of indices) yield rowAt(rows, index);
    },
  };
}
