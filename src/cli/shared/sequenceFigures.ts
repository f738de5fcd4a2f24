// The figures of sequence-to-sequence runs as evaluate and compare print them.

import { metricInTable, METRICS } from '../../protocol/metrics';
import {
  type ComparedFigure,
  comparedFigures,
  type Interval,
  type TranslationReport,
} from '../../protocol/translation';
import type { Report } from '../report';
import { formatCount, formatMetrics } from '../table';

export const sequenceMetrics = ({ bleu, chrf, rouge, loss, perplexity }: TranslationReport) => ({
  ...{ bleu: bleu.value, chrf: chrf.value, rougeL: rouge.rougeL.value, loss, perplexity: perplexity.value },
});

const bounds = ({ low, high }: Interval): [number, number] => [low, high];

/** By figure: the 95 % interval. */
export const intervalsOf = (figures: Partial<Record<ComparedFigure, Interval>>): Record<string, [number, number]> =>
  Object.fromEntries(Object.entries(figures).map(([name, interval]) => [name, bounds(interval)]));

export function showSequenceFigures(report: Report, run: string, figures: TranslationReport): void {
  const { loss, count, source, signature } = figures;
  const measured = comparedFigures(figures);
  const { bleu, chrf, rougeL, perplexity } = measured;
  const intervals = intervalsOf({ bleu, chrf, rougeL, perplexity });
  report.record({ run, metrics: sequenceMetrics(figures), intervals, signature, count });
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
