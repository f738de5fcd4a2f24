// The option `--quantize` of exports, and what it cost, as commands print it.

import type { QuantizedQuality } from '../../protocol/exportedFolder';
import { METRICS, metricInTable } from '../../protocol/metrics';
import type { ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';
import type { Report } from '../report';
import { formatCount, formatTable } from '../table';

const ONLY = 'int8';

/** Fails for other numbers, and for exports to what is no graph. */
export function bitsOf(given: ParsedArguments, { isGraph }: { isGraph: boolean }): typeof ONLY | undefined {
  const asked = given.text('quantize');
  if (asked === undefined) return undefined;
  if (!isGraph) throw invalidArgument('--quantize is for --to onnx.');
  if (asked !== ONLY) throw invalidArgument(`--quantize must be ${ONLY}, not "${asked}".`);
  return ONLY;
}

export function showQuality(report: Report, { bytes, figures, notice }: QuantizedQuality): void {
  const columns = [{ title: '' }, ...['32 bits', '8 bits'].map((title) => ({ title, align: 'right' as const }))];
  const rows = figures.map(({ metric, before, after }) => [
    METRICS[metric].heading ?? METRICS[metric].label,
    metricInTable(metric, before),
    metricInTable(metric, after),
  ]);
  const sizes = ['Bytes of the graphs', formatCount(bytes.before), formatCount(bytes.after)];
  for (const line of formatTable(columns, [...rows, sizes])) report.line(line);
  if (notice !== undefined) report.note(`note: what 8 bits cost was not measured: ${notice}`);
}
