// The training examples that are the most like the chosen one; a click opens the place of one.

import type { NearestExamples, NearExample } from '../../protocol/examples';
import { count } from '../../protocol/figures';
import { shownTexts } from '../../protocol/shownTexts';
import { element } from '../shared/element';
import { numberColumn } from '../shared/column';
import { table } from '../shared/table';
import type { ExamplesStrings } from './strings';

const LEAST_TEXT = 24;
const LABEL_WIDTH = 12;

export function nearestNodes(
  { examples, by, count: all, notices }: NearestExamples,
  strings: ExamplesStrings,
  onOpen: (place: number) => void,
): HTMLElement[] {
  const similar = examples.filter(({ similarity }) => similarity > 0);
  const list = table<NearExample>({
    ...{ label: strings.nearestLabel, empty: strings.noneNear, stacks: true },
    columns: [
      { id: 'text', title: strings.text, least: LEAST_TEXT, text: ({ texts }) => shownTexts(texts) },
      { id: 'label', title: strings.label, width: LABEL_WIDTH, text: ({ label }) => label },
      numberColumn({
        ...{ id: 'similarity', title: strings.similarity },
        ...{ value: ({ similarity }) => similarity, as: (value) => value.toFixed(3) },
      }),
    ],
    onPick: (example) => onOpen(examples.indexOf(example)),
  });
  list.setRows(similar);
  const note = [strings.nearestBy[by](count(all)), ...notices].join(' ');
  return [element('p', { class: 'note', text: note }), list.node];
}
