// All heads of a kind as small maps to choose from: a click chooses one, with Ctrl/Cmd or Shift it adds or takes away.

import { figure } from '../../protocol/figures';
import { type ColorScale } from '../shared/colorScale';
import { element } from '../shared/element';
import { bitmapOf } from './bitmap';
import type { HeadFigures } from './headFigures';
import type { AttentionStrings } from './strings';
import { largestOf, thumbnail, type Weights } from './weights';

export interface Head {
  layer: number;
  head: number;
  matrix: Weights;
  figures: HeadFigures;
}

export type HeadOrder = 'layer' | keyof HeadFigures;

export interface HeadGrid {
  node: HTMLElement;
  show(heads: readonly Head[], order: HeadOrder, chosen: readonly Head[]): void;
}

const THUMBNAIL_PX = 48;
const UNCUT = new Float32Array(THUMBNAIL_PX);

/** Small figures first for entropy and distance; the most diagonal first. */
export function sortedHeads(heads: readonly Head[], order: HeadOrder): Head[] {
  const byPlace = (one: Head, other: Head): number => one.layer - other.layer || one.head - other.head;
  if (order === 'layer') return [...heads].sort(byPlace);
  const key = ({ figures }: Head): number => (order === 'diagonality' ? -Math.abs(figures[order]) : figures[order]);
  return [...heads].sort((one, other) => key(one) - key(other) || byPlace(one, other));
}

export interface HeadGridOptions {
  strings: AttentionStrings;
  scale(from: number, to: number): ColorScale;
  onChoose(head: Head, isAdded: boolean): void;
}

export function headGrid({ strings, scale, onChoose }: HeadGridOptions): HeadGrid {
  const node = element('div', { class: 'heads', attributes: { role: 'group', 'aria-label': strings.heads } });
  let shown: readonly Head[] = [];
  let shownOrder: HeadOrder | undefined;
  let buttons: HTMLElement[] = [];

  function buttonOf(head: Head, isChosen: boolean): HTMLElement {
    const small = thumbnail(head.matrix, THUMBNAIL_PX);
    const name = strings.headName(head.layer + 1, head.head + 1);
    const short = `${head.layer + 1}·${head.head + 1}`;
    const { entropy, distance, diagonality } = head.figures;
    const figures = strings.headFigures(figure(entropy), figure(distance), figure(diagonality));
    const node = element(
      'button',
      {
        title: `${name}\n${figures}`,
        attributes: { type: 'button', 'aria-pressed': String(isChosen), 'aria-label': `${short} ${name}: ${figures}` },
      },
      bitmapOf(small, UNCUT, scale(0, largestOf(small))),
      element('span', { text: short }),
    );
    node.addEventListener('click', (event) => onChoose(head, event.ctrlKey || event.metaKey || event.shiftKey));
    return node;
  }

  node.addEventListener('keydown', (event) => {
    const all = [...node.querySelectorAll('button')];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const across = all.filter(({ offsetTop }) => offsetTop === all[0].offsetTop).length;
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across };
    if (at < 0 || !(event.key in steps)) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, at + steps[event.key]))].focus();
  });

  return {
    node,
    show(heads, order, chosen) {
      const sorted = sortedHeads(heads, order);
      const isSame =
        order === shownOrder && sorted.length === shown.length && sorted.every((head, i) => head === shown[i]);
      if (!isSame) {
        buttons = sorted.map((head) => buttonOf(head, chosen.includes(head)));
        // By layer, each layer has lines of its own.
        const lines = order === 'layer' ? [...new Set(sorted.map(({ layer }) => layer))] : [undefined];
        const ofLine = (line: number | undefined): HTMLElement[] =>
          buttons.filter((_, i) => line === undefined || sorted[i].layer === line);
        node.replaceChildren(...lines.map((line) => element('div', { class: 'line' }, ...ofLine(line))));
      } else sorted.forEach((head, i) => buttons[i].setAttribute('aria-pressed', String(chosen.includes(head))));
      [shown, shownOrder] = [sorted, order];
    },
  };
}
