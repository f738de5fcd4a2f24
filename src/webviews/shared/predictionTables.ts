// The tables of a prediction: how probable each label is, and which features spoke for it.

import type { TextFeature } from '../../protocol/explanation';
import { figure, share } from '../../protocol/figures';
import { element } from './element';

/** Features drawn. */
const MOST_FEATURES = 20;

const plainTable = (rows: readonly Node[], kind: string): HTMLElement =>
  element('table', { class: kind }, element('tbody', {}, ...rows));

const nameCell = (name: string): HTMLElement =>
  element('th', { text: name, title: name, attributes: { scope: 'row' } });

/** The most probable first, each with a bar of its share. `kind`: classes of the table. */
export function labelTable(probabilities: Record<string, number>, kind: string): HTMLElement {
  const rows = Object.entries(probabilities)
    .sort(([, a], [, b]) => b - a)
    .map(([label, value]) => {
      const bar = element('span', { class: 'bar' });
      bar.style.setProperty('--share', String(value));
      return element(
        'tr',
        {},
        nameCell(label),
        element('td', { class: 'number', text: share(value) }),
        element('td', { class: 'bars', attributes: { 'aria-hidden': 'true' } }, bar),
      );
    });
  return plainTable(rows, kind);
}

/** As they come, the strongest first. */
export function featureTable(features: readonly TextFeature[], kind: string): HTMLElement {
  const rows = features
    .slice(0, MOST_FEATURES)
    .map(({ feature, contribution }) =>
      element('tr', {}, nameCell(feature), element('td', { class: 'number', text: figure(contribution) })),
    );
  return plainTable(rows, kind);
}
