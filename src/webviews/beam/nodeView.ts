// The chosen node: its figures, what became of it, where the model looked, and the rules that can be made of it.

import { figure, share } from '../../protocol/figures';
import type { SearchRule, Translation } from '../../protocol/translation';
import { button } from '../shared/controls';
import { element } from '../shared/element';
import type { BeamStrings } from './strings';
import { pathTo, type PlacedNode, ruleFor } from './tree';

/** Source tokens with the largest weights are enough; the attention view has them all. */
const MOST_WEIGHTS = 30;

export function nodeView(
  node: PlacedNode | undefined,
  translation: Translation | undefined,
  { strings, onRule }: { strings: BeamStrings; onRule(rule: SearchRule): void },
): Node[] {
  if (!node || node.node.parent < 0 || !translation) return [element('p', { class: 'empty', text: strings.noNode })];
  const { token, logProbability, total, score, rank, attention } = node.node;
  const before = pathTo(node).slice(0, -1);
  const rows: [title: string, value: string, hint?: string][] = [
    [strings.prefix, before.map((one) => one.node.token).join(' ') || strings.beginning],
    [strings.token, token],
    [strings.probability, share(Math.exp(logProbability)), strings.probabilityHint],
    [strings.total, figure(total), strings.totalHint],
    [strings.score, figure(score), strings.scoreHint],
    [strings.rank, String(rank + 1), strings.rankHint],
    [strings.end, endOf(node, strings)],
  ];
  const table = rows.map(([title, value, hint]) =>
    element(
      'tr',
      {},
      element('th', { text: title, ...(hint === undefined ? {} : { title: hint }), attributes: { scope: 'row' } }),
      element('td', { text: value }),
    ),
  );
  const rule = (kind: SearchRule['kind'], label: string, hint: string): HTMLElement =>
    button({ label, hint, onClick: () => onRule(ruleFor(node, kind)) });
  return [
    element('table', { class: 'plain' }, element('tbody', {}, ...table)),
    element(
      'div',
      { class: 'row rules' },
      rule('force', strings.force, strings.forceHint),
      rule('forbid', strings.forbid, strings.forbidHint),
    ),
    element('h2', { text: strings.attention, title: strings.attentionHint }),
    attention
      ? weights(attention, translation.sourceTokens, strings)
      : element('p', { class: 'note', text: strings.noAttention }),
  ];
}

export function endOf({ node }: PlacedNode, strings: BeamStrings): string {
  const end = node.end === undefined ? strings.goesOn : strings.ends[node.end];
  return node.output === undefined ? end : `${end}, ${strings.place(node.output + 1)}`;
}

function weights(attention: readonly number[], tokens: readonly string[], strings: BeamStrings): HTMLElement {
  const order = attention.map((weight, i) => ({ weight, i })).sort((one, other) => other.weight - one.weight);
  const shown = new Set(order.slice(0, MOST_WEIGHTS).map(({ i }) => i));
  const rows = tokens.flatMap((token, i) => {
    if (!shown.has(i)) return [];
    const bar = element('span', { class: 'bar' });
    bar.style.setProperty('--share', String(attention[i] ?? 0));
    return [
      element(
        'tr',
        {},
        element('th', { class: 'token', text: token, attributes: { scope: 'row' } }),
        element('td', { class: 'number', text: share(attention[i] ?? 0) }),
        element('td', { class: 'bars', attributes: { 'aria-hidden': 'true' } }, bar),
      ),
    ];
  });
  return element(
    'table',
    { class: 'plain', attributes: { 'aria-label': strings.attention } },
    element('tbody', {}, ...rows),
  );
}
