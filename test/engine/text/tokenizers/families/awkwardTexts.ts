// Texts that make trouble, the same on every call: many scripts, marks in every order, odd white space, controls, emoji, and the
// special tokens of a tokenizer in the midst of words.

import { createRandom } from '../../../../../src/engine/data/random';
import { oddTexts } from '../corpora';

const words =
  "the The THE cat's don't you'll we've I'M it'd hello world 영화가 정말 재미있었다 배우들의 ㅋㅋㅋ ㅠㅠ 한국어 각 힣 漢字 日本語テスト かな 中文分词 " +
  'Straße größten naïve café İstanbul ΣΟΦΟΣ σοφός привет мир कि हिन्दी ไทย עברית العربية ١٢٣ 3.14 1,234,567 2024 a1b2 x_y foo_bar ' +
  'e\u0301te\u0301 \u1112\u1161\u11ab\u1100\u1173\u11af o\u0302\u0323 a\u0316\u0301 ﬁne ﬃ Ａ１ ㎏ ① ½ ² x² ｶﾞ Å Ω 𝔸𝔹 𠀀 😀 👩‍👩‍👧 🇰🇷 👍🏽 €5 $10 ' +
  '<b> </p> ``quoted\'\' "q" (a) [b] {c} a/b a\\b a|b #tag @user http://x.y/z?q=1&r=2 e-mail... --- !? ?! _ ▁ ▁▁x Ġ ġ ## ##ing </w> <0x41> 不 。、！';
const gaps = [
  ...[' ', ' ', ' ', ' ', ' ', ' ', '', '', '  ', '   ', '\n', '\n\n', '\t', '\r\n', ' \n ', '. ', ', ', "'", '-'],
  ...[
    '\u3000',
    '\u00a0',
    '\u0085',
    '\u200d',
    '\u200b',
    '\u2028',
    '\ufeff',
    '\u00ad',
    '\u0000',
    '\u0007',
    '\ufffd',
    '\u0378',
    '\ue000',
  ],
];
const characters = [
  ...'abcXYZ019 .,!?\'"-_가각힣ㅋㅏ의é漢あア한ßẞİıΣςжشअ',
  ...['\u0301', '\u0316', '\u0327', '\u093f', '\u0e33', '\u1100', '\u1161', '\u11a8', '\u3099', '\uff9e', '\u20dd', '\u0483'],
  ...['ﬀ', '²', '³', '¼', 'ª', 'º', '№', '™', '︎', '\ufe0f', '\u202e', '\u2060', '😀', '𝟙', '🇺', '\u{e0041}', '\u{1d165}', 'ſ', 'K'],
]; // prettier-ignore

/** `special` tokens stand in about every fourth text. */
export function awkwardTexts(count: number, special: readonly string[]): string[] {
  const random = createRandom({ seed: 11, stream: 'awkward texts' });
  const known = words.split(' ');
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random.uniform() * from.length)];
  const some = (most: number): number => Math.floor(random.uniform() * (most + 1));
  const made = Array.from({ length: Math.ceil((count * 4) / 5) }, (_, i) => {
    const hasSpecial = special.length > 0 && i % 4 === 0;
    const part = (): string => {
      const kind = random.uniform();
      if (hasSpecial && kind < 0.2) return pick(special) + pick(gaps);
      if (kind < 0.7) return pick(known) + pick(gaps);
      return Array.from({ length: 1 + some(5) }, () => pick(characters)).join('');
    };
    return Array.from({ length: some(9) }, part).join('');
  });
  return [...made, ...oddTexts(count - made.length)];
}

/** Words to make small vocabularies of: those of the texts, cut at white space. */
export const sampleWords = (): string[] => [
  ...new Set(
    [
      ...words.split(' '),
      ...'running runs runner cats catches talk talking talked 재미 재미있다 영화 영화를 하는 하다'.split(' '),
    ].filter((word) => word !== ''),
  ),
];
