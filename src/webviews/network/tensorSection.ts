// The section of one tensor: which one, of which head, what it means, and its numbers as a heat map or as a table.

import { count, figure } from '../../protocol/figures';
import type { Network, NetworkTensor } from '../../protocol/network';
import type { TensorMatrix } from '../../protocol/networkView';
import { legend } from '../shared/colorScale';
import { dropdown } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { matrixCsv, matrixTable } from '../shared/matrixTable';
import { type NamedMatrix, tensorMap } from '../shared/tensorMap';
import { isMasked } from '../shared/tensorScale';
import { onThemeChange } from '../shared/theme';
import { twin } from '../shared/twin';
import { matrixNames, shapeText } from './shapes';
import type { NetworkStrings } from './strings';
import type { NetworkState } from './viewState';

export interface TensorSectionOptions {
  strings: NetworkStrings;
  state: Readonly<Pick<NetworkState, 'numbers' | 'head'>>;
  keep(change: Partial<NetworkState>): void;
  onTensor(tensor: number): void;
  onHead(head: number): void;
}

export interface TensorSection {
  node: HTMLElement;
  /** The tensor that is looked at, before its numbers are there. */
  choose(network: Network, tensor: number): void;
  /** Its numbers. @param step that is meant, where one is */
  fill(network: Network, tensor: number, matrix: TensorMatrix, step?: number): void;
  clear(): void;
  png(): string | undefined;
  csv(): string | undefined;
}

export function tensorSection({ strings, state, keep, onTensor, onHead }: TensorSectionOptions): TensorSection {
  const choices = element('div', { class: 'row choices' });
  const meaning = element('p', { class: 'note' });
  const shape = element('p', { class: 'shape' });
  const shown = element('p', { class: 'note' });
  const key = element('div');
  const map = tensorMap();
  const table = element('div', { class: 'scroll numbers' });
  const pair = twin(
    strings.numbers,
    { picture: map.node, table },
    { asTable: state.numbers, onChange: (numbers) => (keep({ numbers }), drawTable()) },
  );
  const node = element('div', { class: 'fill tensor' }, choices, shape, meaning, key, shown, map.node, table);
  let matrix: NamedMatrix | undefined;

  function choose(network: Network, tensor: number): void {
    const chosen = network.tensors[tensor];
    const own = network.layers[chosen.layer].tensors;
    const names = own.map((number) => ({ value: String(number), label: titleOf(network, number) }));
    const heads = chosen.axes.find(({ kind }) => kind === 'head')?.length ?? 1;
    const numbers = Array.from({ length: heads }, (_, head) => ({
      value: String(head),
      label: strings.headNumber(head + 1),
    }));
    choices.replaceChildren(
      names.length > 1
        ? dropdown(strings.tensorChoice, names, String(tensor), (value) => onTensor(Number(value)))
        : element('strong', { text: names[0].label }),
      dropdown(strings.head, numbers, String(Math.min(state.head, heads - 1)), (value) => onHead(Number(value))),
      pair.toggle.node,
    );
    say(meaning, strings.meaning(chosen.name));
    say(shape, shapeText(chosen.axes, strings));
  }

  /** Of several of one name, which. */
  function titleOf(network: Network, tensor: number): string {
    const { name, layer } = network.tensors[tensor];
    const same = network.layers[layer].tensors.filter((other) => network.tensors[other].name === name);
    const title = strings.tensor(name);
    return same.length > 1 ? `${title} ${same.indexOf(tensor) + 1}` : title;
  }

  function fill(
    network: Network,
    tensor: number,
    { rows, columns, values, chosen }: TensorMatrix,
    step?: number,
  ): void {
    const of: NetworkTensor = network.tensors[tensor];
    matrix = { ...matrixNames(of, network, strings, { rows, chosen }), values };
    map.show(matrix, strings.picture(strings.tensor(of.name)));
    if (step !== undefined && step < rows) map.markRow(step);
    drawKey();
    const all = of.axes.at(-1)?.length ?? columns;
    say(shown, chosen ? strings.columnsShown(count(columns), count(all)) : '');
    show(shown, chosen !== undefined);
    drawTable();
  }

  /** Its colours are those of the theme. */
  function drawKey(): void {
    const { scale } = map;
    const note = matrix?.values.some(isMasked) ? strings.masked : '';
    key.replaceChildren(...(scale ? [legend(scale, figure, note)] : []));
  }

  function drawTable(): void {
    if (!matrix || !pair.isTable) return table.replaceChildren();
    table.replaceChildren(matrixTable(strings.numbers, matrix));
  }

  onThemeChange(drawKey); // after the map, whose scale it tells
  return {
    node,
    choose,
    fill,
    clear() {
      matrix = undefined;
      map.show(undefined, '');
      for (const each of [choices, key, table]) each.replaceChildren();
      for (const each of [meaning, shape, shown]) say(each, '');
    },
    png: () => (matrix ? map.png() : undefined),
    csv: () => matrix && matrixCsv(matrix),
  };
}
