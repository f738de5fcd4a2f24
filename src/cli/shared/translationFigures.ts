// The figures of sequence-to-sequence runs as evaluate and compare print them, and the pairs they are made of.

import * as path from 'node:path';
import type { ParallelSource } from '../../protocol/experiment';
import { metricInTable, METRICS } from '../../protocol/metrics';
import {
  type ComparedFigure,
  comparedFigures,
  type Interval,
  type TranslationReport,
} from '../../protocol/translation';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';
import type { Report } from '../report';
import { formatCount, formatMetrics } from '../table';

export const PAIR_OPTIONS: Record<string, OptionSpec> = {
  source: { value: '<file>', help: 'source texts, one a line (sequence-to-sequence)' },
  target: { value: '<file>', help: 'the reference of each, on the same line (sequence-to-sequence)' },
};

/** Two files, or a table with a column for each side. */
export function pairSource(given: ParsedArguments, cwd: string): ParallelSource {
  const [source, target] = [given.text('source'), given.text('target')];
  const tables = given.texts('data');
  if (source === undefined && target === undefined && tables.length === 1) return path.resolve(cwd, tables[0]);
  if (source === undefined || target === undefined || tables.length > 0)
    throw invalidArgument('This run translates: give --source <file> and --target <file>, or --data <table>.');
  return { source: path.resolve(cwd, source), target: path.resolve(cwd, target) };
}

export const translationMetrics = ({ bleu, chrf, rouge, loss, perplexity }: TranslationReport) => ({
  ...{ bleu: bleu.value, chrf: chrf.value, rougeL: rouge.rougeL.value, loss, perplexity: perplexity.value },
});

const bounds = ({ low, high }: Interval): [number, number] => [low, high];

/** By figure: the 95 % interval. */
export const intervalsOf = (figures: Partial<Record<ComparedFigure, Interval>>): Record<string, [number, number]> =>
  Object.fromEntries(Object.entries(figures).map(([name, interval]) => [name, bounds(interval)]));

export function showTranslationFigures(report: Report, run: string, figures: TranslationReport): void {
  const { loss, count, source, signature } = figures;
  const measured = comparedFigures(figures);
  const { bleu, chrf, rougeL, perplexity } = measured;
  const intervals = intervalsOf({ bleu, chrf, rougeL, perplexity });
  report.record({ run, metrics: translationMetrics(figures), intervals, signature, count });
  if (report.json) return;
  const within = (name: ComparedFigure): string => {
    const { value, low, high } = measured[name];
    const [text, from, to] = [value, low, high].map((each) => metricInTable(name, each));
    return `${METRICS[name].label} ${text} (95 %: ${from} to ${to})`;
  };
  report.line(`${report.style('bold', within('bleu'))}  ${report.style('dim', signature)}`);
  for (const name of ['chrf', 'rouge1', 'rouge2', 'rougeL'] as const) report.line(within(name));
  report.line(`${within('perplexity')}  ${formatMetrics({ loss })}`);
  report.line(report.style('dim', `${formatCount(count)} pairs of ${source}`));
}
