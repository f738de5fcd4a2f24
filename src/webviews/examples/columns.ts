// The columns of the list of examples: what examples have decides which there are.

import { count, figure, share } from '../../protocol/figures';
import type { NumberedExample } from '../../protocol/examples';
import type { ShownOverview } from '../../protocol/examplesView';
import { metricInTable } from '../../protocol/metrics';
import { shownTexts } from '../../protocol/shownTexts';
import type { Column } from '../shared/column';
import type { ExamplesStrings } from './strings';

/** Answers no longer than this, in characters, have a column of that width. */
const SHORT = 24;
const LEAST_TEXT = 30;
const LEAST_ANSWER = 18;
/** Characters beside the longest answer, and beside the title. */
const BESIDE_ANSWER = 4;
const BESIDE_TITLE = 4;

const orDash = (value: number | undefined, write: (value: number) => string): string =>
  value === undefined ? '–' : write(value);

/** Their ids are those of orders. */
export function exampleColumns(
  { has, golds, predictions, metric, outcomes }: ShownOverview,
  strings: ExamplesStrings,
): Column<NumberedExample>[] {
  const numbers = (
    id: string,
    title: string,
    text: (example: NumberedExample) => string,
    hint?: string,
  ): Column<NumberedExample> => ({ ...{ id, title, numeric: true, text }, ...(hint === undefined ? {} : { hint }) });
  const answers = [...golds, ...predictions];
  return [
    { id: 'text', title: strings.text, least: LEAST_TEXT, text: ({ texts }) => shownTexts(texts) },
    { id: 'gold', title: strings.gold, ...widthOf(answers, strings.gold), text: ({ gold }) => gold },
    {
      ...{ id: 'prediction', title: strings.prediction, ...widthOf(answers, strings.prediction) },
      text: ({ prediction, isRight }) => (isRight === false ? `✗ ${prediction}` : prediction),
    },
    ...(has.probability
      ? [numbers('probability', strings.probability, ({ probability }) => orDash(probability, share), strings.probabilityHint)] // prettier-ignore
      : []),
    ...(outcomes
      ? []
      : [numbers('score', strings.metrics.heading(metric), ({ score }) => metricInTable(metric, score), strings.metrics.hint(metric))]), // prettier-ignore
    ...(has.loss ? [numbers('loss', strings.loss, ({ loss }) => orDash(loss, figure), strings.lossHint)] : []),
    ...(has.tokens
      ? [
          numbers('tokens', strings.tokens, ({ tokens }) => orDash(tokens, count), strings.tokensHint),
          numbers('unknown', strings.unknown, (example) => orDash(unknownOf(example), share), strings.unknownHint),
        ]
      : []),
    ...(has.place ? [numbers('place', strings.line, ({ line }) => orDash(line, count))] : []),
  ];
}

export const unknownOf = ({ tokens, unknown = 0 }: NumberedExample): number | undefined =>
  tokens === undefined ? undefined : unknown / Math.max(1, tokens);

function widthOf(answers: readonly string[], title: string): Pick<Column<NumberedExample>, 'width' | 'least'> {
  const longest = answers.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest === 0 || longest > SHORT) return { least: LEAST_ANSWER };
  return { width: Math.max(longest + BESIDE_ANSWER, title.length + BESIDE_TITLE) };
}
