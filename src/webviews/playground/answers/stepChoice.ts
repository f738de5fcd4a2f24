// The words of an output, one of which is chosen: by a click, or by arrows.

import { element } from '../../shared/element';
import type { PlaygroundStrings } from '../strings';

/** @param choose is told the number of the word, −1 for none */
export function stepChoice(
  strings: PlaygroundStrings,
  tokens: readonly string[],
  choose: (step: number) => void,
): HTMLElement {
  const options = [strings.pictureAlone, ...tokens].map((text, i) =>
    element('span', { class: i === 0 ? 'step alone' : 'step', text, attributes: { role: 'radio' } }),
  );
  const select = (chosen: number): void => {
    options.forEach((option, i) => {
      option.setAttribute('aria-checked', String(i === chosen));
      option.tabIndex = i === chosen ? 0 : -1;
    });
  };
  const take = (chosen: number): void => {
    select(chosen);
    options[chosen].focus();
    choose(chosen - 1);
  };
  options.forEach((option, i) => {
    option.addEventListener('click', () => take(i));
    option.addEventListener('keydown', (event) => {
      const last = options.length - 1;
      const moves = { ArrowLeft: i - 1, ArrowUp: i - 1, ArrowRight: i + 1, ArrowDown: i + 1, Home: 0, End: last };
      const next = (moves as Partial<Record<string, number>>)[event.key];
      if (next === undefined) return;
      event.preventDefault();
      take(Math.max(0, Math.min(last, next)));
    });
  });
  select(1);
  return element(
    'div',
    { class: 'steps', attributes: { role: 'radiogroup', 'aria-label': strings.words } },
    ...options,
  );
}
