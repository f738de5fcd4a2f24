// A list of which the beginning is drawn, with how much of it that is, and a button for more.

import { count } from '../../protocol/figures';
import type { Translate } from './connect';
import { button } from './controls';
import { element, say, show } from './element';

export const growingStrings = (t: Translate) => ({
  more: t('Show more'),
  shown: (shown: string, total: string) => t('{0} of {1} shown', shown, total),
});

export interface GrowingOptions {
  strings: ReturnType<typeof growingStrings>;
  /** How many there are, and how many are drawn at first. */
  total: number;
  first: number;
  /** The first so many. */
  draw(shown: number): Node[];
}

/** Each press draws as many again as were there, at least as many as at first. */
export function growing({ strings, total, first, draw }: GrowingOptions): HTMLElement {
  let shown = Math.min(first, total);
  const list = element('div');
  const note = element('span', { class: 'note', attributes: { role: 'status' } });
  const more = button({ label: strings.more, onClick: () => grow() });
  const line = element('div', { class: 'row more' }, note, more);

  function redraw(): void {
    list.replaceChildren(...draw(shown));
    say(note, strings.shown(count(shown), count(total)));
    show(line, shown < total);
  }

  function grow(): void {
    shown = Math.min(total, 2 * shown);
    redraw();
  }

  redraw();
  return element('div', {}, list, line);
}
