// A number that a run gave a text, as predict writes it.

import type { NumberAnswer } from '../../protocol/answer';
import { predictionOf } from '../../protocol/prediction';
import type { Report } from '../report';
import type { Surroundings } from '../surroundings';
import { shorten } from '../table';

export function showNumber(report: Report, answer: NumberAnswer, { stdout }: Surroundings): void {
  const { input, output } = answer;
  report.record(predictionOf(answer));
  if (report.json) return;
  const width = Math.max(20, (stdout.isTTY === true ? (stdout.columns ?? 80) : 120) - output.length - 2);
  report.line(`${report.style('bold', output)}  ${report.style('dim', shorten(input, width))}`);
}
