// Rides of a lift between three floors, with the floor at the end and after every word. At the top "up" does nothing, nor does "down" at the
// bottom, so that counting words is not enough.
import { different, drawnFrom, table } from './drawn.mjs';

const FLOORS = ['bottom', 'middle', 'top'];
const WORDS = { up: 1, down: -1, wait: 0 };
const [TRAINED, TESTED, TAGGED] = [240, 120, 60];

/** After each word. */
function floorsOf(ride) {
  let floor = 0;
  return ride.map((word) => FLOORS[(floor = Math.min(2, Math.max(0, floor + WORDS[word])))]);
}

const row = (ride) => [ride.join(' '), floorsOf(ride).at(-1)];

const columns = (rides) =>
  rides.map((ride) => ride.map((word, i) => `${word}\t${floorsOf(ride)[i]}\n`).join('')).join('\n');

/** Files of the lesson, by name. */
export function recurrent() {
  const drawn = drawnFrom(5);
  const rides = different(TRAINED + TESTED, () =>
    Array.from({ length: drawn.whole(3, 8) }, () => drawn.oneOf(Object.keys(WORDS))),
  );
  const [trained, tested] = [rides.slice(0, TRAINED), rides.slice(TRAINED)];
  return {
    'rides.tsv': table(['text', 'label'], trained.map(row)),
    'rides-test.tsv': table(['text', 'label'], tested.map(row)),
    'floors.conll': columns(trained.slice(0, TAGGED)),
    'floors-test.conll': columns(tested),
  };
}
