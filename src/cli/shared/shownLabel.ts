// A label that a run gave a text, as predict writes it.

import type { LabelAnswer } from '../../protocol/answer';
import { predictionOf } from '../../protocol/prediction';
import type { Report } from '../report';
import type { Surroundings } from '../surroundings';
import { shorten } from '../table';

/** Features of a text that people are shown; with --json all. */
const SHOWN_FEATURES = 10;

export function showLabel(report: Report, answer: LabelAnswer, { stdout }: Surroundings): void {
  const { input, output, score, explanation } = answer;
  report.record(predictionOf(answer));
  if (report.json) return;
  const width = Math.max(20, (stdout.isTTY === true ? (stdout.columns ?? 80) : 120) - output.length - 10);
  report.line(`${score.toFixed(4)}  ${report.style('bold', output)}  ${report.style('dim', shorten(input, width))}`);
  for (const { feature, contribution } of explanation?.features.slice(0, SHOWN_FEATURES) ?? [])
    report.line(`        ${(contribution < 0 ? '' : '+') + contribution.toFixed(3)}  ${shorten(feature, width)}`);
}
