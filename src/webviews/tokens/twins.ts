// The pictures of the tokens view as tables: the columns' figures beside one another, and the lines with their tokens.

import { count, duration, figure, share } from '../../protocol/figures';
import type { ShownLine, TokensColumn, TokensOverview } from '../../protocol/views';
import { element } from '../shared/element';
import { table } from '../shared/table';
import { nameOf } from './columnHead';
import { letterOf } from './comparedText';
import type { TokensStrings } from './strings';
import { visible } from './tokenCell';

interface FigureRow {
  letter: string;
  name: string;
  figures: NonNullable<TokensColumn['figures']>;
}

export function figuresTable(strings: TokensStrings) {
  const number = (id: string, title: string, of: (row: FigureRow) => number, text: (value: number) => string) => ({
    id,
    title,
    numeric: true,
    text: (row: FigureRow) => (Number.isNaN(of(row)) ? '–' : text(of(row))),
    sortBy: of,
  });
  const rows = table<FigureRow>({
    label: strings.figures,
    empty: strings.noFigures,
    columns: [
      { id: 'letter', title: strings.columnTitle, width: 9, text: ({ letter }) => letter },
      { id: 'name', title: strings.tokenizer, least: 16, text: ({ name }) => name },
      number('tokens', strings.tokensTitle, ({ figures }) => figures.tokenCount, count),
      {
        ...number(
          'fertility',
          strings.fertility,
          ({ figures: { tokenCount, wordCount } }) =>
            wordCount === null ? Number.NaN : tokenCount / Math.max(1, wordCount),
          figure,
        ),
        hint: strings.fertilityHint,
      },
      {
        ...number(
          'unknown',
          strings.unknownTitle,
          ({ figures: { unknownCount, tokenCount } }) => unknownCount / Math.max(1, tokenCount),
          share,
        ),
        hint: strings.outsideHint,
      },
      number('vocabulary', strings.vocabulary, ({ figures }) => figures.vocabularySize, count),
      number('seconds', strings.time, ({ figures }) => figures.seconds, duration),
      number('learning', strings.learningTime, ({ figures }) => figures.learningSeconds, duration),
    ],
  });
  return {
    node: element('div', { class: 'fill' }, rows.node),
    draw: (columns: readonly TokensColumn[], files: TokensOverview['files']) =>
      rows.setRows(
        columns.flatMap(({ figures, options }, position) =>
          figures ? [{ letter: letterOf(position), name: nameOf(options, files, strings), figures }] : [],
        ),
      ),
  };
}

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
