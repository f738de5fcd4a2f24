// Two embeddings compared: how far each word has moved after they were aligned, and how many of its neighbours are the same.

import { count, figure, share } from '../../../protocol/figures';
import type { Comparison } from '../../../protocol/embeddingsView';
import { numberColumn } from '../../shared/column';
import { element, say } from '../../shared/element';
import { table, type TableSorting } from '../../shared/table';
import type { EmbeddingsStrings } from '../strings';

export interface CompareOptions {
  strings: EmbeddingsStrings;
  sorting: TableSorting;
  /** The word of a row of the first embedding. */
  wordOf(row: number): string;
  onPick(row: number): void;
}

export interface CompareSection {
  node: HTMLElement;
  set(comparison: Comparison | undefined): void;
  /** Words have arrived. */
  redraw(): void;
}

export function compareSection({ strings, sorting, wordOf, onPick }: CompareOptions): CompareSection {
  let rowsA = new Int32Array(0);
  let moved = new Float32Array(0);
  let overlap = new Float32Array(0);
  let order: number[] = [];
  const summary = element('p', { class: 'note' });
  const words = table<number>({
    ...{ label: strings.movedWords, empty: strings.noShared, ...sorting },
    columns: [
      { id: 'word', title: strings.word, least: 10, text: (i) => wordOf(rowsA[i]) },
      numberColumn({
        ...{ id: 'moved', title: strings.moved, hint: strings.movedHint },
        value: (i) => moved[i],
        as: figure,
      }),
      {
        ...{ id: 'overlap', title: strings.overlap, hint: strings.overlapHint, numeric: true },
        text: (i) => (Number.isNaN(overlap[i]) ? '' : share(overlap[i])),
        sortBy: (i) => (Number.isNaN(overlap[i]) ? -1 : overlap[i]),
      },
    ],
    onPick: (i) => onPick(rowsA[i]),
  });
  return {
    node: element('div', { class: 'fill' }, summary, words.node),
    set(comparison) {
      const reply = comparison?.reply;
      if (!reply) {
        words.setRows((order = []));
        return say(summary, comparison?.notice?.message ?? '');
      }
      rowsA = new Int32Array(reply.rowsA);
      moved = new Float32Array(reply.moved);
      overlap = new Float32Array(reply.overlap);
      order = Array.from(moved.keys()).sort((a, b) => moved[b] - moved[a]);
      const [first, second] = reply.words;
      say(
        summary,
        strings.compareSummary(
          [count(reply.shared), count(first), count(second)],
          [figure(reply.meanMoved), share(reply.meanOverlap), count(reply.overlapOf), count(reply.neighbors)],
        ),
      );
      words.setRows(order);
    },
    redraw: () => words.setRows(order),
  };
}
