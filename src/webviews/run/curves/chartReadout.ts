// The line above a chart: its title, and the value of each curve at a point.

import { figure } from '../../../protocol/figures';
import { element, say } from '../../shared/element';
import { themeColor } from '../../shared/theme';
import type { ChartData, Curve } from './chartData';

/** The index of a point; none where the pointer is elsewhere. */
export type PointIndex = number | null | undefined;

export interface ChartReadout {
  node: HTMLElement;
  /** Values at a point, or the latest. */
  tell(data: ChartData, index: PointIndex): void;
  /** The same to be read aloud. */
  spoken(): string;
}

export function chartReadout(title: string): ChartReadout {
  const note = element('span', { class: 'note' });
  const values = element('span', { class: 'values' });
  return {
    node: element('p', { class: 'readout' }, element('strong', { text: title }), note, values),
    tell({ x, curves, format, xTitle }, index) {
      values.replaceChildren(...curves.map((curve) => valueNode(curve, valueAt(curve, index), format)));
      say(note, typeof index === 'number' ? `${xTitle} ${figure(x[index])}` : '');
    },
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
  format: ChartData['format'],
): HTMLElement {
  const key = element('span', { class: `key ${shape} ${strength}` });
  key.style.color = themeColor(color);
  const text = element('b', { text: value === null ? '–' : format(value) });
  return element('span', { class: 'value' }, key, `${label} `, text);
}
