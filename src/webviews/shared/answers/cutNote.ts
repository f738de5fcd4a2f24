// The line that says that a text was longer than the run reads.

import type { TextCut } from '../../../protocol/answer';
import { count } from '../../../protocol/figures';
import { element } from '../element';
import type { AnswerStrings } from './strings';

export const cutText = ({ read, of, lost }: TextCut, strings: Pick<AnswerStrings, 'cut'>): string =>
  strings.cut[lost](count(read), count(of));

/** Nothing where the text was read whole. */
export const cutNote = (cut: TextCut | undefined, strings: Pick<AnswerStrings, 'cut'>): HTMLElement[] =>
  cut ? [element('p', { class: 'note cut', text: cutText(cut, strings) })] : [];
