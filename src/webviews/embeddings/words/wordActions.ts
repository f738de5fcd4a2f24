// What can be done with a word, from wherever: find it, show its neighbours or its lines, isolate it, open its menu.

import type { Place } from '../../shared/viewport';
import type { MapControl } from '../map/mapControl';
import type { Panel } from '../panel/panel';
import { pointMenuItems } from './pointMenu';
import type { PopupMenu } from '../../shared/popupMenu';
import type { EmbeddingsStrings } from '../strings';
import type { EmbeddingsViewState } from '../viewState';
import type { WordChoice } from './wordChoice';

export interface WordActionsOptions {
  strings: EmbeddingsStrings;
  state: EmbeddingsViewState;
  chosen: WordChoice;
  control: MapControl;
  menu: PopupMenu;
  wordOf(row: number): string;
  /** Of rows that are texts: that of one which stands for itself; -1 where there is none. */
  rowOfText(text: string): number;
  areTexts(): boolean;
  /** Opens the file of a text. */
  revealText(row: number): void;
  /** The panel beside the map, which is made of these actions. */
  side(): Panel;
  onFailure(error: unknown): void;
}

export interface WordActions {
  find(word: string): void;
  openLines(row: number): void;
  /** Keeps only what is selected on the map; of one word it and its neighbours. */
  isolate(): void;
  openMenu(row: number, place: Place): void;
}

export function wordActions(options: WordActionsOptions): WordActions {
  const { strings, state, chosen, control, menu, wordOf, side, onFailure } = options;
  const isolate = (): void => control.change({ rows: chosen.rowsToIsolate() });

  function find(word: string): void {
    const row = options.rowOfText(word);
    if (row >= 0) chosen.select([row]);
    else chosen.find(word);
    side().openSection('neighbors');
  }

  function openLines(row: number): void {
    chosen.focusRow(row);
    if (options.areTexts()) return options.revealText(row);
    side().corpus.setPart('lines');
    side().openSection('corpus');
  }

  /** Of two selected words their similarity, of more the odd one out. */
  function compareSelected(): void {
    const words = state.selected.map(wordOf);
    const { openSection, similarities } = side();
    openSection('similarity');
    if (words.length === 2) void similarities.compare({ a: words[0], b: words[1] });
    else void similarities.findOdd(words);
  }

  function openMenu(row: number, place: Place): void {
    const word = wordOf(row);
    const selected = state.selected.includes(row) ? state.selected.length : 0;
    const origin = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    const items = pointMenuItems({
      ...{ strings, word, isText: options.areTexts(), selected, onFailure, showLines: () => openLines(row) },
      compareSelected,
      showNeighbors: () => {
        chosen.focusRow(row);
        side().openSection('neighbors');
      },
      isolate: () => {
        if (selected <= 1 && state.focusRow !== row) chosen.focusRow(row);
        if (selected > 1) isolate();
        else chosen.whenNeighbors(isolate);
      },
      useInAnalogy: (part) => {
        side().analogies.set(part, word);
        side().openSection('analogy');
      },
    });
    menu.open(place, strings.pointMenu(word), items, origin);
  }

  return { find, openLines, isolate, openMenu };
}
