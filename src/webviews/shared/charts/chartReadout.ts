// The line above a chart: its title, and the value of each curve at a point.

import { figure } from '../../../protocol/figures';
import { element, say } from '../element';
import { themeColor } from '../theme';
import type { ChartData, Curve } from './chartData';

/** The index of a point; none where the pointer is elsewhere. */
export type PointIndex = number | null | undefined;

export interface ChartReadout {
  node: HTMLElement;
  /** Values at a point, or the latest. */
  tell(data: ChartData, index: PointIndex): void;
  /** Says where the vertical axis begins, where that is not at 0. */
  tellAxis(text: string): void;
  /** The values to be read aloud. */
  spoken(): string;
}

export function chartReadout(title: string): ChartReadout {
  const note = element('span', { class: 'note' });
  const values = element('span', { class: 'values' });
  const axis = element('span', { class: 'note from' });
  return {
    node: element('p', { class: 'readout' }, element('strong', { text: title }), note, values, axis),
    tell({ x, curves, format, xTitle }, index) {
      const named = curves.filter(({ label }) => label !== '');
      values.replaceChildren(...named.map((curve) => valueNode(curve, valueAt(curve, index), format.text)));
      say(note, typeof index === 'number' ? `${xTitle} ${figure(x[index])}` : '');
    },
    tellAxis: (text) => say(axis, text),
    spoken: () => `${note.textContent}: ${[...values.children].map((child) => child.textContent).join(', ')}`,
  };
}

/** The last value up to a point. */
function valueAt({ values }: Curve, index: PointIndex): number | null {
  const upTo = typeof index === 'number' ? values.slice(0, index + 1) : values;
  return upTo.findLast((value) => value !== null) ?? null;
}

function valueNode(
  { color, shape, strength, label }: Curve,
  value: number | null,
  format: (value: number) => string,
): HTMLElement {
  const key = element('span', { class: `key ${shape} ${strength}` });
  key.style.color = themeColor(color);
  const text = element('b', { text: value === null ? '–' : format(value) });
  return element('span', { class: 'value' }, key, `${label} `, text);
}
