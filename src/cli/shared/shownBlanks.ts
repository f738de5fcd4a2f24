// What a run found for the blanks of a text, as predict writes it.

import type { BlanksAnswer } from '../../protocol/answer';
import { predictionOf } from '../../protocol/prediction';
import type { Report } from '../report';
import { formatTable, shorten } from '../table';

export function showBlanks(report: Report, answer: BlanksAnswer): void {
  report.record(predictionOf(answer));
  if (report.json) return;
  const { output, blanks } = answer;
  report.line(report.style('bold', output));
  const columns = [{ title: 'blank' }, { title: 'token' }, { title: 'probability', align: 'right' as const }];
  const rows = blanks.flatMap(({ choices }, number) =>
    choices.map(({ text, probability }, rank) => [
      rank === 0 ? String(number + 1) : '',
      shorten(text, 40),
      probability.toFixed(4),
    ]),
  );
  for (const line of formatTable(columns, rows)) report.line(`  ${line}`);
}
