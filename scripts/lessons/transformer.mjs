// Who chases whom, in English, where the order of the words tells it, and in Korean, where particles do (all nouns end in a vowel, so
// that they take the same ones). Of two sentences that mirror each other both are in one part, so that no model knows one of the test part from
// the other.

import { drawnFrom, table } from './drawn.mjs';
import { shuffled } from './shuffled.mjs';

const ANIMALS = [
  { english: 'dog', korean: '개' },
  { english: 'cat', korean: '고양이' },
  { english: 'fox', korean: '여우' },
  { english: 'duck', korean: '오리' },
  { english: 'cow', korean: '소' },
  { english: 'goat', korean: '염소' },
];
const VERBS = [
  { english: 'chases', korean: '쫓는다' },
  { english: 'sees', korean: '본다' },
  { english: 'hears', korean: '듣는다' },
  { english: 'greets', korean: '반긴다' },
];

/** Sentences of the test part that begin with the one animal; as many begin with the other. */
const HELD_OUT = 15;

const english = (one, verb, other) => [`the ${one.english} ${verb.english} the ${other.english}`, one.english];
const inKorean = (one, verb, other) => [`${one.korean}가 ${other.korean}를 ${verb.korean}`, one.korean];

/** Files of the lesson, by name. */
export function transformer() {
  const drawn = drawnFrom(10);
  const pairs = ANIMALS.flatMap((one, i) => ANIMALS.slice(i + 1).map((other) => [one, other]));
  const meetings = shuffled(
    pairs.flatMap(([one, other]) => VERBS.map((verb) => [one, verb, other])),
    drawn,
  );
  const written = (told, some) =>
    table(
      ['text', 'who'],
      shuffled(
        some.flatMap(([one, verb, other]) => [told(one, verb, other), told(other, verb, one)]),
        drawn,
      ),
    );
  const [held, seen] = [meetings.slice(0, HELD_OUT), meetings.slice(HELD_OUT)];
  return {
    'chase.tsv': written(english, seen),
    'chase-test.tsv': written(english, held),
    'korean.tsv': written(inKorean, seen),
    'korean-test.tsv': written(inKorean, held),
  };
}
