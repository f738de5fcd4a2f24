// What takes the most room: the map with its legend, or the same as a table, and above it what is to be said of either.

import { button } from '../shared/controls';
import { element, liveText, say, show } from '../shared/element';
import { type Twin, twin } from '../shared/twin';
import type { EmbeddingsStrings } from './strings';

export interface MainPartOptions {
  strings: EmbeddingsStrings;
  map: HTMLElement;
  legend: HTMLElement;
  table: HTMLElement;
  asTable: boolean;
  onTable(asTable: boolean): void;
  /** Words for the axes are to be chosen. */
  onChooseAxes(): void;
}

export interface MainPart {
  node: HTMLElement;
  /** Read aloud, not seen. */
  spoken: HTMLElement;
  /** For the toolbar. */
  toggle: Twin['toggle'];
  /** Axes need words before a map can be drawn. */
  setDrawable(canDraw: boolean): void;
  /** What is chosen; '' where that is seen. */
  setChoice(text: string): void;
  say(text: string): void;
}

export function mainPart({ strings, map, legend, table, ...options }: MainPartOptions): MainPart {
  const choose = button({ label: strings.chooseAxes, primary: true, onClick: options.onChooseAxes });
  const needsAxes = element('div', { class: 'notice' }, element('p', { text: strings.noAxes }), choose);
  const choice = liveText('note chosen');
  const spoken = liveText('spoken');
  const picture = element('div', { class: 'fill' }, map, legend);
  const { toggle } = twin(strings.asTable, { picture, table }, { asTable: options.asTable, onChange: options.onTable });
  for (const node of [needsAxes, choice]) show(node, false);
  return {
    node: element('section', { class: 'main' }, needsAxes, choice, picture, table),
    spoken,
    toggle,
    setDrawable: (canDraw) => show(needsAxes, !canDraw),
    setChoice(text) {
      say(choice, text);
      show(choice, text !== '');
    },
    say: (text) => say(spoken, text),
  };
}
