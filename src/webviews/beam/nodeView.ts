// The chosen node: its figures, what became of it, where the model looked, and the rules that can be made of it.

import { figure, share } from '../../protocol/figures';
import type { TextAnswer } from '../../protocol/answer';
import type { PlacedWord, SearchRule } from '../../protocol/decoding';
import { button, textField } from '../shared/controls';
import { element } from '../shared/element';
import type { BeamStrings } from './strings';
import { pathTo, type PlacedNode, ruleFor, wordFor } from './tree';

/** Source tokens with the largest weights are enough; the attention view has them all. */
const MOST_WEIGHTS = 30;

export interface NodeViewOptions {
  strings: BeamStrings;
  onRule(rule: SearchRule): void;
  onWord(word: PlacedWord): void;
}

export function nodeView(
  node: PlacedNode | undefined,
  translation: TextAnswer | undefined,
  { strings, onRule, onWord }: NodeViewOptions,
): Node[] {
  if (!node || !translation) return [element('p', { class: 'empty', text: strings.noNode })];
  if (node.node.parent < 0)
    return [
      element('p', { class: 'note', text: strings.rootHint }),
      typedWord(node.children.at(0) ?? node, strings, onWord),
    ];
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
    typedWord(node, strings, onWord),
    element('h2', { text: strings.attention, title: strings.attentionHint }),
    attention
      ? weights(attention, translation.sourceTokens, strings)
      : element('p', { class: 'note', text: strings.noAttention }),
  ];
}

/** A word that is typed, in the place of the node. */
function typedWord(node: PlacedNode, strings: BeamStrings, onWord: (word: PlacedWord) => void): HTMLElement {
  const label = textField(strings.typedWord, '', () => undefined);
  label.title = strings.typedWordHint;
  const field = label.querySelector('vscode-text-field') as (HTMLElement & { value: string }) | null;
  const add = (kind: PlacedWord['kind']): void => {
    const word = field?.value.trim() ?? '';
    if (word !== '') onWord(wordFor(node, word, kind));
  };
  field?.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) add('force');
  });
  const force = button({ label: strings.forceWord, hint: strings.forceHint, onClick: () => add('force') });
  const forbid = button({ label: strings.forbidWord, hint: strings.forbidHint, onClick: () => add('forbid') });
  return element('div', { class: 'row rules' }, label, force, forbid);
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
