// The labels, or the types of spans, each a button with its key.

import { count } from '../../protocol/figures';
import type { LabellingOverview } from '../../protocol/labellingView';
import { element } from '../shared/element';
import { lookOf } from '../shared/entityNodes';
import { keyOfName } from './keys';

export interface NameButtons {
  node: HTMLElement;
  draw(overview: Pick<LabellingOverview, 'names'>, label: string): void;
  /** Those that the text has are pressed. */
  press(given: readonly string[]): void;
}

export function nameButtons(onName: (name: string) => void): NameButtons {
  const node = element('div', { class: 'names', attributes: { role: 'group' } });
  let buttons = new Map<string, HTMLElement>();
  let pressed: readonly string[] = [];
  const press = (given: readonly string[]): void => {
    pressed = given;
    for (const [name, one] of buttons) one.setAttribute('aria-pressed', String(given.includes(name)));
  };
  return {
    node,
    press,
    draw({ names }, label) {
      node.setAttribute('aria-label', label);
      const focused = [...buttons].find(([, one]) => one === document.activeElement)?.[0];
      const look = lookOf(names.map(({ name }) => name));
      buttons = new Map(
        names.map(({ name, count: given }, place) => {
          const key = keyOfName(place);
          const attributes = { type: 'button', ...(key === '' ? {} : { 'aria-keyshortcuts': key }) };
          const parts = [
            ...(key === '' ? [] : [element('kbd', { text: key, attributes: { 'aria-hidden': 'true' } })]),
            element('span', { class: 'words', text: name }),
            element('span', { class: 'note', text: count(given) }),
          ];
          const one = element('button', { class: `name entity ${look(name)}`, attributes }, ...parts);
          one.addEventListener('click', () => onName(name));
          return [name, one];
        }),
      );
      node.replaceChildren(...buttons.values());
      if (focused !== undefined) buttons.get(focused)?.focus();
      press(pressed);
    },
  };
}
