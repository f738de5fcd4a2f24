// The report on labels: figures beside those of simple models, the confusion matrix, the mistakes, the surest first, and whether
// the shares can be trusted.

import { count, figure, share } from '../../../protocol/figures';
import type { Note, ReliabilityBin, Report, ReportBlock, ReportSection } from '../../../protocol/report';
import { toTranslate } from '../../../protocol/toTranslate';
import type { ClassificationReport } from '../../metrics/classificationReport';
import { expectedCalibrationError, RELIABILITY_BINS } from '../../metrics/calibration';
import { notesOf, unknownNotes } from '../unknownNotes';
import type { JudgingOptions } from '../texts/answering';
import { besideTable } from '../texts/besideTable';
import { ASKED_METRICS, askedFigures } from './askedFigures';

/** What a report tells besides what came of the texts. */
interface ReportSurroundings extends Pick<JudgingOptions, 'unknown' | 'beside'> {
  /** The figure that the training watched. */
  monitor?: string;
  /** How often answers are right, by how sure the model is. */
  bins?: readonly ReliabilityBin[];
  /** Of labels with an order, by how many steps an answer is wrong, on average. */
  stepsAway?: number;
  /** Of a calibrated model: what its logits are divided by, and its error without that. */
  calibrated?: { temperature: number; errorBefore: number };
}

export function labelReport(judged: ClassificationReport, around: ReportSurroundings = {}): Report {
  const { accuracy, macroF1, loss, source, count: texts } = judged;
  const asked = askedFigures(judged, around.monitor);
  return {
    format: 2,
    ...{ source, count: texts, unit: 'texts' },
    figures: [
      ...ASKED_METRICS.flatMap((metric) => (metric in asked ? [{ metric, value: asked[metric] ?? 0 }] : [])),
      { metric: 'accuracy', value: accuracy },
      { metric: 'macroF1', value: macroF1 },
      { metric: 'loss', value: loss },
      ...(around.stepsAway === undefined ? [] : [{ metric: 'meanAbsoluteError' as const, value: around.stepsAway }]),
    ],
    sections: [confusion(judged, around), mistakesOf(judged), ...calibrationOf(around)],
  };
}

const confusion = (judged: ClassificationReport, { unknown, beside = [] }: ReportSurroundings): ReportSection => ({
  title: toTranslate('Confusion'),
  blocks: [
    { kind: 'figures' },
    ...besideTable(['accuracy', 'macroF1', 'loss'], judged, beside),
    {
      kind: 'matrix',
      label: toTranslate('Confusion matrix: rows are the true labels, columns the predicted ones'),
      rows: toTranslate('true'),
      columns: toTranslate('predicted'),
      share: toTranslate('share of the true label'),
      ...{ names: judged.labels, counts: judged.confusion },
    },
    {
      kind: 'table',
      title: toTranslate('Figures by label'),
      columns: [
        { title: toTranslate('Label'), form: 'text' },
        ...(['precision', 'recall', 'f1'] as const).map((metric) => ({ metric })),
        { title: toTranslate('Count'), form: 'count' },
      ],
      rows: judged.classes.map(({ label, precision, recall, f1, support }) => [label, precision, recall, f1, support]),
    },
    ...notesOf(unknownNotes(unknown)),
  ],
});

function calibrationOf({ bins = [], calibrated }: ReportSurroundings): ReportSection[] {
  if (bins.length === 0) return [];
  const lines: Note[] = [
    {
      text: toTranslate('Expected calibration error: {0} (over {1} parts of the shares)'),
      values: [share(expectedCalibrationError(bins)), count(RELIABILITY_BINS)],
    },
  ];
  if (calibrated)
    lines.push({
      text: toTranslate('The temperature found on the validation part is {0}; without it the error is {1}.'),
      values: [figure(calibrated.temperature), share(calibrated.errorBefore)],
    });
  const label = toTranslate('How often answers are right, by how sure the model is');
  return [
    {
      title: toTranslate('Calibration'),
      blocks: [
        { kind: 'notes', lines },
        { kind: 'reliability', label, bins: [...bins] },
      ],
    },
  ];
}

function mistakesOf({ mistakes, confusion: counts }: ClassificationReport): ReportSection {
  const wrong = counts.flatMap((row, actual) => row.filter((_, predicted) => predicted !== actual));
  const examples: ReportBlock = {
    kind: 'examples',
    label: toTranslate('Mistakes'),
    columns: [
      { title: toTranslate('Text'), form: 'text' },
      { title: toTranslate('True'), form: 'text' },
      { title: toTranslate('Predicted'), form: 'text' },
      {
        title: toTranslate('Probability'),
        hint: toTranslate('Probability of the wrong label: softmax of the outputs'),
        form: 'share',
      },
    ],
    rows: mistakes.map(({ text, actual, predicted, probability, file, line }) => ({
      cells: [text, actual, predicted, probability],
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
    })),
    note: {
      text: toTranslate('{0} of {1} mistakes shown, the surest first'),
      values: [count(mistakes.length), count(wrong.reduce((sum, each) => sum + each, 0))],
    },
    empty: toTranslate('No mistakes.'),
  };
  return { title: toTranslate('Mistakes'), blocks: [examples] };
}
