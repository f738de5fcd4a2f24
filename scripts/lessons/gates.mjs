// A cat and a dog walk through a house. Where the cat is at the end is said by the last word after 고양이는, and much of what follows is of the dog.
import { different, drawnFrom, table } from './drawn.mjs';

const [CAT, DOG] = ['고양이는', '강아지는'];
const ROOMS = ['부엌에', '마당에', '거실에', '다락에'];
const [TRAINED, TESTED] = [400, 150];
/** Of each text; of each of its moves whether it is the cat that moves. */
const [MOVES, SHARE_OF_CAT] = [20, 0.1];

function walk(drawn) {
  const moves = Array.from({ length: MOVES }, (_, i) => [
    i === 0 || drawn.next() < SHARE_OF_CAT ? CAT : DOG,
    drawn.oneOf(ROOMS),
  ]);
  return { text: moves.flat().join(' '), room: moves.findLast(([who]) => who === CAT)[1] };
}

/** Files of the lesson, by name. */
export function gates() {
  const drawn = drawnFrom(7);
  const walks = different(
    TRAINED + TESTED,
    () => walk(drawn),
    ({ text }) => text,
  );
  const rows = (some) =>
    table(
      ['text', 'label'],
      some.map(({ text, room }) => [text, room]),
    );
  return { 'walks.tsv': rows(walks.slice(0, TRAINED)), 'walks-test.tsv': rows(walks.slice(TRAINED)) };
}
