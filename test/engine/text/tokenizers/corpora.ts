// Made-up lines of Korean, English and German with emoji and odd white space.

import { createRandom } from '../../../../src/engine/data/random';

const words =
  "영화가 정말 재미있었다 배우들의 연기는 별로ㅠㅠ 최고!! 그냥그래요... 스토리 the cats are running quickly; don't you'll 3.50€ " +
  'Die Straße führt über den Fluß zur größten Stadt. İstanbul ΣΟΦΟΣ naïve e\u0301té \u1112\u1161\u11ab 😀 👩‍👩‍👧 🇰🇷 한국어를 漢字 ﬁne Ａ１ x_y <b>';
const gaps = [' ', ' ', ' ', ' ', '  ', '\t', '\u3000', '\u00a0', '\r\n', '', '\u200d', '\u0085', '.', ', '];

/** The same lines on every call. */
export function oddTexts(count: number): string[] {
  const random = createRandom({ seed: 7, stream: 'odd texts' });
  const known = words.split(' ');
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random.uniform() * from.length)];
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length: i % 12 }, () => pick(known) + pick(gaps)).join(''),
  );
}
