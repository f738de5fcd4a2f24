// Remarks about food. Those without labels say in a second half what came of it; those with labels have the first half alone, and
// in the test part stand only adjectives that no text with a label has.

import { drawnFrom, table } from './drawn.mjs';
import { shuffled } from './shuffled.mjs';

const DISHES = ['soup', 'bread', 'rice', 'salad', 'cake', 'fish', 'stew', 'pie', 'porridge', 'tea'];
const KINDS = {
  good: {
    adjectives: ['tasty', 'fresh', 'lovely', 'superb', 'crisp', 'divine', 'perfect', 'tender', 'fragrant', 'splendid'],
    ends: [
      'we came back the next day',
      'i told all my friends',
      'nothing was left on the plates',
      'everyone asked for more',
    ],
  },
  bad: {
    adjectives: ['bland', 'stale', 'awful', 'soggy', 'burnt', 'greasy', 'sour', 'mushy', 'rancid', 'tasteless'],
    ends: ['we never went there again', 'i wrote an angry letter', 'most of it went to the dog', 'the cook said sorry'],
  },
};
const LABELS = Object.keys(KINDS);
const JOINS = ['so', 'and', 'and so'];
const HOW = ['', 'very ', 'really ', 'so '];

/** Adjectives of each label that texts with a label have. */
const TOLD = 2;
const [UNLABELLED, HELD_OUT, PER_ADJECTIVE] = [1400, 200, 8];

/** Files of the lesson, by name. */
export function pretraining() {
  const drawn = drawnFrom(11);
  const { oneOf } = drawn;
  const said = (adjective) => `the ${oneOf(DISHES)} was ${oneOf(HOW)}${adjective}`;
  const whole = () => {
    const { adjectives, ends } = KINDS[oneOf(LABELS)];
    return `${said(oneOf(adjectives))} ${oneOf(JOINS)} ${oneOf(ends)}\n`;
  };
  const lines = Array.from({ length: UNLABELLED + HELD_OUT }, whole);
  const labelled = (choose, each) =>
    table(
      ['text', 'label'],
      shuffled(
        LABELS.flatMap((label) =>
          choose(KINDS[label].adjectives).flatMap((adjective) =>
            Array.from({ length: each }, () => [said(adjective), label]),
          ),
        ),
        drawn,
      ),
    );
  return {
    'remarks.txt': lines.slice(0, UNLABELLED).join(''),
    'remarks-test.txt': lines.slice(UNLABELLED).join(''),
    'few.tsv': labelled((adjectives) => adjectives.slice(0, TOLD), 2),
    'many.tsv': labelled((adjectives) => adjectives, PER_ADJECTIVE),
    'test.tsv': labelled((adjectives) => adjectives.slice(TOLD), 4),
  };
}
