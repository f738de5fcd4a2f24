// The colour of each token, by how surprising it was or by how many tokens were more probable; and the legend. The scale ends at a round
// number, so that it seldom changes while tokens come.

import { count } from '../../protocol/figures';
import { sequentialScale } from '../shared/colorScale';
import { element } from '../shared/element';
import type { KeptToken } from './continuations';
import { surprisal } from './figures';
import type { GenerateStrings } from './strings';
import type { GenerateState } from './viewState';

type ColorKind = GenerateState['color'];

const ROUND_BITS = 4;
const LEGEND_STEPS = 5;
/** Of the scale of ranks: powers of ten, from 1 on. */
const RANK_POWERS = 4;
/** So much of the scale's colours is used: its end is as bright as the text. */
const STRENGTH = 0.75;

export interface TokenColors {
  /** Colours an element; `token` undefined: as it is without any. */
  paint(node: HTMLElement, token: KeptToken): void;
  legend: HTMLElement;
}

/** Where the scale ends, for these tokens. */
export function scaleEnd(kind: ColorKind, tokens: readonly KeptToken[]): number {
  if (kind === 'rank') return RANK_POWERS;
  const most = tokens.reduce((largest, token) => Math.max(largest, surprisal(token)), 0);
  return Math.max(2 * ROUND_BITS, Math.ceil(most / ROUND_BITS) * ROUND_BITS);
}

export function tokenColors(kind: ColorKind, end: number, strings: GenerateStrings): TokenColors {
  const scale = sequentialScale(0, end);
  const valueOf = (token: KeptToken): number => (kind === 'rank' ? Math.log10(token.rank + 1) : surprisal(token));
  // Ends are multiples of the steps, so that all numbers of the legend are whole.
  const written = (value: number): string => count(kind === 'rank' ? 10 ** value : value);
  const paint = (node: HTMLElement, value: number): void => {
    node.style.setProperty('--fill', scale.color(value * STRENGTH));
    node.style.setProperty('--ink', scale.ink(value * STRENGTH));
    node.style.setProperty('--share', Math.min(1, value / end).toFixed(3));
  };
  const swatches = Array.from({ length: LEGEND_STEPS }, (_, i) => {
    const value = (end * i) / (LEGEND_STEPS - 1);
    const swatch = element('span', { class: 'token', text: written(value) });
    paint(swatch, value);
    return swatch;
  });
  const meaning = element('span', { class: 'note', text: strings.colorMeaning[kind], title: strings.colorHints[kind] });
  return {
    paint: (node, token) => paint(node, valueOf(token)),
    legend: element('p', { class: 'legend' }, ...swatches, meaning),
  };
}
