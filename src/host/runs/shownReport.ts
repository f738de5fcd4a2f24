// A report as views are given it: texts shortened, and of files only their names. Pure.
import * as path from 'node:path';
import type { Report, ReportBlock, ReportExample } from '../../protocol/report';

const LONGEST_TEXT = 400;

/** As much of a text as a view shows. */
export const shortened = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;

export function shownReport(report: Report): Report {
  const sections = report.sections.map(({ title, blocks }) => ({ title, blocks: blocks.map(shownBlock) }));
  return { ...report, source: path.basename(report.source), sections };
}

const shownBlock = (block: ReportBlock): ReportBlock =>
  block.kind === 'examples' ? { ...block, rows: block.rows.map(shownExample) } : block;

const shownExample = ({ cells, file, ...place }: ReportExample): ReportExample => ({
  cells: cells.map((cell) => (typeof cell === 'string' ? shortened(cell) : cell)),
  ...place,
  ...(file === undefined ? {} : { file: path.basename(file) }),
});
