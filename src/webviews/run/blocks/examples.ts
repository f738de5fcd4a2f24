// A list of single texts with what came of them. Where their files are known, a click opens the place.

import { count } from '../../../protocol/figures';
import type { ReportExample } from '../../../protocol/report';
import type { AnswerPair } from '../../../protocol/views';
import type { Column } from '../../shared/column';
import { button } from '../../shared/controls';
import { element, say, show } from '../../shared/element';
import { sharesPart, type SharesPart } from '../../shared/shares/sharesPart';
import { table } from '../../shared/table';
import type { RunStrings } from '../strings';
import { type BlockContext, type BlockDrawing, textOf } from './block';
import type { BlockOf } from './blockKinds';
import { examplesOf, inCell } from './cells';
import { shownColumn } from './columns';

/** Columns of texts no longer than this, in characters, are as wide as these; others share what is left. */
const SHORT = 24;
/** Characters beside the longest text, and beside the title, of a column of short ones. */
const BESIDE_TEXT = 2;
const BESIDE_TITLE = 4;
/** The least widths of columns that share what is left: of one alone, of one of several. */
const LEAST = { alone: 30, together: 20 };
const PLACE_WIDTH = 16;

type Example = Column<ReportExample>;

export const drawExamples: BlockDrawing<'examples'> = (block, context) => {
  const { rows } = block;
  const { strings, translate, onOpen } = context;
  const hasFiles = rows.some(({ file }) => file !== undefined);
  const written = block.columns.map((column, i): Example => {
    const { text: title, hint, isNumeric, write } = shownColumn(column, context);
    const text = ({ cells }: ReportExample): string => write(cells[i]);
    const sortBy = ({ cells }: ReportExample) => cells[i];
    return { id: String(i), title, hint, text, ...(isNumeric ? { numeric: true, sortBy } : {}) };
  });
  let picked = -1;
  const shares = context.shares && explained(context.shares, strings, () => picked);
  const pick = (example: ReportExample): void => {
    picked = rows.indexOf(example);
    if (shares?.toggle.pressed) shares.renew();
    else if (hasFiles) onOpen(picked);
  };
  const list = table<ReportExample>({
    label: translate(block.label),
    empty: translate(block.empty),
    stacks: true,
    columns: [...widened(written, block), ...placeColumn(block, strings)],
    ...(hasFiles || shares ? { onPick: pick } : {}),
  });
  list.setRows(rows);
  const note = noteOf(block, context, list.setRows);
  if (!shares) return [note, list.node];
  note.append(shares.toggle.node);
  return [note, list.node, shares.node];
};

/** What was picked, explained below the list. */
function explained(
  { ask, ...kept }: NonNullable<BlockContext['shares']>,
  strings: RunStrings,
  row: () => number,
): SharesPart {
  const part = sharesPart({
    ...{ ...kept, strings: strings.shares },
    ask: (question, signal) => ask(row(), question, signal),
  });
  part.toggle.node.title = strings.explainExamples;
  return part;
}

/** How much of all is listed; after a click on a cell of a matrix, which cell it is of, and a button for all again. */
function noteOf(
  block: BlockOf<'examples'>,
  { report, strings, translate, cells, onAll }: BlockContext,
  setRows: (rows: readonly ReportExample[]) => void,
): HTMLElement {
  const note = element('span', { class: 'note' });
  const all = button({ label: '', hint: strings.ofCellHint, onClick: () => showAll() });
  let pair: AnswerPair | undefined;
  const view = button({ label: strings.allExamples, hint: strings.allExamplesHint, onClick: () => onAll(pair) });

  function showAll(): void {
    pair = undefined;
    setRows(block.rows);
    say(note, textOf(block.note, translate));
    show(all, false);
  }

  cells.listen(block, (cell) => {
    const of = examplesOf(report, cell.matrix);
    const found = of ? inCell(block.rows, cell, of) : block.rows;
    pair = of && found.length > 0 ? { gold: cell.row, prediction: cell.column } : undefined;
    setRows(found);
    say(note, strings.shown(count(found.length), count(cell.count)));
    const { rows, columns } = cell.matrix;
    say(all, `${strings.ofCell(translate(rows), cell.row, translate(columns), cell.column)} ×`);
    show(all, true);
  });
  showAll();
  return element('div', { class: 'row wrap' }, note, all, view);
}

/** The first column always takes what is left. */
function widened(columns: readonly Example[], { rows }: BlockOf<'examples'>): Example[] {
  const widths = columns.map((column, i) => {
    if (i === 0 || column.numeric) return undefined;
    const longest = rows.reduce((most, example) => Math.max(most, column.text(example).length), 0);
    return longest > SHORT ? undefined : Math.max(column.title.length + BESIDE_TITLE, longest + BESIDE_TEXT);
  });
  const isWide = columns.map(({ numeric }, i) => !numeric && widths[i] === undefined);
  const least = isWide.filter(Boolean).length === 1 ? LEAST.alone : LEAST.together;
  return columns.map((column, i) => ({ ...column, ...(isWide[i] ? { least } : { width: widths[i] }) }));
}

/** Where examples stand: by file and line, or by line alone where there is one file or none is known. */
function placeColumn({ rows }: BlockOf<'examples'>, strings: RunStrings): Example[] {
  if (new Set(rows.map(({ file }) => file)).size > 1) {
    const place = ({ file = '–', line }: ReportExample): string => (line === undefined ? file : `${file}:${line}`);
    return [{ id: 'place', title: strings.place, width: PLACE_WIDTH, text: place }];
  }
  if (rows.every(({ line }) => line === undefined)) return [];
  return [
    {
      ...{ id: 'line', title: strings.line, numeric: true },
      text: ({ line }) => (line === undefined ? '–' : count(line)),
      sortBy: ({ line }) => line ?? 0,
    },
  ];
}
