// The tensors of a file as a table, with a field that filters it.

import { bytes, count } from '../../../protocol/figures';
import type { ShownTensor } from '../../../protocol/tensorsView';
import { numberColumn } from '../column';
import { searchField } from '../controls';
import { element } from '../element';
import { type Table, table } from '../table';
import type { TensorStrings } from './strings';

/** A tensor with the number that the host knows it by. */
export interface NumberedTensor {
  number: number;
  tensor: ShownTensor;
}

export interface TensorsTable extends Pick<Table<NumberedTensor>, 'csv'> {
  node: HTMLElement;
  /** All tensors of the file. */
  setTensors(tensors: readonly ShownTensor[]): void;
  /** Draws anew which one is chosen. */
  redraw(): void;
}

export interface TensorsTableOptions {
  strings: TensorStrings;
  label: string;
  filter: string;
  onFilter(filter: string): void;
  onPick(tensor: NumberedTensor): void;
  isChosen(tensor: NumberedTensor): boolean;
}

const shapeText = (shape: readonly number[]): string => `[${shape.map(count).join(', ')}]`;

export const numbersIn = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

export function tensorsTable(options: TensorsTableOptions): TensorsTable {
  const { strings, label, onFilter, onPick, isChosen } = options;
  let { filter } = options;
  let all: readonly NumberedTensor[] = [];
  const rows = table<NumberedTensor>({
    ...{ label, empty: strings.none, stacks: true, onPick, isChosen },
    columns: [
      { id: 'name', title: strings.name, least: 24, text: ({ tensor }) => tensor.name },
      { id: 'dtype', title: strings.dtype, hint: strings.dtypeHint, width: 10, text: ({ tensor }) => tensor.dtype },
      { id: 'shape', title: strings.shape, least: 14, text: ({ tensor }) => shapeText(tensor.shape) },
      numberColumn({
        ...{ id: 'numbers', title: strings.numbersOf, width: 14, as: count },
        value: ({ tensor }) => numbersIn(tensor.shape),
      }),
      numberColumn({
        ...{ id: 'size', title: strings.size, width: 10, as: bytes },
        value: ({ tensor }) => tensor.bytes,
      }),
    ],
  });
  const field = searchField(strings.filter, (text) => {
    filter = text;
    onFilter(text);
    redraw();
  });
  field.value = filter;

  function redraw(): void {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ tensor: { name, dtype, shape } }: NumberedTensor): boolean => {
      const text = `${name} ${dtype} ${shapeText(shape)}`.toLowerCase();
      return words.every((word) => text.includes(word));
    };
    rows.setRows(words.length === 0 ? all : all.filter(fits));
  }

  return {
    node: element('div', { class: 'main list' }, element('div', { class: 'row search' }, field), rows.node),
    setTensors(tensors) {
      all = tensors.map((tensor, number) => ({ number, tensor }));
      redraw();
    },
    redraw,
    csv: rows.csv,
  };
}
