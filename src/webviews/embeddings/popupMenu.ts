// A menu at a place of the window, as the editor's own look: arrows move, Enter and Space take, Escape closes (ARIA's menu).

import { element, show } from '../shared/element';
import type { ScreenPlace } from './pick';

export interface MenuItem {
  label: string;
  run(): void;
}

export interface PopupMenu {
  node: HTMLElement;
  /** `returnTo` has the focus again when the menu is closed by Escape or an item that keeps it. */
  open(place: ScreenPlace, label: string, items: readonly MenuItem[], returnTo?: HTMLElement): void;
  close(): void;
}

const MARGIN_PX = 4;

export function popupMenu(): PopupMenu {
  const node = element('ul', { class: 'popup-menu', attributes: { role: 'menu' } });
  let buttons: HTMLElement[] = [];
  let origin: HTMLElement | undefined;
  show(node, false);

  const focus = (index: number): void => buttons.at(index % buttons.length)?.focus();
  const current = (): number => buttons.indexOf(document.activeElement as HTMLElement);

  function close(): void {
    show(node, false);
    node.replaceChildren();
    buttons = [];
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

  /** The next item that begins with the letter, after the one in focus. */
  function toLetter(letter: string): void {
    const begins = (item: HTMLElement): boolean => item.textContent?.toLowerCase().startsWith(letter) ?? false;
    const at = current();
    [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)].find(begins)?.focus();
  }

  node.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key === 'ArrowDown') focus(current() + 1);
    else if (key === 'ArrowUp') focus(current() - 1);
    else if (key === 'Home') focus(0);
    else if (key === 'End') focus(-1);
    else if (key === 'Enter' || key === ' ') buttons.at(current())?.click();
    else if (key === 'Escape' || key === 'Tab') leave();
    else if (key.length === 1 && !event.ctrlKey && !event.metaKey) toLetter(key.toLowerCase());
    else return;
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
      buttons = items.map(itemNode);
      node.setAttribute('aria-label', label);
      node.replaceChildren(...buttons);
      show(node, true);
      const { width, height } = node.getBoundingClientRect();
      const within = (start: number, size: number, all: number): number =>
        Math.max(MARGIN_PX, Math.min(start, all - size - MARGIN_PX));
      node.style.left = `${within(place.x, width, window.innerWidth)}px`;
      node.style.top = `${within(place.y, height, window.innerHeight)}px`;
      focus(0);
    },
    close,
  };
}
