// The border of a panel at the right, dragged or moved by arrow keys: the panel's width. A double click gives the usual one again.

import type { Translate } from './connect';
import { element } from './element';

const STEP_PX = 16;
/** What both the panel and what stands beside it keep. */
const LEAST_PX = 200;

export const sashStrings = (t: Translate) => ({
  name: t('Width of the panel'),
  hint: t('Drag, or use the arrow keys, to change the width; a double click gives the usual width again'),
});

export interface SashOptions {
  strings: ReturnType<typeof sashStrings>;
  panel: HTMLElement;
  /** CSS pixels; 0: the usual width. */
  width: number;
  /** A person has chosen another width. */
  onWidth(width: number): void;
}

export function sash({ strings, panel, width, onWidth }: SashOptions): HTMLElement {
  const node = element('div', {
    ...{ class: 'sash', title: strings.hint },
    attributes: { role: 'separator', tabindex: '0', 'aria-orientation': 'vertical', 'aria-label': strings.name },
  });
  const most = (): number => Math.max(LEAST_PX, (panel.parentElement?.clientWidth ?? 0) - LEAST_PX);

  function show(next: number): void {
    if (next > 0) panel.style.setProperty('--side-width', `${next}px`);
    else panel.style.removeProperty('--side-width');
  }

  function change(next: number): void {
    const chosen = next === 0 ? 0 : Math.round(Math.min(most(), Math.max(LEAST_PX, next)));
    show(chosen);
    onWidth(chosen);
  }

  node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    node.focus();
    node.setPointerCapture(event.pointerId);
  });
  node.addEventListener('pointermove', ({ pointerId, clientX }) => {
    if (node.hasPointerCapture(pointerId)) change(panel.getBoundingClientRect().right - clientX);
  });
  node.addEventListener('dblclick', () => change(0));
  node.addEventListener('keydown', (event) => {
    const places: Record<string, number> = {
      ...{ ArrowLeft: panel.offsetWidth + STEP_PX, ArrowRight: panel.offsetWidth - STEP_PX },
      ...{ Home: most(), End: LEAST_PX },
    };
    if (!(event.key in places)) return;
    event.preventDefault();
    change(places[event.key]);
  });
  new ResizeObserver(() => {
    const values = { valuemin: LEAST_PX, valuemax: most(), valuenow: Math.round(panel.offsetWidth) };
    for (const [name, value] of Object.entries(values)) node.setAttribute(`aria-${name}`, String(value));
  }).observe(panel);
  show(width);
  return node;
}
