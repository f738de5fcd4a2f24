// A run beside its teacher, and beside the same model without one: how good, how large and how fast each is, and whether their figures
// differ by more than chance.

import { share } from '../../../protocol/figures';
import type { MetricName } from '../../../protocol/metrics';
import type { Note, ReportCell, ReportColumn, ReportSection } from '../../../protocol/report';
import { toTranslate } from '../../../protocol/toTranslate';
import { createRandom } from '../../data/random';
import { drawFigure, drawnDifference } from '../../statistics/bootstrap';
import type { AdditiveFigure, JudgedPart, Judging } from '../../metrics/judgedPart';
import { wholeFigure } from '../../metrics/numbers';
import type { JudgedModel } from './keptAnswers';

const MOST_FIGURES = 3;

interface Shown {
  /** For people, in English. */
  name: string;
  model: Omit<JudgedModel, 'figures'>;
  figures: JudgedModel['figures'];
}

export interface ModelsBeside {
  own: Omit<JudgedModel, 'figures'>;
  teacher: JudgedModel;
  without?: JudgedModel;
  /** What is counted by the second, for people, in English. */
  unit: string;
}

export function besideTeacher(part: JudgedPart, judging: Judging, beside: ModelsBeside): ReportSection {
  const { own, teacher, without, unit } = beside;
  const figures = part.figures(judging);
  const metrics = (Object.keys(figures) as MetricName[])
    .filter((name) => figures[name] && teacher.figures[name])
    .slice(0, MOST_FIGURES);
  const others: Shown[] = [
    { name: toTranslate('Teacher'), model: teacher, figures: teacher.figures },
    ...(without ? [{ name: toTranslate('Without a teacher'), model: without, figures: without.figures }] : []),
  ];
  const columns: ReportColumn[] = [
    { title: toTranslate('Model'), form: 'said' },
    ...metrics.map((metric) => ({ metric })),
    {
      title: 'p',
      hint: toTranslate(
        'How probable such a difference of the first figure from that of this run would be if both were equally good: by 1,000 draws of the judged examples',
      ),
      form: 'figure',
      decimals: 3,
    },
    { title: toTranslate('Parameters'), form: 'figure', decimals: 0 },
    { title: toTranslate('MB'), hint: toTranslate('The file of the weights'), form: 'figure', decimals: 2 },
    { title: unit, form: 'figure', decimals: 0 },
  ];
  const compared = others.map(({ name, model, figures: counts }) => {
    const differences = metrics.map((metric) => differenceFrom(figures[metric], counts[metric], judging));
    const row = [name, ...differences.map((found) => found?.other ?? ''), differences[0]?.p ?? '', ...sizeOf(model)];
    return { row, first: differences[0]?.other };
  });
  const ownValues = metrics.map((metric) => valueOf(figures[metric]));
  return {
    title: toTranslate('Distillation'),
    blocks: [
      {
        kind: 'table',
        isTelling: true,
        title: toTranslate('Beside the teacher'),
        columns,
        rows: [[toTranslate('This run'), ...ownValues, '', ...sizeOf(own)], ...compared.map(({ row }) => row)],
      },
      { kind: 'notes', lines: notesOf(teacher, ownValues[0], compared[0]?.first, compared.at(1)?.first) },
    ],
  };
}

const valueOf = (figure: AdditiveFigure | undefined): ReportCell => (figure ? wholeFigure(figure) : '');

const sizeOf = ({ parameters, bytes, perSecond }: Shown['model']): ReportCell[] => [
  parameters > 0 ? parameters : '',
  bytes / 1e6,
  perSecond ?? '',
];

/** The same draws for every figure. */
function differenceFrom(own: AdditiveFigure | undefined, counts: number[][] | undefined, { seed }: Judging) {
  if (!own || !counts || counts.length !== own.counts.length) return undefined;
  const drawn = (rows: readonly Float64Array[]) =>
    drawFigure(rows, own.of, { integer: createRandom({ seed, stream: 'bootstrap' }).integer });
  const other = drawn(counts.map((each) => Float64Array.from(each)));
  return { other: other.value, p: drawnDifference(drawn(own.counts), other).p };
}

function notesOf({ names }: JudgedModel, own: ReportCell, teacher?: number, without?: number): Note[] {
  const lines: Note[] = [{ text: toTranslate('Learned from: {0}.'), values: [names.join(', ')] }];
  if (typeof own !== 'number' || teacher === undefined || without === undefined || teacher === without) return lines;
  return [
    ...lines,
    {
      text: toTranslate(
        'Of the difference between the model without a teacher and the teacher, this run has made up {0}.',
      ),
      values: [share((own - without) / (teacher - without))],
    },
  ];
}
