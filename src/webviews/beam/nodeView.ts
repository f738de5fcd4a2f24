// The chosen node: its figures, what became of it, where the model looked, and the rules that can be made of it.

import { count, figure } from '../../protocol/figures';
import type { TextAnswer } from '../../protocol/answer';
import type { PlacedWord, SearchRule } from '../../protocol/decoding';
import { button, textField, type TextInput } from '../shared/controls';
import { element } from '../shared/element';
import { growing } from '../shared/growing';
import { cell, nameCell, plainTable, row, shareCells } from '../shared/plainTable';
import { endOf, probabilityOf } from './nodeText';
import { ruleFor, wordFor } from './searchRules';
import type { BeamStrings } from './strings';
import { type PlacedNode, wordsBefore } from './tree';

/** Source tokens that are shown unasked: those with the largest weights. */
const FIRST_WEIGHTS = 30;

export interface NodeViewOptions {
  strings: BeamStrings;
  onRule(rule: SearchRule): void;
  onWord(word: PlacedWord): void;
}

export function nodeView(
  placed: PlacedNode | undefined,
  answer: TextAnswer | undefined,
  { strings, onRule, onWord }: NodeViewOptions,
): Node[] {
  if (!placed || !answer) return [element('p', { class: 'empty', text: strings.noNode })];
  if (placed.node.parent < 0)
    return [
      element('p', { class: 'note', text: strings.rootHint }),
      typedWord(placed.children.at(0) ?? placed, strings, onWord),
    ];
  const { attention } = placed.node;
  const rule = (kind: SearchRule['kind'], label: string, hint: string): HTMLElement =>
    button({ label, hint, onClick: () => onRule(ruleFor(placed, kind)) });
  return [
    figuresTable(placed, strings),
    element(
      'div',
      { class: 'row rules' },
      rule('force', strings.force, strings.forceHint),
      rule('forbid', strings.forbid, strings.forbidHint),
    ),
    typedWord(placed, strings, onWord),
    element('h2', { text: strings.attention, title: strings.attentionHint }),
    attention ? weightsTable(attention, answer, strings) : element('p', { class: 'note', text: strings.noAttention }),
  ];
}

function figuresTable(placed: PlacedNode, strings: BeamStrings): HTMLElement {
  const { node } = placed;
  const rows: [title: string, value: string, hint?: string][] = [
    [strings.prefix, wordsBefore(placed) || strings.beginning],
    [strings.token, node.token],
    [strings.probability, probabilityOf(node), strings.probabilityHint],
    [strings.total, figure(node.total), strings.totalHint],
    [strings.score, figure(node.score), strings.scoreHint],
    [strings.rank, count(node.rank + 1), strings.rankHint],
    [strings.end, endOf(node, strings)],
  ];
  return plainTable({ rows: rows.map(([title, text, hint]) => row(nameCell(title, hint), cell(text))) });
}

/** A word that is typed, in the place of the node. */
function typedWord(node: PlacedNode, strings: BeamStrings, onWord: (word: PlacedWord) => void): HTMLElement {
  const label = textField(strings.typedWord, '', () => undefined);
  label.title = strings.typedWordHint;
  const field = label.querySelector<TextInput>('vscode-text-field');
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

/** In the order of the text. */
function weightsTable(
  attention: readonly number[],
  { sourceTokens, sourceUnknown }: TextAnswer,
  strings: BeamStrings,
): HTMLElement {
  const order = attention.map((weight, i) => ({ weight, i })).sort((one, other) => other.weight - one.weight);
  const rowOf = (text: string, i: number): HTMLElement => {
    const title = sourceUnknown[i] ? { title: strings.answers.unknown } : {};
    const token = element('th', { class: 'token', text, attributes: { scope: 'row' }, ...title });
    if (sourceUnknown[i]) token.classList.add('unknown');
    return row(token, ...shareCells(attention[i] ?? 0));
  };
  return growing({
    ...{ strings: strings.answers.growing, total: sourceTokens.length, first: FIRST_WEIGHTS },
    draw(most) {
      const shown = new Set(order.slice(0, most).map(({ i }) => i));
      const rows = sourceTokens.flatMap((text, i) => (shown.has(i) ? [rowOf(text, i)] : []));
      return [plainTable({ rows, label: strings.attention })];
    },
  });
}
