// What is fed: texts beside their tokens, and each input as a matrix with an example a row.

import type { BatchInput } from '../../protocol/batch';
import type { ShownStep } from '../../protocol/batchView';
import { count } from '../../protocol/figures';
import { element } from '../shared/element';
import { cell, nameCell, plainTable, row, scrollable } from '../shared/plainTable';
import type { BatchStrings } from './strings';

const MOST_ROWS = 32;
const MOST_COLUMNS = 128;

const columnsOf = ({ shape, data }: BatchInput): number => (shape.length > 1 ? data.length / Math.max(1, shape[0]) : 1);

/** What an input has at each place of an example; padding too. */
export function wordsOf(input: BatchInput, example: number): string[] {
  const columns = columnsOf(input);
  return Array.from({ length: input.shape[0] ?? 0 }, (_, t) => {
    const id = Number(input.data[t * columns + Math.min(example, columns - 1)]);
    return input.names?.[id] ?? String(id);
  });
}

export function textsTable({ texts, inputs }: ShownStep, strings: BatchStrings): HTMLElement[] {
  const ids = inputs.find(({ names, shape }) => names !== undefined && shape.length > 1);
  if (!texts || !ids) return [];
  const perExample = Math.max(1, Math.round(columnsOf(ids) / texts.length));
  const rows = texts.slice(0, MOST_ROWS).map((text, i) =>
    row(
      nameCell(String(i + 1)),
      cell(text.join(' | ')),
      cell(
        Array.from({ length: perExample }, (_, part) => wordsOf(ids, i * perExample + part))
          .map((words) => words.filter((_, t) => !isPadding(ids, t, i * perExample)).join(' · '))
          .join(' | '),
      ),
    ),
  );
  const headings = [{ text: '' }, { text: strings.text }, { text: strings.tokens }];
  return [
    scrollable(strings.texts, plainTable({ label: strings.texts, kind: 'texts', headings, rows })),
    ...noteOf(texts.length, MOST_ROWS, strings.moreRows),
  ];
}

const isPadding = (ids: BatchInput, t: number, column: number): boolean =>
  Number(ids.data[t * columnsOf(ids) + column]) === 0;

/** An input with its numbers, and above them what they are called. */
export function inputTable(input: BatchInput, strings: BatchStrings): HTMLElement[] {
  const { name, shape, data, names } = input;
  const title = `${name} [${shape.join(', ')}]`;
  const columns = columnsOf(input);
  const time = shape[0] ?? 1;
  const isLine = shape.length < 2;
  const rows = Array.from({ length: Math.min(columns, MOST_ROWS) }, (_, example) =>
    row(
      isLine ? cell('') : nameCell(String(example + 1)),
      ...Array.from({ length: Math.min(time, MOST_COLUMNS) }, (_, t) => {
        const id = Number(data[t * columns + example]);
        const node = element('td', { class: names && id === 0 && !isLine ? 'number padding' : 'number' });
        const word = names?.[id];
        if (word !== undefined) node.append(element('span', { class: 'word', text: word }));
        node.append(element('span', { text: String(id) }));
        return node;
      }),
    ),
  );
  return [
    element('h3', { text: title }),
    scrollable(title, plainTable({ label: title, kind: 'fed', rows })),
    ...noteOf(time, MOST_COLUMNS, strings.moreColumns),
    ...noteOf(isLine ? 1 : columns, MOST_ROWS, strings.moreRows),
  ];
}

const noteOf = (all: number, most: number, text: (shown: string, total: string) => string): HTMLElement[] =>
  all > most ? [element('p', { class: 'note', text: text(count(most), count(all)) })] : [];
