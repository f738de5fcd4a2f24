// The tables of a label that a model gave: how probable each label is, and which features spoke for it.

import type { TextFeature } from '../../../protocol/explanation';
import { figure } from '../../../protocol/figures';
import { nameCell, numberCell, plainTable, row, shareCells } from '../plainTable';

/** Features drawn. */
const MOST_FEATURES = 20;

/** The most probable first, each with a bar of its share. */
export function labelTable(probabilities: Record<string, number>): HTMLElement {
  const rows = Object.entries(probabilities)
    .sort(([, a], [, b]) => b - a)
    .map(([label, value]) => row(nameCell(label, label), ...shareCells(value)));
  return plainTable({ kind: 'labels', rows });
}

/** As they come, the strongest first. */
export function featureTable(features: readonly TextFeature[]): HTMLElement {
  const rows = features
    .slice(0, MOST_FEATURES)
    .map(({ feature, contribution }) => row(nameCell(feature, feature), numberCell(figure(contribution))));
  return plainTable({ kind: 'labels', rows });
}
