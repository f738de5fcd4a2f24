// What a pane shows, apart from how: the maps of a sentence as they are chosen, the cell where the person is, and what is
// said of both.

import { count } from '../../protocol/figures';
import type { FoundMaps } from './askMaps';
import { entriesOf, type RowEntry } from './cellsTable';
import { cellText } from './cellText';
import { headFigures } from './headFigures';
import type { Cell, MapData } from './mapData';
import { type KindHead, mapMaker, type MapSettings, type Sentence } from './mapMaker';
import type { AttentionStrings } from './strings';

export interface PaneMaps {
  readonly sentence: Sentence | undefined;
  readonly heads: readonly KindHead[];
  /** Undefined where the sentence has no such map. */
  readonly data: MapData | undefined;
  readonly cell: Cell | undefined;
  /** The row that is chosen: where it looks, the largest first. */
  readonly row: { token: string; entries: RowEntry[] } | undefined;
  /** Other maps, or none. */
  adopt(maps: FoundMaps | undefined): void;
  choose(settings: MapSettings): void;
  select(cell: Cell | undefined): void;
  /** Lines about a cell. */
  describe(cell: Cell): string[];
  /** About the cell where the person is, else about the map. */
  readonly summary: string;
}

export function paneMaps(strings: AttentionStrings): PaneMaps {
  const maker = mapMaker(strings.headNumber);
  let sentence: Sentence | undefined;
  let heads: KindHead[] = [];
  let kind: MapSettings['kind'] = 'cross';
  let data: MapData | undefined;
  let cell: Cell | undefined;
  const describe = (at: Cell): string[] => (data && sentence ? cellText(at, { strings, data, sentence, kind }) : []);
  return {
    get sentence() {
      return sentence;
    },
    get heads() {
      return heads;
    },
    get data() {
      return data;
    },
    get cell() {
      return cell;
    },
    get row() {
      return cell && data ? { token: data.rows.labels[cell.row], entries: entriesOf(data, cell.row) } : undefined;
    },
    adopt(maps) {
      sentence = maps?.found;
      heads = maps ? headsOf(maps) : [];
      cell = undefined;
      maker.forget();
    },
    choose(settings) {
      ({ kind } = settings);
      data = sentence && maker.dataFor(sentence, heads, settings);
      if (data && cell && (cell.row >= data.matrix.rows || cell.column >= data.matrix.columns)) cell = undefined;
    },
    select: (next) => (cell = next && { row: next.row, column: next.column }),
    describe,
    get summary() {
      if (!data) return '';
      const { rows, columns } = data.matrix;
      return cell ? describe(cell).join(' · ') : strings.size(count(rows), count(columns));
    },
  };
}

const headsOf = ({ found, weights }: FoundMaps): KindHead[] =>
  found.maps.map(({ kind, layer, head, rows, columns }, i) => {
    const matrix = { rows, columns, weights: weights[i] };
    return { kind, layer, head, matrix, figures: headFigures(matrix) };
  });
