// How a model sees a text that it judges, for people.

import { toTranslate } from '../../../protocol/toTranslate';

const CARRIED = toTranslate('The state is carried over the whole text.');

const WHOLE = toTranslate('Each token is judged once, in windows that do not overlap.');
const SLIDING = toTranslate('The window slides: every token is judged with more before it.');

/** @param context of a model whose windows are limited; undefined where its state is carried */
export function seenAs(context: number | undefined, stride: number): string {
  if (context === undefined) return CARRIED;
  return stride === 0 || stride === context ? WHOLE : SLIDING;
}
