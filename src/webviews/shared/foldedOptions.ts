// Options that are seldom changed: a line below the toolbar, opened and closed by a button of it.

import { type Toggle, toggle } from './controls';
import { element, show } from './element';

export interface FoldedOptionsOptions {
  /** The button's text. */
  button: string;
  hint?: string;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
}

export interface FoldedOptions {
  /** The line. */
  node: HTMLElement;
  /** For the toolbar. */
  toggle: Toggle;
}

export function foldedOptions(
  { button, hint, isOpen, onOpen }: FoldedOptionsOptions,
  ...fields: readonly HTMLElement[]
): FoldedOptions {
  const node = element(
    'div',
    { class: 'toolbar options', attributes: { role: 'group', 'aria-label': button } },
    ...fields,
  );
  const opener = toggle(button, isOpen, (on) => {
    show(node, on);
    opener.node.setAttribute('aria-expanded', String(on));
    onOpen(on);
  });
  if (hint !== undefined) opener.node.title = hint;
  opener.node.setAttribute('aria-expanded', String(isOpen));
  show(node, isOpen);
  return { node, toggle: opener };
}
