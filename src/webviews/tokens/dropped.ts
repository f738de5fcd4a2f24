// Why a word was dropped: every word that the vocabulary does not hold, with the rule that kept it out.

import type { DroppedToken } from '../../protocol/tokenizeCalls';
import { count } from '../../protocol/figures';
import { searchField } from '../shared/controls';
import { element, say } from '../shared/element';
import { table } from '../shared/table';
import type { TokensStrings } from './strings';

export interface DroppedView {
  node: HTMLElement;
  focusSearch(): void;
  draw(rows: readonly DroppedToken[]): void;
}

export function droppedView(strings: TokensStrings, onPick: (token: string) => void): DroppedView {
  let all: readonly DroppedToken[] = [];
  let wanted = '';
  const search = searchField(strings.searchDropped, (text) => {
    wanted = text.toLowerCase();
    show();
  });
  const note = element('p', { class: 'note', attributes: { 'aria-live': 'polite' } });
  const rows = table<DroppedToken>({
    label: strings.dropped,
    empty: strings.noDropped,
    onPick: ({ token }) => onPick(token),
    columns: [
      { id: 'token', title: strings.token, text: ({ token }) => token },
      {
        id: 'count',
        title: strings.count,
        numeric: true,
        text: (row) => count(row.count),
        sortBy: (row) => row.count,
      },
      { id: 'reason', title: strings.reason, least: 34, text: ({ reason }) => strings.reasons[reason] },
    ],
  });

  function show(): void {
    const found = all.filter(
      ({ token, reason }) =>
        token.toLowerCase().includes(wanted) || strings.reasons[reason].toLowerCase().includes(wanted),
    );
    rows.setRows(wanted === '' ? all : found);
    say(note, strings.rows(count(wanted === '' ? all.length : found.length), count(all.length)));
  }

  return {
    node: element('div', { class: 'fill' }, element('div', { class: 'row search' }, search, note), rows.node),
    focusSearch: () => search.focus(),
    draw(next) {
      all = next;
      show();
    },
  };
}
