// The chosen sentence as a whole, its right spans above those that were found, and its errors, each opening its line.

import { count } from '../../protocol/figures';
import type { SentenceBesideRight } from '../../protocol/judgedTags';
import { button } from '../shared/controls';
import { element } from '../shared/element';
import { cell, nameCell, plainTable, row } from '../shared/plainTable';
import { entityNodes, jointOf, lackedBy } from '../shared/entityNodes';
import type { TagsStrings } from './strings';

export interface ChosenOptions {
  look(type: string): string;
  strings: TagsStrings;
  /** Opens the file at an error, −1: at the beginning; undefined where it cannot be opened. */
  reveal?: (error: number) => void;
}

export function chosenSentence(
  { tokens, right, found, errors, line }: SentenceBesideRight,
  { look, strings, reveal }: ChosenOptions,
): Node[] {
  const joint = jointOf(tokens);
  const drawn = (name: string, spans: typeof right, others: typeof right): HTMLElement[] => [
    element('dt', { text: name }),
    element('dd', {}, ...entityNodes({ tokens, spans, look, isWrong: lackedBy(others) }, joint)),
  ];
  const rows = errors.map(({ kind, start, end, line: at }, i) =>
    row(nameCell(strings.kinds[kind]), cell(tokens.slice(start, end).join(joint)), element('td', {}, place(at, i))),
  );
  return [
    element('dl', { class: 'whole' }, ...drawn(strings.right, right, found), ...drawn(strings.found, found, right)),
    ...(errors.length > 0
      ? [element('h2', { text: strings.errors }), plainTable({ label: strings.errors, kind: 'errors', rows })]
      : [element('p', { class: 'note' }, `${strings.noErrors} · `, place(line, -1))]),
  ];

  function place(at: number, error: number): Node {
    const text = strings.lineOf(count(at));
    if (!reveal) return element('span', { text });
    return button({ label: text, hint: strings.revealHint, onClick: () => reveal(error) });
  }
}
