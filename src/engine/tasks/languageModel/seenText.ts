// How a model sees a text that it judges, for people.

import { toTranslate } from '../../../protocol/toTranslate';

const IN_ONE = toTranslate('The text is judged in one piece, from its beginning on.');

const WHOLE = toTranslate('Each token is judged once, in windows that do not overlap.');
const SLIDING = toTranslate('The window slides: every token is judged with more before it.');

/** @param context of a model whose windows are limited; undefined where a state is carried, or where they reach back a few tokens alone */
export function seenAs(context: number | undefined, stride: number): string {
  if (context === undefined) return IN_ONE;
  return stride === 0 || stride === context ? WHOLE : SLIDING;
}
