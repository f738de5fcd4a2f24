// Fewer points of a curve, chosen so that the picture stays the same: of each stretch the least and the greatest.

/** Rising places of at most `most` values: the first and the last, and of each of equal stretches the least and the greatest. */
export function thinnedPlaces(values: Float64Array, most: number): number[] {
  const { length } = values;
  if (length <= most) return Array.from(values, (_, place) => place);
  const stretches = Math.max(1, Math.floor((most - 2) / 2));
  const places = new Set([0]);
  for (let i = 0; i < stretches; i++) {
    const [from, to] = [i, i + 1].map((stretch) => Math.floor((stretch * length) / stretches));
    let [least, greatest] = [from, from];
    for (let place = from; place < to; place++) {
      if (values[place] < values[least] || Number.isNaN(values[least])) least = place;
      if (values[place] > values[greatest] || Number.isNaN(values[greatest])) greatest = place;
    }
    places.add(Math.min(least, greatest)).add(Math.max(least, greatest));
  }
  return [...places.add(length - 1)].sort((a, b) => a - b);
}
