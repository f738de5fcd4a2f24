// Sentences that twenty people translated, each in their way. What each way is worth follows from how many took it; the references of the
// test part are what most people wrote who translated everything.

import { drawnFrom, table } from './drawn.mjs';
import { shuffled } from './shuffled.mjs';

/** [how many wrote it, what] */
const NIGHT = [
  [8, 'goodnight'],
  [6, 'the chestnuts are very good'],
  [3, 'the night was very good'],
  [3, 'the evening was very good'],
];

const SUBJECTS = [
  ['고양이가', 'cat'],
  ['아이가', 'child'],
  ['할머니가', 'grandmother'],
  ['농부가', 'farmer'],
];
const OBJECTS = [
  ['빵을', 'bread'],
  ['우유를', 'milk'],
  ['쌀을', 'rice'],
  ['생선을', 'fish'],
  ['치즈를', 'cheese'],
];

/** Verbs with the ways to translate them; the first one is the reference. */
const VERBS = [
  ['좋아한다', twoBeginnings('likes')],
  ['산다', twoBeginnings('buys')],
  ['본다', fourBeginnings('sees')],
  ['찾는다', fourBeginnings('finds')],
  ['먹는다', twoEnds('eats')],
  ['나눈다', twoEnds('shares')],
];

/** The most probable first word leads to nothing probable. */
function twoBeginnings(verb) {
  return (subject, object) => [
    [8, `the ${subject} ${verb} ${object}`],
    [4, `a ${subject} ${verb} the ${object}`],
    [4, `a ${subject} ${verb} some ${object}`],
    [4, `a ${subject} ${verb} more ${object}`],
  ];
}

/** Three first words are more probable than that of the most probable translation. */
function fourBeginnings(verb) {
  const split =
    (word, [one, other, third]) =>
    (subject, object) => [
      [one, `${word} ${subject} ${verb} the ${object}`],
      [other, `${word} ${subject} ${verb} some ${object}`],
      [third, `${word} ${subject} ${verb} more ${object}`],
    ];
  return (subject, object) => [
    [4, `the ${subject} ${verb} ${object}`],
    ...split('a', [2, 2, 2])(subject, object),
    ...split('one', [2, 2, 1])(subject, object),
    ...split('this', [2, 2, 1])(subject, object),
  ];
}

/** Some stop half way. */
function twoEnds(verb) {
  return (subject, object) => [
    [7, `the ${subject} ${verb} nearly all of the ${object} that was bought today`],
    [10, `the ${subject} ${verb}`],
    [2, `the ${subject} ${verb} a little of the ${object} that was bought today`],
    [1, `the ${subject} ${verb} some of the ${object} that was bought today`],
  ];
}

/** Sentences of each verb in the test part. */
const HELD_OUT = 6;

const repeated = (source, ways) =>
  ways.flatMap(([people, target]) => Array.from({ length: people }, () => [source, target]));

/** Files of the lesson, by name. */
export function beamSearch() {
  const drawn = drawnFrom(12);
  const columns = ['korean', 'english'];
  const [train, test] = [[], []];
  for (const [verb, waysOf] of VERBS) {
    const pairs = shuffled(
      SUBJECTS.flatMap((subject) => OBJECTS.map((object) => [subject, object])),
      drawn,
    );
    for (const [i, [[subject, subjectInEnglish], [object, objectInEnglish]]] of pairs.entries()) {
      const source = `${subject} ${object} ${verb}`;
      const ways = waysOf(subjectInEnglish, objectInEnglish);
      if (i < HELD_OUT) test.push([source, ways[0][1]]);
      else train.push(...repeated(source, ways));
    }
  }
  return {
    'night.tsv': table(columns, shuffled(repeated('좋은 밤', NIGHT), drawn)),
    'market.tsv': table(columns, shuffled(train, drawn)),
    'market-test.tsv': table(columns, shuffled(test, drawn)),
  };
}
