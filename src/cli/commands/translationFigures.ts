// The figures of sequence-to-sequence runs as evaluate and compare print them, and the pairs they are made of.

import * as path from 'node:path';
import type { ParallelSource } from '../../protocol/experiment';
import type { Interval, TranslationReport } from '../../protocol/translation';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';
import type { Report } from '../report';
import { formatCount, formatFigure } from '../table';

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

export function showTranslationFigures(report: Report, run: string, figures: TranslationReport): void {
  const { bleu, chrf, rouge, loss, perplexity, count, source, signature } = figures;
  const intervals = {
    ...{ bleu: bounds(bleu), chrf: bounds(chrf), rougeL: bounds(rouge.rougeL), perplexity: bounds(perplexity) },
  };
  report.record({ run, metrics: translationMetrics(figures), intervals, signature, count });
  if (report.json) return;
  const within = ({ value, low, high }: Interval): string =>
    `${value.toFixed(2)} (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`;
  report.line(`${report.style('bold', `BLEU ${within(bleu)}`)}  ${report.style('dim', signature)}`);
  report.line(`chrF ${within(chrf)}`);
  report.line(`ROUGE-1 ${within(rouge.rouge1)}`);
  report.line(`ROUGE-2 ${within(rouge.rouge2)}`);
  report.line(`ROUGE-L ${within(rouge.rougeL)}`);
  report.line(`perplexity ${within(perplexity)}  loss ${formatFigure(loss)}`);
  report.line(report.style('dim', `${formatCount(count)} pairs of ${source}`));
}
