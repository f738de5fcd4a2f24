// Which keys are columns: all that runs have, found by a word, and figures at a training step.

import { button, numberField, searchField } from '../shared/controls';
import { choiceList } from '../shared/choiceList';
import { element, show } from '../shared/element';
import type { TableStrings } from './strings';

export interface ColumnsPanelOptions {
  strings: TableStrings;
  onTurn(key: string, isShown: boolean): void;
  onUsual(): void;
  /** A figure at a training step. */
  onStep(key: string, step: number): void;
}

export interface ColumnsPanel {
  node: HTMLElement;
  set(keys: readonly string[], shown: readonly string[], figures: readonly string[]): void;
}

const FIRST_STEP = 1000;

export function columnsPanel({ strings, onTurn, onUsual, onStep }: ColumnsPanelOptions): ColumnsPanel {
  let sought = '';
  let drawn = '';
  let figure = '';
  let step = FIRST_STEP;
  const boxes = new Map<string, { line: HTMLElement; box: HTMLInputElement }>();
  const list = element('div', { class: 'keys', attributes: { role: 'group', 'aria-label': strings.columns } });
  const search = searchField(strings.find, (text) => {
    sought = text.trim().toLowerCase();
    find();
  });
  const figureChoice = choiceList<string>(strings.figure, (key) => (figure = key));
  const atStep = element(
    'div',
    { class: 'row wrap' },
    figureChoice.node,
    numberField({ label: strings.step, value: step, least: 0, most: 1e12, onChange: (next) => (step = next) }),
    button({ label: strings.addStep, hint: strings.addStepHint, onClick: () => figure !== '' && onStep(figure, step) }),
  );
  const usual = button({ label: strings.usual, onClick: onUsual });
  const node = element(
    'div',
    { class: 'columns-panel' },
    element('div', { class: 'search row' }, search, usual),
    list,
    atStep,
  );

  function find(): void {
    for (const [key, { line }] of boxes) show(line, key.toLowerCase().includes(sought));
  }

  function lineOf(key: string): HTMLElement {
    const box = element('input', { attributes: { type: 'checkbox' } });
    box.addEventListener('change', () => onTurn(key, box.checked));
    const line = element('label', { class: 'key-line', title: key }, box, element('span', { text: key }));
    boxes.set(key, { line, box });
    return line;
  }

  return {
    node,
    set(keys, shown, figures) {
      const now = JSON.stringify(keys);
      if (now !== drawn) {
        drawn = now;
        boxes.clear();
        list.replaceChildren(...keys.map(lineOf));
        find();
        if (!figures.includes(figure)) figure = figures.at(0) ?? '';
        figureChoice.set(figures.map((value) => ({ value, label: value })), figure); // prettier-ignore
        show(atStep, figures.length > 0);
      }
      const on = new Set(shown);
      for (const [key, { box }] of boxes) box.checked = on.has(key);
    },
  };
}
