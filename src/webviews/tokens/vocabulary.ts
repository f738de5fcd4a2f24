// The vocabulary: every token with id, count and share; searched by what it contains.

import { count, share } from '../../protocol/figures';
import type { VocabularyRow } from '../../protocol/tokensView';
import { searchField } from '../shared/controls';
import { element, say } from '../shared/element';
import { table } from '../shared/table';
import type { TokensStrings } from './strings';

export interface VocabularyView {
  node: HTMLElement;
  focusSearch(): void;
  clear(): void;
  append(rows: readonly VocabularyRow[], text: { tokenCount: number; distinctCount: number }): void;
}

export function vocabularyView(strings: TokensStrings, onPick: (token: string) => void): VocabularyView {
  let all: VocabularyRow[] = [];
  let total = 1;
  let distinct = 0;
  let wanted = '';
  const search = searchField(strings.search, (text) => {
    wanted = text;
    draw();
  });
  const note = element('p', { class: 'note', attributes: { 'aria-live': 'polite' } });
  const rows = table<VocabularyRow>({
    label: strings.vocabulary,
    empty: strings.noVocabulary,
    onPick: ([token]) => onPick(token),
    columns: [
      {
        id: 'token',
        title: strings.token,
        least: 7,
        text: ([token]) => (token.trim() === '' ? token.replace(/ /g, '␣') : token),
      },
      {
        id: 'id',
        title: strings.id,
        numeric: true,
        width: 7,
        text: ([, , id]) => (id === null ? '–' : count(id)),
        sortBy: ([, , id]) => id ?? Number.MAX_SAFE_INTEGER,
      },
      {
        id: 'count',
        title: strings.count,
        numeric: true,
        width: 7,
        text: ([, uses]) => count(uses),
        sortBy: ([, uses]) => uses,
      },
      {
        id: 'share',
        title: strings.share,
        hint: strings.shareHint,
        numeric: true,
        width: 8,
        text: ([, uses]) => share(uses / total),
        sortBy: ([, uses]) => uses,
      },
    ],
  });

  function draw(): void {
    const low = wanted.toLowerCase();
    const found = low === '' ? all : all.filter(([token]) => token.toLowerCase().includes(low));
    rows.setRows(found);
    say(note, strings.rows(count(found.length), count(distinct)));
  }

  return {
    node: element('div', { class: 'fill' }, element('div', { class: 'row search' }, search, note), rows.node),
    focusSearch: () => search.focus(),
    clear() {
      all = [];
      draw();
    },
    append(more, { tokenCount, distinctCount }) {
      distinct = distinctCount;
      all = [...all, ...more];
      total = Math.max(1, tokenCount);
      draw();
    },
  };
}
