// Goes through the steps of a search: back, forth, all at once.

import { count } from '../../protocol/figures';
import { button } from '../shared/controls';
import { element, say } from '../shared/element';
import type { SearchTree } from './searchTree';
import type { BeamStrings } from './strings';

export interface StepControls {
  node: HTMLElement;
  draw(): void;
}

export function stepControls(strings: BeamStrings, search: SearchTree, onStep: () => void): StepControls {
  const step = (label: string, go: () => void, hint?: string): HTMLElement =>
    button({ label, hint, onClick: () => (go(), onStep()) });
  const back = step('◀', () => search.back(), strings.back);
  const forth = step('▶', () => search.forth(), strings.forth);
  const all = step(strings.allSteps, () => search.allSteps());
  back.setAttribute('aria-label', strings.back);
  forth.setAttribute('aria-label', strings.forth);
  const text = element('span', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  return {
    node: element('span', { class: 'field' }, back, forth, all, text),
    draw: () => say(text, search.answer?.search ? strings.step(count(search.step), count(search.steps)) : ''),
  };
}
