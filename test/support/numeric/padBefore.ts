// Texts whose padding stands in front, for golden values that have it behind.

/** rows [time, batch], valid up to each length -> the same with the padding, 0, before the texts */
export function padBefore(rows: readonly number[][], lengths: readonly number[]): number[][] {
  const time = rows.length;
  return rows.map((row, t) =>
    row.map((_, column) => {
      const from = t - (time - lengths[column]);
      return from < 0 ? 0 : rows[from][column];
    }),
  );
}
