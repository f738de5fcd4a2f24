// Values beside the pointer, at once. One for each picture; it stays within the picture and lets the pointer through.

import { element, show } from './element';

export interface Tooltip {
  node: HTMLElement;
  /** `x`, `y`: CSS pixels from the left upper corner of the tooltip's positioned parent. */
  show(place: { x: number; y: number }, lines: readonly string[]): void;
  hide(): void;
}

const BESIDE_PX = 12;

/** Append the node to a parent with `position: relative`. Not read aloud: a live region says what keys move to. */
export function tooltip(): Tooltip {
  const node = element('div', { class: 'tooltip', attributes: { 'aria-hidden': 'true' } });
  show(node, false);
  return {
    node,
    show({ x, y }, lines) {
      node.replaceChildren(...lines.map((text) => element('div', { text })));
      show(node, true);
      const { clientWidth = 0, clientHeight = 0 } = node.parentElement ?? {};
      const left = x + BESIDE_PX + node.offsetWidth > clientWidth ? x - BESIDE_PX - node.offsetWidth : x + BESIDE_PX;
      const top = y + BESIDE_PX + node.offsetHeight > clientHeight ? y - BESIDE_PX - node.offsetHeight : y + BESIDE_PX;
      node.style.left = `${Math.max(0, left)}px`;
      node.style.top = `${Math.max(0, top)}px`;
    },
    hide: () => show(node, false),
  };
}
