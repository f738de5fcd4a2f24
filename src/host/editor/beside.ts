// From place to place of a text. Pure.

/** The next place that begins behind an offset, or the last before it (`step` −1); past the last comes the first. @param places in order */
export const beside = <P extends { start: number }>(
  places: readonly P[],
  offset: number,
  step: 1 | -1,
): P | undefined =>
  step === 1
    ? (places.find(({ start }) => start > offset) ?? places.at(0))
    : (places.findLast(({ start }) => start < offset) ?? places.at(-1));
