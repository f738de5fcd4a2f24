// A judged part as it is kept beside its report: what is said of all, and one example after the other.

import type { ExamplesHead, JudgedExample } from '../../protocol/examples';
import { measureGroups } from './exampleGroups';
import type { JudgedPart } from './judgedPart';

/** UTF-16 units of a text that are kept; a search finds no more. */
const LONGEST_TEXT = 20_000;

export interface KeptExamples {
  head: Omit<ExamplesHead, 'at'>;
  examples: Iterable<JudgedExample>;
}

/** @param draws gives the draws of one interval: whole numbers from 0 to `limit` − 1 */
export function* keptExamples(
  part: JudgedPart,
  source: string,
  draws: () => (limit: number) => number,
): Generator<number, KeptExamples, void> {
  const { exampleMetric: metric, groupMetric, examples } = part;
  const head = { source, count: examples.length, metric, groupMetric, ...(yield* measureGroups(part, draws)) };
  return { head, examples: listed(part) };
}

function* listed(part: JudgedPart): Generator<JudgedExample> {
  const { examples, judging, tokens, labelsOf, numberOf } = part;
  for (const [i, { input, texts = [input], reference, output, file, line, columns }] of examples.entries()) {
    const { isRight, probability, loss, written } = part.outcomeOf(i);
    yield {
      texts: texts.map(shortened),
      ...{ gold: shortened(reference), prediction: shortened(output), score: part.scoreOf(i, judging) },
      ...(isRight === undefined ? {} : { isRight }),
      ...(probability === undefined ? {} : { probability: rounded(probability) }),
      ...(loss === undefined ? {} : { loss: rounded(loss) }),
      ...(written ? { written: { reference: rounded(written.reference), output: rounded(written.output) } } : {}),
      ...(numberOf ? { number: numberOf(i) } : {}),
      ...(labelsOf ? { labels: [...labelsOf(i)] } : {}),
      ...(tokens ? { tokens: tokens.tokens[i], unknown: tokens.unknown[i] } : {}),
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(columns && Object.keys(columns).length > 0 ? { columns } : {}),
    };
  }
}

const shortened = (text: string): string => text.slice(0, LONGEST_TEXT);

/** No more digits than 32-bit floats have: JSON would write twice as many. */
const rounded = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(7)) : value);
