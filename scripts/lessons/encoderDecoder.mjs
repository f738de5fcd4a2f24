// Numbers as they are read aloud in Korean, digit by digit, and as they are written.
import { different, drawnFrom, table } from './drawn.mjs';

const DIGITS = ['공', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];
const [TRAINED, TESTED] = [800, 100];
const [SHORTEST, LONGEST] = [3, 6];

const pair = (number) => [number.map((digit) => DIGITS[digit]).join(' '), number.join(' ')];

/** Files of the lesson, by name. */
export function encoderDecoder() {
  const drawn = drawnFrom(8);
  const numbers = different(TRAINED + TESTED, () =>
    Array.from({ length: drawn.whole(SHORTEST, LONGEST) }, () => drawn.whole(0, 9)),
  );
  const pairs = (some) => table(['read', 'written'], some.map(pair));
  return { 'numbers.tsv': pairs(numbers.slice(0, TRAINED)), 'numbers-test.tsv': pairs(numbers.slice(TRAINED)) };
}
