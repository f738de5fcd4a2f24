// A text as a language model judged it: the figures by which models are compared, and the report.

import type { Metrics } from '../../../protocol/run';
import { countTokens } from '../../data/unknownTokens';
import type { JudgedPart } from '../../metrics/judgedPart';
import { LANGUAGE_METRICS, languageFigures, type TextAmount } from '../../metrics/languageFigures';
import { wholeFigure } from '../../metrics/numbers';
import type { ScoredText } from './judgedText';
import { languageReport, type LanguagePartOptions } from './languageReport';
import type { Passage } from './passages';

const amountsOf = ({ passages, nats }: ScoredText): TextAmount[] =>
  passages.map(({ from, to, words, characters }, i) => ({ nats: nats[i], tokens: to - from, words, characters }));

/** Those that are watched while training. */
export function figuresOf(scored: ScoredText): Metrics {
  const figures = languageFigures(amountsOf(scored));
  return Object.fromEntries(LANGUAGE_METRICS.map((metric) => [metric, wholeFigure(figures[metric])]));
}

export function languagePart(scored: ScoredText, options: LanguagePartOptions): JudgedPart {
  const { passages } = scored;
  const amounts = amountsOf(scored);
  const figures = languageFigures(amounts);
  const unknown = countTokens(passages.length, (i) => unknownOf(passages[i]));
  const bits = (i: number): number => amounts[i].nats / Math.LN2 / Math.max(1, amounts[i].characters);
  return {
    examples: passages.map(({ text, file, line }, i) => ({
      ...{ input: text, reference: '', output: bits(i).toFixed(3), file, line },
    })),
    judging: { ignoresCase: options.lowercase, seed: options.seed },
    report: ({ seed }) => languageReport({ ...options, seed, scored, amounts, figures, unknown }),
    figures: () => figures,
    exampleMetric: 'bitsPerCharacter',
    scoreOf: bits,
    groupMetric: 'bitsPerCharacter',
    outcomeOf: (i) => ({ loss: amounts[i].nats / Math.max(1, amounts[i].tokens) }),
    tokens: unknown.examples,
  };
}

const unknownOf = ({ unknown, from, to }: Passage) => ({ unknown, tokens: to - from });
