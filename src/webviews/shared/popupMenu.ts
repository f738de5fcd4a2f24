// A menu at a place of the window, as the editor's own look: arrows move, Enter and Space take, Escape closes (ARIA's menu).

import { element, show } from './element';
import type { Place } from './viewport';

export interface MenuItem {
  label: string;
  run(): void;
}

export interface PopupMenu {
  node: HTMLElement;
  /** `returnTo` has the focus again when the menu is closed by Escape or an item that keeps it. */
  open(place: Place, label: string, items: readonly MenuItem[], returnTo?: HTMLElement): void;
}

const MARGIN_PX = 4;

export function popupMenu(): PopupMenu {
  const node = element('ul', { class: 'popup-menu', attributes: { role: 'menu' } });
  let origin: HTMLElement | undefined;
  show(node, false);

  function close(): void {
    show(node, false);
    node.replaceChildren();
  }

  function leave(): void {
    close();
    origin?.focus();
  }

  function itemNode({ label, run }: MenuItem): HTMLElement {
    const item = element('li', { text: label, attributes: { role: 'menuitem', tabindex: '-1' } });
    item.addEventListener('click', () => {
      leave();
      run();
    });
    item.addEventListener('pointermove', () => item.focus());
    return item;
  }

  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' || event.key === 'Tab') leave();
    else if (!moveIn(node, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  node.addEventListener('contextmenu', (event) => event.preventDefault());
  node.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && node.contains(relatedTarget))) close();
  });
  return {
    node,
    open(place, label, items, returnTo) {
      origin = returnTo;
      node.setAttribute('aria-label', label);
      node.replaceChildren(...items.map(itemNode));
      show(node, true);
      placeInWindow(node, place);
      itemsOf(node).at(0)?.focus();
    },
  };
}

const itemsOf = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];

/** Goes from item to item, or takes one; false for keys that mean nothing here. */
function moveIn(menu: HTMLElement, { key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const items = itemsOf(menu);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const focus = (index: number): void => items.at(index % items.length)?.focus();
  if (key === 'ArrowDown') focus(at + 1);
  else if (key === 'ArrowUp') focus(at - 1);
  else if (key === 'Home') focus(0);
  else if (key === 'End') focus(-1);
  else if (key === 'Enter' || key === ' ') items.at(at)?.click();
  else if (key.length === 1 && !ctrlKey && !metaKey) nextWith(key.toLowerCase(), items, at)?.focus();
  else return false;
  return true;
}

/** The next item that begins with the letter, after the one in focus. */
const nextWith = (letter: string, items: readonly HTMLElement[], at: number): HTMLElement | undefined =>
  [...items.slice(at + 1), ...items.slice(0, at + 1)].find(
    (item) => item.textContent?.toLowerCase().startsWith(letter) ?? false,
  );

function placeInWindow(node: HTMLElement, { x, y }: Place): void {
  const { width, height } = node.getBoundingClientRect();
  const within = (start: number, size: number, all: number): number =>
    Math.max(MARGIN_PX, Math.min(start, all - size - MARGIN_PX));
  node.style.left = `${within(x, width, window.innerWidth)}px`;
  node.style.top = `${within(y, height, window.innerHeight)}px`;
}
