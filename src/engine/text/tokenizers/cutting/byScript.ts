// Cuts where the script of the letters changes, as XLM's Japanese models and SentencePiece do: "한국語abc, 12" is 한국, 語, abc, and
// the marks and digits that are of no script.

import { widthAt } from '../pieces';
import type { SpanCutter } from './cutters';

/** Frequent ones first; each character is looked up once. Names that this Node does not know yet are passed over. */
const SCRIPTS = (
  'Common Latin Hangul Han Cyrillic Arabic Inherited Hiragana Katakana Greek Hebrew Devanagari Thai Armenian Georgian Bengali ' +
  'Tamil Telugu Thaana Gujarati Gurmukhi Kannada Malayalam Sinhala Lao Tibetan Myanmar Khmer Ethiopic Mongolian Bopomofo Yi Oriya Adlam ' +
  'Ahom Anatolian_Hieroglyphs Avestan Balinese Bamum Bassa_Vah Batak Bhaiksuki Brahmi Braille Buginese Buhid Canadian_Aboriginal ' +
  'Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Coptic Cuneiform Cypriot Cypro_Minoan Deseret Dives_Akuru Dogra ' +
  'Duployan Egyptian_Hieroglyphs Elbasan Elymaic Garay Glagolitic Gothic Grantha Gunjala_Gondi Gurung_Khema Hanifi_Rohingya ' +
  'Hanunoo Hatran Imperial_Aramaic Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kawi Kayah_Li Kharoshthi ' +
  'Khitan_Small_Script Khojki Khudawadi Kirat_Rai Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Mandaic ' +
  'Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mro ' +
  'Multani Nabataean Nag_Mundari Nandinagari New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Ol_Onal ' +
  'Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Osage ' +
  'Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada ' +
  'Shavian Siddham SignWriting Sogdian Sora_Sompeng Soyombo Sundanese Sunuwar Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le ' +
  'Tai_Tham Tai_Viet Takri Tangsa Tangut Tifinagh Tirhuta Todhri Toto Tulu_Tigalari Ugaritic Vai Vithkuqi Wancho Warang_Citi ' +
  'Yezidi Zanabazar_Square'
).split(' ');

/** Of characters that belong to whatever is around them: the space, and those that Unicode does not know. */
const ANY = -1;
const HAN = SCRIPTS.indexOf('Han');
const LONG_SOUND = 0x30fc;

const matchers = SCRIPTS.map((script) => {
  try {
    return new RegExp(`^\\p{Script=${script}}`, 'u');
  } catch {
    return undefined;
  }
});
const known = new Map<number, number>([
  [0x20, ANY],
  [LONG_SOUND, HAN],
]);

/** The number of the script; kana counts as Han, so that Japanese words stay whole. */
function scriptOf(code: number): number {
  const before = known.get(code);
  if (before !== undefined) return before;
  const character = String.fromCodePoint(code);
  const found = matchers.findIndex((matcher) => matcher?.test(character));
  const script = SCRIPTS[found] === 'Hiragana' || SCRIPTS[found] === 'Katakana' ? HAN : found;
  known.set(code, script);
  return script;
}

/** What stands before the first letter of a script belongs to no word. */
export const cutByScript: SpanCutter = (text, base, emit) => {
  let start = -1;
  let last = ANY;
  for (let at = 0; at < text.length; at += widthAt(text, at)) {
    const script = scriptOf(text.codePointAt(at) ?? 0);
    if (script === ANY || script === last) continue;
    if (start >= 0) emit(text, start, at, '', base);
    start = at;
    last = script;
  }
  if (start >= 0) emit(text, start, text.length, '', base);
};
