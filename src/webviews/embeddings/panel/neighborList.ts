// The neighbours of a word in one embedding.

import { count, figure } from '../../../protocol/figures';
import type { NeighborsReply, WordNeighbor } from '../../../protocol/wordQueries';
import { numberColumn } from '../../shared/column';
import { button } from '../../shared/controls';
import { element, liveText, say as sayIn, show } from '../../shared/element';
import { table, type TableSorting } from '../../shared/table';
import type { EmbeddingsStrings } from '../strings';

export interface NeighborList {
  node: HTMLElement;
  /** Undefined: there is no such embedding. The title stands only where there are several. */
  setTitle(title: string | undefined, isOne: boolean): void;
  draw(reply: NeighborsReply): void;
  /** Nothing but what is said, and words that may have been meant, each a click away. */
  clear(text: string, near?: readonly string[]): void;
}

export interface NeighborListOptions extends TableSorting {
  strings: EmbeddingsStrings;
  onPick(neighbor: WordNeighbor): void;
  /** A word that may have been meant. */
  onNear(word: string): void;
}

export function neighborList({ strings, onPick, onNear, ...sorting }: NeighborListOptions): NeighborList {
  const rows = table<WordNeighbor>({
    ...{ label: strings.neighbors, empty: strings.noNeighbors, onPick, ...sorting },
    columns: [
      { id: 'word', title: strings.word, least: 10, text: ({ word }) => word },
      numberColumn({
        ...{ id: 'value', title: strings.value, hint: strings.valueHint },
        value: ({ value }) => value,
        as: figure,
      }),
      {
        ...{ id: 'count', title: strings.count, numeric: true },
        text: (row) => (row.count === undefined ? '' : count(row.count)),
        sortBy: (row) => row.count ?? 0,
      },
    ],
  });
  const heading = element('h3');
  const note = liveText('note');
  const meant = element('div', { class: 'row wrap' });
  const node = element('div', { class: 'list' }, heading, note, meant, rows.node);
  for (const part of [meant, rows.node]) show(part, false);

  function say(text: string, near: readonly string[], hasRows: boolean): void {
    sayIn(note, text);
    show(note, text !== '');
    meant.replaceChildren(...near.map((word) => button({ label: word, onClick: () => onNear(word) })));
    show(meant, near.length > 0);
    show(rows.node, hasRows);
  }

  return {
    node,
    setTitle(title, isOne) {
      show(node, title !== undefined);
      show(heading, !isOne);
      sayIn(heading, title ?? '');
    },
    draw({ neighbors, compared, seconds }) {
      rows.setRows(neighbors);
      say(strings.compared(count(compared), Math.round(seconds * 1000)), [], true);
    },
    clear(text, near = []) {
      rows.setRows([]);
      say(text, near, false);
    },
  };
}
