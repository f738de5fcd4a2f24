// A condition on examples in words, the same in the view and on the command line: English, with values in the places of {0}, {1}.

import type { ExampleCondition, ExampleRange, Outcome } from './examples';
import { count, figure, share } from './figures';
import type { Said } from './report';
import { toTranslate } from './toTranslate';

export const OUTCOME_WORDS: Record<Outcome, string> = {
  all: toTranslate('All examples'),
  wrong: toTranslate('Wrong'),
  sure: toTranslate('Sure and wrong'),
  right: toTranslate('Right'),
};

export function conditionWords(condition: ExampleCondition): Said {
  switch (condition.kind) {
    case 'outcome':
      return { text: OUTCOME_WORDS[condition.outcome] };
    case 'gold':
      return { text: toTranslate('True: {0}'), values: [condition.value] };
    case 'prediction':
      return { text: toTranslate('Predicted: {0}'), values: [condition.value] };
    case 'label':
      return { text: toTranslate('Label: {0}'), values: [condition.value] };
    case 'text':
      return { text: toTranslate('Holds “{0}”'), values: [condition.text.trim()] };
    case 'column':
      return { text: toTranslate('{0}: {1}'), values: [condition.column, condition.value] };
    case 'range':
      return rangeWords(condition);
  }
}

function rangeWords({ of, above, to }: ExampleRange): Said {
  if (of === 'tokens') return lengthWords(above, to);
  const write = of === 'unknown' ? share : figure;
  if (of === 'unknown' && above === undefined && to === 0) return { text: toTranslate('No unknown token') };
  const words = RANGE_WORDS[of];
  if (above === undefined) return { text: words.to, values: [write(to ?? 0)] };
  return to === undefined
    ? { text: words.above, values: [write(above)] }
    : { text: words.between, values: [write(above), write(to)] };
}

const RANGE_WORDS = {
  unknown: {
    to: toTranslate('Unknown: up to {0}'),
    above: toTranslate('Unknown: more than {0}'),
    between: toTranslate('Unknown: more than {0}, up to {1}'),
  },
  number: {
    to: toTranslate('True number: up to {0}'),
    above: toTranslate('True number: more than {0}'),
    between: toTranslate('True number: more than {0}, up to {1}'),
  },
};

/** Lengths are whole. */
function lengthWords(above: number | undefined, to: number | undefined): Said {
  if (above === undefined) return { text: toTranslate('Up to {0} tokens'), values: [count(to ?? 0)] };
  const from = count(above + 1);
  if (to === undefined) return { text: toTranslate('{0} tokens or more'), values: [from] };
  return above + 1 === to
    ? { text: toTranslate('{0} tokens'), values: [from] }
    : { text: toTranslate('{0} to {1} tokens'), values: [from, count(to)] };
}
