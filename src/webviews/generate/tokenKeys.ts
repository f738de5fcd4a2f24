// Which token a key goes to: to the left and right in the order of the text, up and down to the nearest one in another line.

/** Undefined for keys that mean nothing here. @param at the chosen token, or undefined */
export function placeOfKey(key: string, at: number | undefined, nodes: readonly HTMLElement[]): number | undefined {
  if (nodes.length === 0) return undefined;
  const within = (place: number): number => Math.max(0, Math.min(nodes.length - 1, place));
  if (key === 'Home') return 0;
  if (key === 'End') return nodes.length - 1;
  if (key === 'ArrowRight') return within((at ?? -1) + 1);
  if (key === 'ArrowLeft') return within((at ?? 1) - 1);
  if (key === 'ArrowDown') return at === undefined ? 0 : inNextLine(nodes, at, 1);
  if (key === 'ArrowUp') return at === undefined ? 0 : inNextLine(nodes, at, -1);
  return undefined;
}

/** The token itself where there is no such line. @param step 1: below; -1: above */
function inNextLine(nodes: readonly HTMLElement[], at: number, step: 1 | -1): number {
  const { left, top, height } = nodes[at].getBoundingClientRect();
  let line: number | undefined;
  let [best, distance] = [at, Infinity];
  for (let place = at + step; place >= 0 && place < nodes.length; place += step) {
    const box = nodes[place].getBoundingClientRect();
    if (Math.abs(box.top - top) < height / 2) continue;
    line ??= box.top;
    if (Math.abs(box.top - line) >= height / 2) break;
    const away = Math.abs(box.left - left);
    if (away < distance) [best, distance] = [place, away];
  }
  return best;
}
