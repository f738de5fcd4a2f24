// The tables of a label that a model gave: how probable each label is, and which features spoke for it.

import type { TextFeature } from '../../../protocol/explanation';
import { figure } from '../../../protocol/figures';
import { growing } from '../growing';
import { nameCell, numberCell, plainTable, row, shareCells } from '../plainTable';
import type { AnswerStrings } from './strings';

/** Features drawn unasked. */
const FIRST_FEATURES = 20;

/** The most probable first, each with a bar of its share. */
export function labelTable(probabilities: Record<string, number>): HTMLElement {
  const rows = Object.entries(probabilities)
    .sort(([, a], [, b]) => b - a)
    .map(([label, value]) => row(nameCell(label, label), ...shareCells(value)));
  return plainTable({ kind: 'labels', rows });
}

/** As they come, the strongest first. */
export function featureTable(features: readonly TextFeature[], strings: AnswerStrings): HTMLElement {
  const rows = (shown: number): HTMLElement[] =>
    features
      .slice(0, shown)
      .map(({ feature, contribution }) => row(nameCell(feature, feature), numberCell(figure(contribution))));
  return growing({
    ...{ strings: strings.growing, total: features.length, first: FIRST_FEATURES },
    draw: (shown) => [plainTable({ kind: 'labels', rows: rows(shown) })],
  });
}
