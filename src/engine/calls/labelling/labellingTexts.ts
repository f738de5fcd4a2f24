// The calls `labellingTexts` and `holdsSpans`: what a person is to judge, in replies that the thread of the editor's extensions reads in some milliseconds.

import type { LabellingTextsReply } from '../../../protocol/labelling';
import { holdsSpans as fileHoldsSpans } from '../../labelling/judgedTexts';
import { readSourceTexts, type SourceTexts } from '../../labelling/sourceTexts';
import type { EngineCall } from '../context';

/** UTF-16 units of texts. */
const UNITS_A_REPLY = 500_000;
/** In all: what is behind is not told. */
const MOST_UNITS = 20_000_000;

/** What is still to be told, by what was asked. */
let kept: { asked: string; whole: SourceTexts } | undefined;

export const holdsSpans: EngineCall<'holdsSpans'> = async ({ file }) => ({ spans: await fileHoldsSpans(file) });

/** Fails as `readSourceTexts`. */
export const labellingTexts: EngineCall<'labellingTexts'> = async ({ from = 0, ...source }, { progress, signal }) => {
  const asked = JSON.stringify(source);
  progress({ phase: 'Reading' });
  const before = from > 0 && kept?.asked === asked ? kept.whole : undefined;
  kept = undefined;
  const { texts, ...whole } = before ?? (await readSourceTexts(source, signal));
  const told = upTo(texts, from, UNITS_A_REPLY);
  const isAll = told >= upTo(texts, 0, MOST_UNITS) || told >= texts.length;
  if (!isAll) kept = { asked, whole: { texts, ...whole } };
  const reply: LabellingTextsReply = { ...whole, texts: texts.slice(from, told), count: texts.length };
  return isAll ? reply : { ...reply, next: told };
};

/** The first text behind `from` that is not among so many units any more; there is always one that is. */
function upTo(texts: SourceTexts['texts'], from: number, most: number): number {
  let next = from;
  for (let units = 0; next < texts.length && (units < most || next === from); next++) units += texts[next].text.length;
  return next;
}
