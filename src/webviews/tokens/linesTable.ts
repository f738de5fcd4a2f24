// The text of the tokens view as a table: the lines with their tokens.

import { count } from '../../protocol/figures';
import type { ShownLine } from '../../protocol/tokensView';
import { table } from '../shared/table';
import { letterOf } from './comparedText';
import type { TokensStrings } from './strings';
import { visible } from './tokenCell';

interface LineRow {
  index: number;
  line: ShownLine;
  cuts: (ShownLine | undefined)[];
}

/** A table of the lines shown; made anew when the columns change. */
export function linesTable(strings: TokensStrings, columns: readonly (readonly ShownLine[])[]): HTMLElement {
  const longest = Math.max(0, ...columns.map(({ length }) => length));
  const lines = Array.from({ length: longest }, (_, index): LineRow[] => {
    const cuts = columns.map((column) => column.at(index));
    const line = cuts.find((cut) => cut !== undefined);
    return line ? [{ index, line, cuts }] : [];
  }).flat();
  const rows = table<LineRow>({
    label: strings.text,
    empty: strings.noLines,
    columns: [
      {
        id: 'line',
        title: strings.line,
        numeric: true,
        text: ({ line }) => count(line.line + 1),
        sortBy: ({ index }) => index,
      },
      ...columns.flatMap((_, position) => [
        {
          id: `count${position}`,
          title: letterOf(position),
          hint: strings.tokensTitle,
          numeric: true,
          text: ({ cuts }: LineRow) => count(cuts[position]?.tokenCount ?? 0),
          sortBy: ({ cuts }: LineRow) => cuts[position]?.tokenCount ?? 0,
        },
        {
          id: `tokens${position}`,
          title: strings.tokensOf(letterOf(position)),
          least: 24,
          text: ({ cuts }: LineRow) => cuts[position]?.tokens.map(visible).join(' | ') ?? '',
        },
      ]),
    ],
  });
  rows.setRows(lines);
  return rows.node;
}
