// The panel at the side: vocabulary, dropped words, lengths and stages of the selected column, and the figures of all.

import type { Client } from '../../protocol/rpc';
import type { ColumnFigures, TokensOverview, TokensViewContract } from '../../protocol/tokensView';
import { element, say } from '../shared/element';
import { type SidePanel, sidePanel, type SidePanelOptions } from '../shared/sidePanel';
import { nameOf } from './columnHead';
import { letterOf } from './comparedText';
import { droppedView } from './dropped';
import { figuresTable } from './figuresTable';
import { lengthsView } from './lengths';
import { stagesView } from './stages';
import type { TokensStrings } from './strings';
import { vocabularyView } from './vocabulary';

export interface DetailsPanelOptions extends Pick<SidePanelOptions, 'state' | 'keep'> {
  strings: TokensStrings;
  client: Client<TokensViewContract>;
  /** A token was picked; all its uses are to be marked. */
  onToken(column: number, token: string): void;
  onFailure(error: unknown): void;
}

export interface DetailsPanel extends Pick<SidePanel, 'node' | 'toggle'> {
  focusSearch(): void;
  draw(overview: TokensOverview, column: number): void;
}

export function detailsPanel({ strings, client, state, keep, ...on }: DetailsPanelOptions): DetailsPanel {
  let shown = '';
  let current = 0;
  const pick = (token: string): void => on.onToken(current, token);
  const of = element('p', { class: 'note of' });
  const vocabulary = vocabularyView(strings, pick);
  const dropped = droppedView(strings, pick);
  const lengths = lengthsView(strings);
  const stages = stagesView(strings);
  const figures = figuresTable(strings);
  const parts = [
    { id: 'vocabulary', label: strings.vocabulary, content: vocabulary.node },
    { id: 'dropped', label: strings.dropped, content: dropped.node },
    { id: 'lengths', label: strings.lengths, content: lengths.node },
    { id: 'figures', label: strings.figures, content: figures.node },
    { id: 'stages', label: strings.stagesTitle, content: stages.node },
  ];
  const side = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, parts, state, keep, head: of },
  });

  /** True while the rows asked for are still those to be shown. */
  const isShown = (key: string): boolean => shown === key;

  async function loadVocabulary(key: string, figures: ColumnFigures): Promise<void> {
    const { version, tokenCount } = figures;
    const distinctCount = tokenCount > 0 ? figures.distinctCount : figures.vocabularySize;
    const column = current;
    vocabulary.clear();
    for (let from: number | null = 0; from !== null && isShown(key);) {
      const request = { column, version, from };
      const reply: TokensViewContract['calls']['vocabulary']['reply'] = await client.call('vocabulary', request);
      if (!isShown(key)) return;
      vocabulary.append(reply.rows, { tokenCount, distinctCount });
      from = reply.next;
    }
  }

  async function loadDropped(key: string, { version, droppedCount }: ColumnFigures): Promise<void> {
    const rows = droppedCount > 0 ? (await client.call('dropped', { column: current, version })).rows : [];
    if (isShown(key)) dropped.draw(rows);
  }

  /** Of a column that could not be cut there is nothing to show. */
  function clear(): void {
    if (shown === '') return;
    shown = '';
    vocabulary.clear();
    dropped.draw([]);
    lengths.draw({ lengthHistogram: [], binWidth: 1, lineCount: 0 });
    stages.draw([]);
  }

  return {
    node: side.node,
    toggle: side.toggle,
    focusSearch: () => (side.section === 'dropped' ? dropped : vocabulary).focusSearch(),
    draw({ columns, files }, active) {
      figures.draw(columns, files);
      const position = Math.max(
        0,
        columns.findIndex(({ id }) => id === active),
      );
      const column = columns[position];
      const name = nameOf(column.options, files, strings);
      say(of, columns.length > 1 ? `${letterOf(position)} · ${name}` : name);
      const { figures: own } = column;
      if (!own) return clear();
      const key = `${column.id}:${own.version}`;
      if (shown === key) return;
      shown = key;
      current = column.id;
      lengths.draw(own);
      stages.draw(own.stages);
      void Promise.all([loadVocabulary(key, own), loadDropped(key, own)]).catch((error: unknown) => {
        if (isShown(key)) on.onFailure(error);
      });
    },
  };
}
