// What the table shows, as text for other programs: CSV, Markdown, LaTeX, and columns for Parquet. Pure.

import { csvLine } from '../../protocol/csvLine';
import type { SavedColumn } from '../../protocol/experimentTableView';
import { type Line, meanOf } from './lines';
import { type RunTable, textOf } from './runTable';

export interface ShownTable {
  table: RunTable;
  lines: readonly Line[];
  columns: readonly string[];
  /** Cells as they are written in the view. */
  textOf(line: Line, key: string): string;
  nameOf(line: Line): string;
}

/** Groups are no rows: their key is a column of its own. What is pinned stands below, too. */
const rowsOf = ({ lines }: ShownTable): Line[] =>
  lines.filter((line) => line.kind === 'seeds' || (line.kind === 'run' && !line.isPinned));

/** Numbers whole; of runs that differ only in their seed the mean, half of its interval and how many. */
export function savedColumns(shown: ShownTable): SavedColumn[] {
  const rows = rowsOf(shown);
  const folds = rows.some(({ kind }) => kind === 'seeds');
  const column = (name: string, cell: (line: Line) => string | number | null): SavedColumn => ({
    name,
    values: rows.map(cell),
  });
  return [
    column('name', shown.nameOf),
    ...(folds ? [column('runs', ({ rows: inside }) => inside.length)] : []),
    ...shown.columns.flatMap((key) => {
      const mean = (line: Line) => meanOf(shown.table, line.rows, key);
      const hasInterval = folds && key !== 'seed' && rows.some((line) => mean(line)?.half !== undefined);
      return [
        column(key, (line) =>
          key === 'seed' && line.rows.length > 1 ? null : (mean(line)?.y ?? plain(shown, line, key)),
        ),
        ...(hasInterval ? [column(`${key} ±`, (line) => mean(line)?.half ?? null)] : []),
      ];
    }),
  ];
}

function plain({ table }: ShownTable, { rows }: Line, key: string): string | null {
  const values = new Set(rows.map((row) => textOf(table.value(row, key))));
  const [only] = values;
  return values.size === 1 && only !== '' ? only : null;
}

export function csvOf(shown: ShownTable): string {
  const columns = savedColumns(shown);
  const lines = columns[0].values.map((_, i) => columns.map(({ values }) => values[i] ?? ''));
  return [columns.map(({ name }) => name), ...lines].map(csvLine).join('');
}

const cellsOf = (shown: ShownTable): string[][] => [
  ['name', ...shown.columns],
  ...rowsOf(shown).map((line) => [shown.nameOf(line), ...shown.columns.map((key) => shown.textOf(line, key))]),
];

const isRight = ({ table }: ShownTable, key: string | undefined): boolean => key !== undefined && table.isNumeric(key);

export function markdownOf(shown: ShownTable): string {
  const [head, ...lines] = cellsOf(shown);
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  const rule = head.map((_, i) => (isRight(shown, shown.columns.at(i - 1)) && i > 0 ? '---:' : '---'));
  return `${[line(head), `| ${rule.join(' | ')} |`, ...lines.map(line)].join('\n')}\n`;
}

const markdownCell = (text: string): string => text.replace(/[\\|`*_<[\]]/g, '\\$&').replace(/\s+/g, ' ');

/** With the rules of the package booktabs. */
export function latexOf(shown: ShownTable): string {
  const [head, ...lines] = cellsOf(shown);
  const line = (cells: readonly string[]): string => `  ${cells.map(latexCell).join(' & ')} \\\\`;
  const columns = ['l', ...shown.columns.map((key) => (isRight(shown, key) ? 'r' : 'l'))].join('');
  return [
    '% \\usepackage{booktabs}',
    `\\begin{tabular}{${columns}}`,
    ...['  \\toprule', line(head), '  \\midrule', ...lines.map(line), '  \\bottomrule'],
    '\\end{tabular}',
    '',
  ].join('\n');
}

const LATEX: Readonly<Record<string, string>> = {
  ...{ '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' },
  ...{ '±': '$\\pm$', '−': '$-$', '∞': '$\\infty$', '\u202f': '\\,', '…': '\\ldots{}' },
};

const latexCell = (text: string): string =>
  text.replace(/[\\~^±−∞\u202f…]|[&%$#_{}]/g, (sign) => LATEX[sign] ?? `\\${sign}`).replace(/\s+/g, ' ');
