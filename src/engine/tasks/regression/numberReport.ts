// The report on numbers: figures with intervals beside those of simple models, how far off answers are by where the right ones lie,
// and the texts whose numbers are the furthest off.

import { count, figure } from '../../../protocol/figures';
import type { Report, ReportBlock, ReportFigure, ReportSection } from '../../../protocol/report';
import { toTranslate } from '../../../protocol/toTranslate';
import { createRandom } from '../../data/random';
import { shownTexts } from '../../../protocol/shownTexts';
import { bootstrap } from '../../statistics/bootstrap';
import type { AdditiveFigure } from '../../metrics/judgedPart';
import type { NumberMetric } from '../../metrics/numbers';
import type { JudgingOptions } from '../texts/answering';
import { besideTable } from '../texts/besideTable';
import { notesOf, unknownNotes } from '../unknownNotes';
import type { AnsweredNumbers } from './answeredNumbers';

interface Reported extends AnsweredNumbers, JudgingOptions {
  figures: Record<NumberMetric | 'loss', AdditiveFigure>;
}

const METRICS = ['spearman', 'pearson', 'rootMeanSquaredError', 'meanSquaredError', 'meanAbsoluteError', 'loss'] as const; // prettier-ignore

const MOST_SHOWN = 200;
/** Parts of the range of the right numbers. */
const PARTS = 5;

export function numberReport(judged: Reported): Report {
  const { source, examples, figures, seed } = judged;
  const values = METRICS.map((metric): ReportFigure => {
    const { counts, of } = figures[metric];
    const random = createRandom({ seed, stream: `bootstrap ${metric}` });
    return { metric, ...bootstrap(counts, of, { integer: (limit) => random.integer(limit) }) };
  });
  return {
    format: 2,
    ...{ source, count: examples.length, unit: 'texts', figures: values },
    sections: [answersOf(judged, values), furthest(judged)],
  };
}

function answersOf(judged: Reported, values: readonly ReportFigure[]): ReportSection {
  const own = Object.fromEntries(values.map(({ metric, value }) => [metric, value]));
  return {
    title: toTranslate('Numbers'),
    blocks: [
      { kind: 'figures' },
      ...besideTable(METRICS, own as Record<(typeof METRICS)[number], number>, judged.beside ?? []),
      byPlace(judged),
      ...notesOf(unknownNotes(judged.unknown)),
    ],
  };
}

/** How answers lie where the right numbers are small, in between and large. */
function byPlace({ right, given }: Reported): ReportBlock {
  const [least, most] = right.reduce(([low, high], y) => [Math.min(low, y), Math.max(high, y)], [Infinity, -Infinity]);
  const width = (most - least) / PARTS;
  const partOf = (y: number): number => (width > 0 ? Math.min(PARTS - 1, Math.floor((y - least) / width)) : 0);
  const rows = Array.from({ length: width > 0 ? PARTS : 1 }, (_, part) => {
    const own = [...right.keys()].filter((i) => partOf(right[i]) === part);
    const mean = (of: (i: number) => number): number => own.reduce((sum, i) => sum + of(i), 0) / own.length;
    const name = `${figure(least + part * width)} – ${figure(least + (part + 1) * width)}`;
    return { name, own, answer: mean((i) => given[i]), off: mean((i) => Math.abs(given[i] - right[i])) };
  });
  return {
    kind: 'table',
    title: toTranslate('By where the right number lies'),
    columns: [
      { title: toTranslate('Right number'), form: 'text' },
      { title: toTranslate('Mean answer'), form: 'figure' },
      { metric: 'meanAbsoluteError' },
      { title: toTranslate('Count'), form: 'count' },
    ],
    rows: rows.filter(({ own }) => own.length > 0).map(({ name, own, answer, off }) => [name, answer, off, own.length]),
  };
}

function furthest({ examples, right, given }: Reported): ReportSection {
  const off = (i: number): number => Math.abs(given[i] - right[i]);
  const order = [...examples.keys()].sort((a, b) => off(b) - off(a)).slice(0, MOST_SHOWN);
  const title = toTranslate('Furthest off');
  return {
    title,
    blocks: [
      {
        kind: 'examples',
        label: title,
        columns: [
          { title: toTranslate('Text'), form: 'text' },
          { title: toTranslate('True'), form: 'figure' },
          { title: toTranslate('Predicted'), form: 'figure' },
          { title: toTranslate('Off by'), form: 'figure' },
        ],
        rows: order.map((i) => {
          const { texts, file, line } = examples[i];
          return { cells: [shownTexts(texts), right[i], given[i], off(i)], file, line };
        }),
        note: {
          text: toTranslate('{0} of {1} texts shown, those that are the furthest off first'),
          values: [count(order.length), count(examples.length)],
        },
        empty: toTranslate('No texts.'),
      },
    ],
  };
}
