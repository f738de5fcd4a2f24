// A judged example as its run is asked about it.
import type { AttributionRequest } from '../../protocol/attribution';
import type { JudgedExample } from '../../protocol/examples';
import { writtenTexts } from '../../protocol/shownTexts';

/** A space can be a token itself, where characters are tagged. */
const TOKEN = /( |[^ ]+)(?: |$)/gu;

/** @param isTagged its text is its tokens with a space between, its right answer their tags */
export function inputOf(
  { texts, gold }: Pick<JudgedExample, 'texts' | 'gold'>,
  isTagged: boolean,
): Pick<AttributionRequest, 'text' | 'tokens'> {
  const text = writtenTexts(texts);
  if (!isTagged) return { text };
  const tokens = Array.from(text.matchAll(TOKEN), ([, token]) => token);
  return tokens.length === gold.split(' ').length ? { text, tokens } : { text };
}
