// The calls `examplesPage` and `example`: some of the examples that pass, as lists show them, and one in full.

import type { JudgedExample } from '../../../protocol/examples';
import type { EngineCall } from '../context';
import { exampleAt, withExamples } from './openExamples';

const MOST_AT_ONCE = 500;
/** Of a text or an answer in a list. */
const LONGEST_SHOWN = 400;

export const examplesPage: EngineCall<'examplesPage'> = ({ conditions, order, from, most, ...of }) =>
  withExamples(of, ({ examples, list }) => {
    const places = list({ conditions, order });
    const shown = places.subarray(from, from + Math.min(most, MOST_AT_ONCE));
    return { examples: Array.from(shown, (index) => ({ index, ...inList(examples[index]) })), total: places.length };
  });

const short = (text: string): string => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);

const inList = ({ texts, gold, prediction, ...rest }: JudgedExample): JudgedExample => ({
  ...{ ...rest, texts: texts.map(short), gold: short(gold), prediction: short(prediction) },
});

/** Fails with `INVALID_ARGUMENT` where there is none of that number. */
export const example: EngineCall<'example'> = ({ index, ...of }) =>
  withExamples(of, ({ examples }) => ({ index, ...exampleAt(examples, index) }));
