// Pairs of texts of which the first ought to be the more probable one: sentences that differ in what makes one of them wrong.

import type { ScoredText } from '../../protocol/continuation';
import { invalidArgument } from '../failure';
import type { Report } from '../report';

/** Both texts of each line, one after the other. Throws `INVALID_ARGUMENT` with the line that is no pair. */
export function textsOfPairs(lines: readonly string[]): string[] {
  return lines.flatMap((line, number) => {
    const texts = line.split('\t');
    if (texts.length === 2) return texts;
    throw invalidArgument(
      `Line ${number + 1} holds ${texts.length === 1 ? 'no tab' : 'several tabs'}: it must be two texts with a tab between.`,
    );
  });
}

/** @param texts of the pairs, one after the other */
export function reportPairs(report: Report, texts: readonly string[], scored: readonly ScoredText[]): void {
  let [better, equal] = [0, 0];
  const pairs = texts.length / 2;
  for (let pair = 0; pair < pairs; pair++) {
    const [first, second] = [scored[2 * pair].logProbability, scored[2 * pair + 1].logProbability];
    if (first > second) better++;
    if (first === second) equal++;
    const input = [texts[2 * pair], texts[2 * pair + 1]];
    report.record({ input, first, second, firstIsBetter: first > second });
    const sign = first > second ? '>' : first < second ? '<' : '=';
    if (!report.json) report.line(`${first.toFixed(3)} ${sign} ${second.toFixed(3)}\t${input.join('\t')}`);
  }
  if (pairs === 0) return;
  report.record({ pairs, firstIsBetter: better, equal, share: better / pairs });
  const ties = equal > 0 ? `, ${equal} as probable as each other` : '';
  report.note(
    `the first is the more probable one in ${better} of ${pairs} pairs, ${((100 * better) / pairs).toFixed(1)} %${ties}`,
  );
}
