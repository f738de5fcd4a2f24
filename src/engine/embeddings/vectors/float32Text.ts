// Numbers of single precision as text.

/** Nine significant digits: every float32 reads back as itself. */
export const shortFloat32 = (value: number): number => Number(value.toPrecision(9));

/** A row of numbers on one line. */
export const rowText = (values: Float32Array, separator: string): string =>
  Array.from(values, shortFloat32).join(separator);
