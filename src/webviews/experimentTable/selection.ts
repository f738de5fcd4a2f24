// Which runs are selected, as the editor's own lists do it: a click one, with Ctrl one more or less, with Shift all up to it.

import type { Line } from './lines';
import type { RunTable } from './runTable';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  has(line: Line): boolean;
  pick(line: Line, how: { extends: boolean; adds: boolean }, lines: readonly Line[]): void;
  set(ids: Iterable<string>): void;
}

export function selection(table: RunTable, first: readonly string[], onChange: (ids: string[]) => void): Selection {
  let ids = new Set(first);
  let anchor: string | undefined;
  const runsOf = ({ rows }: Line): string[] => rows.map((row) => table.ids[row]);

  function set(next: Iterable<string>): void {
    ids = new Set(next);
    onChange([...ids]);
  }

  return {
    get ids() {
      return ids;
    },
    has: (line) => ids.size > 0 && line.rows.every((row) => ids.has(table.ids[row])),
    pick(line, { extends: isRange, adds }, lines) {
      const places = [anchor, line.id].map((id) => lines.findIndex((each) => each.id === id));
      if (isRange && places[0] >= 0) {
        const [from, to] = places.sort((a, b) => a - b);
        return set([...(adds ? ids : []), ...lines.slice(from, to + 1).flatMap(runsOf)]);
      }
      anchor = line.id;
      const runs = runsOf(line);
      if (!adds) return set(runs);
      const isOn = runs.every((id) => ids.has(id));
      set(isOn ? [...ids].filter((id) => !runs.includes(id)) : [...ids, ...runs]);
    },
    set,
  };
}
