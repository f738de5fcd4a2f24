// The neighbours of a word among all words, by the vectors themselves and not by the map; of two embeddings one list each.

import { count, figure } from '../../protocol/figures';
import type { EmbeddingSide, Side } from '../../protocol/embeddingsView';
import { LabError } from '../../protocol/labError';
import type { NeighborsReply, VectorMeasure, WordNeighbor } from '../../protocol/vectors';
import { dropdown, numberField } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { table, type Table } from '../shared/table';
import type { EmbeddingsStrings } from './strings';

export interface AskedFor {
  word: string;
  /** Of the first embedding; -1 where the word has no row. */
  row: number;
}

export interface NeighborsOptions {
  strings: EmbeddingsStrings;
  measure: VectorMeasure;
  k: number;
  ask(side: Side, word: string, row: number, k: number, measure: VectorMeasure): Promise<NeighborsReply>;
  onSettings(settings: { measure: VectorMeasure; k: number }): void;
  /** A list has arrived; of the first embedding its rows are marked on the map. */
  onReply(side: Side, reply: NeighborsReply): void;
  onPick(side: Side, neighbor: WordNeighbor): void;
}

export interface NeighborsSection {
  node: HTMLElement;
  setSides(sides: readonly EmbeddingSide[]): void;
  /** Undefined: no word is chosen. */
  show(asked: AskedFor | undefined): void;
}

interface List {
  node: HTMLElement;
  title: HTMLElement;
  note: HTMLElement;
  rows: Table<WordNeighbor>;
}

export function neighborsSection(options: NeighborsOptions): NeighborsSection {
  const { strings, ask, onSettings, onReply, onPick } = options;
  let { measure, k } = options;
  let asked: AskedFor | undefined;
  let sides: readonly EmbeddingSide[] = [];
  let serial = 0;
  const head = element('h2', { class: 'word', text: strings.noWord });
  const settings = element(
    'div',
    { class: 'row wrap' },
    dropdown(strings.measure, MEASURES(strings), measure, (next) => change({ measure: next })),
    numberField({
      label: strings.neighborCount,
      value: k,
      least: 1,
      most: 1000,
      onChange: (next) => change({ k: next }),
    }),
  );
  const lists: List[] = ([0, 1] as const).map((side) => {
    const rows = table<WordNeighbor>({
      label: strings.neighbors,
      empty: strings.noNeighbors,
      columns: [
        { id: 'word', title: strings.word, least: 10, text: ({ word }) => word },
        {
          ...{ id: 'value', title: strings.value, numeric: true, hint: strings.valueHint },
          text: ({ value }) => figure(value),
          sortBy: ({ value }) => value,
        },
        {
          ...{ id: 'count', title: strings.count, numeric: true },
          text: (row) => (row.count === undefined ? '' : count(row.count)),
          sortBy: (row) => row.count ?? 0,
        },
      ],
      onPick: (neighbor) => onPick(side, neighbor),
    });
    const title = element('h3');
    const note = element('p', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
    return { node: element('div', { class: 'list' }, title, note, rows.node), title, note, rows };
  });
  const node = element('div', { class: 'fill' }, head, settings, ...lists.map((list) => list.node));

  function change(next: Partial<{ measure: VectorMeasure; k: number }>): void {
    ({ measure, k } = { measure, k, ...next });
    onSettings({ measure, k });
    refresh();
  }

  function refresh(): void {
    const mine = ++serial;
    sides.forEach((_, i) => void fetch(i as Side, mine));
  }

  async function fetch(side: Side, mine: number): Promise<void> {
    const { rows, note } = lists[side];
    if (!asked) {
      rows.setRows([]);
      return say(note, '');
    }
    try {
      const row = side === 0 ? asked.row : -1;
      const reply = await ask(side, asked.word, row, k, measure);
      if (mine !== serial) return;
      rows.setRows(reply.neighbors);
      say(note, strings.compared(count(reply.compared), Math.round(reply.seconds * 1000)));
      onReply(side, reply);
    } catch (error) {
      if (mine !== serial) return;
      rows.setRows([]);
      say(note, LabError.toData(error).message);
    }
  }

  return {
    node,
    setSides(next) {
      sides = next;
      lists.forEach((list, i) => {
        show(list.node, i < next.length);
        show(list.title, next.length > 1);
        say(list.title, next.at(i)?.title ?? '');
      });
      refresh();
    },
    show(next) {
      if (asked?.word === next?.word && asked?.row === next?.row) return;
      asked = next;
      say(head, next?.word ?? strings.noWord);
      refresh();
    },
  };
}

const MEASURES = (strings: EmbeddingsStrings) =>
  [
    { value: 'cosine', label: strings.cosine },
    { value: 'euclidean', label: strings.euclidean },
    { value: 'dot', label: strings.dot },
  ] as const;
