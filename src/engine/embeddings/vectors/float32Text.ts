// Numbers of single precision as text.

/** Nine significant digits: every float32 reads back as itself. */
const float32Text = (value: number): string => String(Number(value.toPrecision(9)));

/** A row of numbers on one line. */
export const rowText = (values: Float32Array, separator: string): string =>
  Array.from(values, float32Text).join(separator);
