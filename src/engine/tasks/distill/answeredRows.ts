// What teachers say as rows of numbers: answers, and the hidden states behind them.

/** Some rows of what teachers say. */
export interface AnsweredRows {
  /** `[rows, width]`; of several teachers those of all together. */
  answers: Float32Array;
  /** By teacher its hidden states, `[rows, width of the states]`; none where they are not learned. */
  states: readonly Float32Array[];
}

/** Each row of the answers, with the states behind them. */
export async function* sideBySide(pieces: AsyncIterable<AnsweredRows>, { width }: { width: number }) {
  for await (const { answers, states } of pieces) {
    const parts = [answers, ...states];
    const count = answers.length / width;
    const rows = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let from = 0;
    for (let row = 0; row < count; row++)
      for (const part of parts) {
        const each = part.length / count;
        rows.set(part.subarray(row * each, (row + 1) * each), from);
        from += each;
      }
    yield rows;
  }
}

/** Columns `from` to `to` (exclusive) of rows of `width` numbers. */
export function columnsOf(rows: Float32Array, width: number, from: number, to: number): Float32Array {
  const columns = new Float32Array((rows.length / width) * (to - from));
  for (let at = 0, row = 0; row < rows.length; row += width, at += to - from)
    columns.set(rows.subarray(row + from, row + to), at);
  return columns;
}
