// Exponential moving average of a curve, corrected for its start (Kingma and Ba 2015, section 3), so that it begins at
// the first value instead of at zero. Values that are not finite are passed over.

export function smooth(values: readonly number[], factor: number): (number | null)[] {
  let average = 0;
  let weight = 0;
  return values.map((value) => {
    if (Number.isFinite(value)) {
      average = factor * average + (1 - factor) * value;
      weight = factor * weight + (1 - factor);
    }
    return weight > 0 ? average / weight : null;
  });
}
