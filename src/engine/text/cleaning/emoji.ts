// Takes out emoji, and what is left of them where other programs have taken out a part.

import type { TextStep } from './patterns';
import { withoutGaps } from './spaces';

const MODIFIED = '(?:\\p{Emoji_Modifier}|\\uFE0F)';
/** One pictograph: shown as an emoji by itself, or made one by what follows. */
const PICTOGRAPH = `(?:(?!\\p{Emoji_Modifier}|\\p{Regional_Indicator})\\p{Emoji_Presentation}${MODIFIED}?|\\p{Extended_Pictographic}${MODIFIED}|\\p{Extended_Pictographic}(?=\\u200D\\p{Extended_Pictographic}))`;
const TAGS = '[\\u{E0020}-\\u{E007F}]+';
const JOINED = `(?:\\u200D\\p{Extended_Pictographic}${MODIFIED}?)*`;
const EMOJI = `\\p{Regional_Indicator}{2}|[0-9#*]\\uFE0F?\\u20E3|${PICTOGRAPH}(?:${TAGS})?${JOINED}`;
/** Variation selectors, skin tones, half a flag, tags, keycaps; joiners too, but between letters, where Indic scripts need them. */
const LEFTOVERS = `[\\uFE0E\\uFE0F\\u20E3]|\\p{Emoji_Modifier}|\\p{Regional_Indicator}|${TAGS}|(?<![\\p{L}\\p{M}])\\u200D|\\u200D(?![\\p{L}\\p{M}])`;
const pattern = new RegExp(`(${EMOJI})|${LEFTOVERS}`, 'gu');

/** Emoji as people see them: a flag, a family or a hand with its skin colour is one. Leftovers go without replacement. */
export function replaceEmoji(replacement: string): TextStep {
  const inserted = replacement === '' ? ' ' : ` ${replacement} `;
  return (text) => {
    const replaced = text.replace(pattern, (_, whole: string | undefined) => (whole === undefined ? '' : inserted));
    return withoutGaps(text, replaced);
  };
}
