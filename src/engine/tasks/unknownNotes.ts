// What a report says, beside its figures, of the tokens that the model does not know.

import { count, share } from '../../protocol/figures';
import type { Note, ReportBlock } from '../../protocol/report';
import { toTranslate } from '../../protocol/toTranslate';
import type { UnknownTokens } from '../data/unknownTokens';

/** No block where there is nothing to say. */
export const notesOf = (lines: Note[]): ReportBlock[] => (lines.length > 0 ? [{ kind: 'notes', lines }] : []);

export function unknownNotes(found: UnknownTokens | undefined): Note[] {
  if (!found || found.tokens === 0) return [];
  const { unknown, tokens } = found;
  const text = toTranslate('Unknown to the model: {0} of {1} tokens, {2}');
  return [{ text, values: [count(unknown), count(tokens), share(unknown / tokens)], isCaution: true }];
}
