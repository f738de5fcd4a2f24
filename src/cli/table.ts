// Plain tables and figures for people. Widths are counted in terminal cells, so that Korean labels line up.

import { cellWidth } from '../protocol/cellWidth';

/** One line, control characters shown as spaces, cut with an ellipsis to at most `cells`. */
export function shorten(text: string, cells: number): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  if (cellWidth(line) <= cells) return line;
  let kept = '';
  let width = 1;
  for (const character of line) {
    width += cellWidth(character);
    if (width > cells) break;
    kept += character;
  }
  return `${kept}…`;
}

export interface Column {
  title: string;
  align?: 'left' | 'right';
}

/** Lines without trailing spaces; the first is the titles. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => cellWidth(line[index] ?? ''))));
  return lines.map((line) =>
    columns
      .map(({ align }, index) => {
        const text = line[index] ?? '';
        const space = ' '.repeat(widths[index] - cellWidth(text));
        return align === 'right' ? space + text : text + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** Four decimals, or three significant digits where four decimals would say nothing. */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 0.001 || size >= 1e6) ? value.toPrecision(3) : value.toFixed(4);
}

export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

export function formatMetrics(metrics: Record<string, number>): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name} ${formatFigure(value)}`)
    .join('  ');
}
