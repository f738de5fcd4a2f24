// The same things in another order (Fisher and Yates).

/** @param drawn what `drawnFrom` gives */
export function shuffled(list, drawn) {
  const found = [...list];
  for (let i = found.length - 1; i > 0; i--) {
    const j = drawn.whole(0, i);
    [found[i], found[j]] = [found[j], found[i]];
  }
  return found;
}
