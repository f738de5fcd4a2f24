// The neighbours of a word, or of a text, in one embedding.

import { count, figure } from '../../../protocol/figures';
import type { NeighborsReply, WordNeighbor } from '../../../protocol/wordQueries';
import { numberColumn } from '../../shared/column';
import { button } from '../../shared/controls';
import { element, liveText, say as sayIn, show } from '../../shared/element';
import { type Table, table, type TableSorting } from '../../shared/table';
import type { EmbeddingsStrings } from '../strings';

export interface NeighborList {
  node: HTMLElement;
  /** Undefined: there is no such embedding. The title stands only where there are several. */
  setTitle(title: string | undefined, isOne: boolean): void;
  /** Whether its rows are texts. */
  setTexts(areTexts: boolean): void;
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

export function neighborList({ strings, onNear, ...options }: NeighborListOptions): NeighborList {
  const ofWords = tableOf('words', strings, options);
  const ofTexts = tableOf('texts', strings, options);
  const heading = element('h3');
  const note = liveText('note');
  const meant = element('div', { class: 'row wrap' });
  const node = element('div', { class: 'list' }, heading, note, meant, ofWords.node, ofTexts.node);
  for (const part of [meant, ofWords.node, ofTexts.node]) show(part, false);
  let areTexts = false;

  function say(text: string, near: readonly string[], hasRows: boolean): void {
    sayIn(note, text);
    show(note, text !== '');
    meant.replaceChildren(...near.map((word) => button({ label: word, onClick: () => onNear(word) })));
    show(meant, near.length > 0);
    show(ofWords.node, hasRows && !areTexts);
    show(ofTexts.node, hasRows && areTexts);
  }

  return {
    node,
    setTitle(title, isOne) {
      show(node, title !== undefined);
      show(heading, !isOne);
      sayIn(heading, title ?? '');
    },
    setTexts: (are) => void (areTexts = are),
    draw({ neighbors, compared, seconds }) {
      (areTexts ? ofTexts : ofWords).setRows(neighbors);
      const said = areTexts ? strings.comparedTexts : strings.compared;
      say(said(count(compared), Math.round(seconds * 1000)), [], true);
    },
    clear(text, near = []) {
      for (const rows of [ofWords, ofTexts]) rows.setRows([]);
      say(text, near, false);
    },
  };
}

function tableOf(
  kind: 'words' | 'texts',
  strings: EmbeddingsStrings,
  options: TableSorting & Pick<NeighborListOptions, 'onPick'>,
): Table<WordNeighbor> {
  const value = numberColumn<WordNeighbor>({
    ...{ id: 'value', title: strings.value, hint: strings.valueHint },
    value: (row) => row.value,
    as: figure,
  });
  const counted = { id: 'count', title: strings.count, numeric: true };
  const more = {
    words: [
      {
        ...counted,
        text: (row: WordNeighbor) => (row.count === undefined ? '' : count(row.count)),
        sortBy: (row: WordNeighbor) => row.count ?? 0,
      },
    ],
    texts: [{ id: 'label', title: strings.label, least: 8, text: ({ label = '' }: WordNeighbor) => label }],
  };
  const isText = kind === 'texts';
  return table<WordNeighbor>({
    ...{ label: strings.neighbors, empty: strings.noNeighbors, stacks: isText, ...options },
    columns: [
      { id: 'word', title: isText ? strings.text : strings.word, least: isText ? 24 : 10, text: ({ word }) => word },
      value,
      ...more[kind],
    ],
  });
}
