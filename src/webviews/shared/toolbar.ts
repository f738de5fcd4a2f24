// The line at the top of a view.

import { element } from './element';

export const toolbar = (label: string, ...parts: readonly Node[]): HTMLElement =>
  element('div', { class: 'toolbar', attributes: { role: 'toolbar', 'aria-label': label } }, ...parts);

/** What stands behind it goes to the far end. */
export const gap = (): HTMLElement => element('span', { class: 'gap' });
