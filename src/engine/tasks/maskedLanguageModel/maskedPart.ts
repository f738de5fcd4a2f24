// A held-out text as a masked language model judged it: the figures by which models are compared, and the report.

import type { Metrics } from '../../../protocol/run';
import { countTokens } from '../../data/unknownTokens';
import type { JudgedPart } from '../../metrics/judgedPart';
import { detectionFigures, maskedFigures, pairFigures, pseudoPerplexity } from '../../metrics/maskedFigures';
import { wholeFigure } from '../../metrics/numbers';
import { maskedReport, type MaskedFigures, type MaskedPartOptions } from './maskedReport';
import type { MaskedScores } from './maskedScores';

/** Those that are watched while training. */
export const figuresOf = ({ amounts }: MaskedScores, trained: Trained): Metrics =>
  Object.fromEntries(
    Object.entries(figuresBy(amounts, trained)).map(([metric, figure]) => [metric, wholeFigure(figure)]),
  );

type Trained = Pick<MaskedPartOptions, 'replacedTokens' | 'sentencePairs'>;

/** Where more than masked tokens is learned, `loss` is that which is trained. */
const figuresBy = (amounts: MaskedScores['amounts'], { replacedTokens, sentencePairs }: Trained): MaskedFigures => ({
  ...maskedFigures(amounts),
  ...(replacedTokens && detectionFigures(amounts, replacedTokens.weight)),
  ...(sentencePairs && pairFigures(amounts, sentencePairs.weight)),
});

export function maskedPart(scores: MaskedScores, options: MaskedPartOptions): JudgedPart {
  const { passages, amounts } = scores;
  const { pseudo } = options;
  const figures = {
    ...figuresBy(amounts, options),
    ...(pseudo ? { pseudoPerplexity: pseudoPerplexity(pseudo) } : {}),
  };
  const unknown = countTokens(passages.length, (i) => {
    const { unknown: some, from, to } = passages[i];
    return { unknown: some, tokens: to - from };
  });
  const loss = (i: number): number => amounts[i].nats / Math.max(1, amounts[i].places);
  return {
    examples: passages.map(({ text, file, line }, i) => ({
      ...{ input: text, reference: String(amounts[i].places), output: String(amounts[i].right), file, line },
    })),
    judging: { ignoresCase: options.lowercase, seed: options.seed },
    report: ({ seed }) => maskedReport({ ...options, seed, scores, figures, unknown }),
    figures: () => figures,
    exampleMetric: 'loss',
    scoreOf: loss,
    groupMetric: 'accuracy',
    outcomeOf: (i) => ({ loss: loss(i) }),
    tokens: unknown.examples,
  };
}
