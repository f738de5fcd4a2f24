// The report on labels: figures, the confusion matrix, and the mistakes, the surest first.

import { count } from '../../../protocol/figures';
import type { Note, Report, ReportBlock, ReportSection } from '../../../protocol/report';
import { toTranslate } from '../../../protocol/toTranslate';
import type { UnknownTokens } from '../../data/unknownTokens';
import type { ClassificationReport } from '../../metrics/classificationReport';
import { unknownNotes } from '../unknownNotes';

/** @param unknown how much of the texts the model does not know, where that was counted */
export function labelReport(judged: ClassificationReport, unknown?: UnknownTokens): Report {
  const { accuracy, macroF1, loss, source, count: texts } = judged;
  return {
    format: 2,
    ...{ source, count: texts, unit: 'texts' },
    figures: [
      { metric: 'accuracy', value: accuracy },
      { metric: 'macroF1', value: macroF1 },
      { metric: 'loss', value: loss },
    ],
    sections: [confusion(judged, unknown), mistakesOf(judged)],
  };
}

const confusion = (
  { labels, confusion: counts, classes }: ClassificationReport,
  unknown: UnknownTokens | undefined,
): ReportSection => ({
  title: toTranslate('Confusion'),
  blocks: [
    { kind: 'figures' },
    {
      kind: 'matrix',
      label: toTranslate('Confusion matrix: rows are the true labels, columns the predicted ones'),
      rows: toTranslate('true'),
      columns: toTranslate('predicted'),
      share: toTranslate('share of the true label'),
      ...{ names: labels, counts },
    },
    {
      kind: 'table',
      title: toTranslate('Figures by label'),
      columns: [
        { title: toTranslate('Label'), form: 'text' },
        ...(['precision', 'recall', 'f1'] as const).map((metric) => ({ metric })),
        { title: toTranslate('Count'), form: 'count' },
      ],
      rows: classes.map(({ label, precision, recall, f1, support }) => [label, precision, recall, f1, support]),
    },
    ...notesOf(unknownNotes(unknown)),
  ],
});

const notesOf = (lines: Note[]): ReportBlock[] => (lines.length > 0 ? [{ kind: 'notes', lines }] : []);

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
