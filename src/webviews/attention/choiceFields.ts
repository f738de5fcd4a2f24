// The lists of the toolbar in which a kind of attention, a layer and a head of it are chosen.

import { type Choice, dropdown } from '../shared/controls';
import { element, show } from '../shared/element';
import { type HeadChoice, KINDS } from './headChoice';
import type { KindHead } from './mapMaker';
import type { AttentionStrings } from './strings';

const ALL = 'all';
const SEVERAL = 'several';

export interface ChoiceFieldsOptions {
  strings: AttentionStrings;
  onKind(kind: HeadChoice['kind']): void;
  onLayer(layer: number): void;
  /** None: all of the layer. */
  onHeads(heads: number[]): void;
}

export interface ChoiceFields {
  node: HTMLElement;
  draw(heads: readonly KindHead[], chosen: HeadChoice): void;
}

export function choiceFields({ strings, onKind, onLayer, onHeads }: ChoiceFieldsOptions): ChoiceFields {
  const node = element('span', { class: 'row' });

  function headList(numbers: readonly number[], heads: readonly number[]): HTMLElement {
    const choices: Choice<string>[] = [
      { value: ALL, label: strings.meanOfHeads },
      ...(heads.length > 1 ? [{ value: SEVERAL, label: strings.someHeads(heads.length) }] : []),
      ...numbers.map((number) => ({ value: String(number), label: strings.headNumber(number + 1) })),
    ];
    const value = heads.length === 0 ? ALL : heads.length > 1 ? SEVERAL : String(heads[0]);
    const node = dropdown(strings.headChoice, choices, value, (next) => {
      if (next !== SEVERAL) onHeads(next === ALL ? [] : [Number(next)]);
    });
    show(node, numbers.length > 1); // the mean of one head is that head
    return node;
  }

  return {
    node,
    draw(all, { kind, layer, heads }) {
      const kinds = KINDS.filter((one) => all.some((head) => head.kind === one));
      const ofKind = all.filter((head) => head.kind === kind);
      const layers = [...new Set(ofKind.map((head) => head.layer))];
      const numbers = ofKind.filter((head) => head.layer === layer).map(({ head }) => head);
      const kindChoices = kinds.map((value) => ({ value, label: strings.kinds[value] }));
      const layerChoices = layers.map((value) => ({ value: String(value), label: strings.layerNumber(value + 1) }));
      node.replaceChildren(
        dropdown(strings.kind, kindChoices, kind, onKind),
        dropdown(strings.layer, layerChoices, String(layer), (value) => onLayer(Number(value))),
        headList(numbers, heads),
      );
      show(node, all.length > 0);
    },
  };
}
