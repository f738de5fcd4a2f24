// Ways of parcels: the first word says where one comes from, and the stations after it say nothing of that. Whoever remembers only the end
// has to guess among four.
import { different, drawnFrom, table } from './drawn.mjs';

const TOWNS = ['서울', '부산', '대전', '광주'];
const STATIONS = ['트럭', '다리', '터널'];
const [TRAINED, TESTED] = [300, 100];

const rows = (ways) =>
  table(
    ['text', 'label'],
    ways.map((way) => [way.join(' '), way[0]]),
  );

/** Files of the lesson, by name. */
export function vanishing() {
  const drawn = drawnFrom(6);
  const ways = (stations) =>
    different(TRAINED + TESTED, () => [
      drawn.oneOf(TOWNS),
      ...Array.from({ length: stations }, () => drawn.oneOf(STATIONS)),
    ]);
  const [short, long] = [ways(20), ways(60)];
  return {
    'short.tsv': rows(short.slice(0, TRAINED)),
    'short-test.tsv': rows(short.slice(TRAINED)),
    'long.tsv': rows(long.slice(0, TRAINED)),
    'long-test.tsv': rows(long.slice(TRAINED)),
  };
}
