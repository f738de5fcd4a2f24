// What the marks of shares stand for, with numbers.

import type { AttributionReply } from '../../../protocol/attribution';
import { figure, signedFigure } from '../../../protocol/figures';
import { element } from '../element';
import { largestShare, markShare } from './sharedText';
import type { SharesStrings } from './strings';

const SIGNED = [-1, -0.5, 0, 0.5, 1];
const UNSIGNED = [0, 0.5, 1];

export function sharesLegend(reply: AttributionReply, strings: SharesStrings): HTMLElement {
  const largest = largestShare(reply);
  const isSigned = reply.method !== 'attention';
  const swatches = (isSigned ? SIGNED : UNSIGNED).map((part) => {
    const value = part * largest;
    const swatch = element('span', { class: 'token', text: isSigned ? signedFigure(value) : figure(value) });
    markShare(swatch, part);
    return swatch;
  });
  const note = (text: string): HTMLElement => element('span', { class: 'note', text });
  const ends = isSigned
    ? { before: [note(strings.against)], behind: strings.for }
    : { before: [], behind: strings.looked };
  return element('p', { class: 'legend shares-legend' }, ...ends.before, ...swatches, note(ends.behind));
}
