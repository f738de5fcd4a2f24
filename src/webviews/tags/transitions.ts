// The matrix of transitions: the learned score of each tag behind each other, at the beginning and at the end; crossed out what the
// scheme does not allow.

import type { TagLattice } from '../../protocol/answer';
import { figure } from '../../protocol/figures';
import { element } from '../shared/element';
import { row, scrollable } from '../shared/plainTable';
import type { TagsStrings } from './strings';

/** Of the largest size. */
const LEGEND = [-1, -0.5, 0, 0.5, 1];

export function transitionNodes({ tags, chain }: TagLattice, strings: TagsStrings): Node[] {
  if (!chain) return [element('p', { class: 'note', text: strings.noTransitions })];
  const { transitions, begin, end } = chain;
  const finite = [...transitions, ...begin, ...end].filter(Number.isFinite).map(Math.abs);
  const most = Math.max(1e-6, ...finite);
  const cellOf = (score: number, from: string, to: string): HTMLElement => {
    const isAllowed = Number.isFinite(score);
    const said = strings.cell(from, to, isAllowed ? figure(score) : strings.masked);
    return shaded(element('td', { text: isAllowed ? rounded(score) : '×', title: said }), score, most);
  };
  const head = [...tags, strings.end].map((tag) =>
    element('th', { text: tag, title: tag, attributes: { scope: 'col' } }),
  );
  const rows = [strings.start, ...tags].map((from, i) => {
    const scores = i === 0 ? begin : transitions.subarray((i - 1) * tags.length, i * tags.length);
    const last = i === 0 ? -Infinity : end[i - 1];
    return row(
      element('th', { text: from, title: from, attributes: { scope: 'row' } }),
      ...tags.map((to, j) => cellOf(scores[j], from, to)),
      cellOf(last, from, strings.end),
    );
  });
  const table = element(
    'table',
    { class: 'lattice transitions', attributes: { 'aria-label': strings.transitionsLabel } },
    element('thead', {}, row(element('td'), ...head)),
    element('tbody', {}, ...rows),
  );
  const swatches = LEGEND.map((part) =>
    shaded(element('span', { class: 'swatch', text: figure(part * most) }), part * most, most),
  );
  return [
    scrollable(strings.transitionsLabel, table),
    element('p', { class: 'legend' }, ...swatches, element('span', { class: 'note', text: strings.score })),
    element('p', { class: 'note', text: strings.transitionsHint }),
  ];
}

/** With one decimal, and no sign before a zero. */
const rounded = (score: number): string =>
  score
    .toFixed(1)
    .replace(/^-(?=0\.0$)/, '')
    .replace('-', '−');

/** The background of a view in the middle; text keeps its contrast on both ends. */
function shaded(node: HTMLElement, score: number, most: number): HTMLElement {
  if (!Number.isFinite(score)) node.classList.add('masked');
  else {
    node.classList.add(score < 0 ? 'negative' : 'positive');
    node.style.setProperty('--share', String(Math.abs(score) / most));
  }
  return node;
}
