// The neighbours of a word in one embedding.

import { count, figure } from '../../../protocol/figures';
import type { NeighborsReply, WordNeighbor } from '../../../protocol/wordQueries';
import { numberColumn } from '../../shared/column';
import { element, liveText, say, show } from '../../shared/element';
import { table } from '../../shared/table';
import type { EmbeddingsStrings } from '../strings';

export interface NeighborList {
  node: HTMLElement;
  /** Undefined: there is no such embedding. The title stands only where there are several. */
  setTitle(title: string | undefined, isOne: boolean): void;
  draw(reply: NeighborsReply): void;
  /** Nothing but what is said. */
  clear(text: string): void;
}

export function neighborList(strings: EmbeddingsStrings, onPick: (neighbor: WordNeighbor) => void): NeighborList {
  const rows = table<WordNeighbor>({
    ...{ label: strings.neighbors, empty: strings.noNeighbors, onPick },
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
  const node = element('div', { class: 'list' }, heading, note, rows.node);
  return {
    node,
    setTitle(title, isOne) {
      show(node, title !== undefined);
      show(heading, !isOne);
      say(heading, title ?? '');
    },
    draw({ neighbors, compared, seconds }) {
      rows.setRows(neighbors);
      say(note, strings.compared(count(compared), Math.round(seconds * 1000)));
    },
    clear(text) {
      rows.setRows([]);
      say(note, text);
    },
  };
}
