// The texts the model got wrong, the surest first; a click goes to the line in its file.

import { count, share } from '../../protocol/figures';
import type { RunDetails, ShownMistake } from '../../protocol/views';
import { element, say } from '../shared/element';
import { table } from '../shared/table';
import type { RunStrings } from './strings';

export interface MistakesView {
  node: HTMLElement;
  draw(evaluation: RunDetails['evaluation']): void;
}

export function mistakesView(strings: RunStrings, onOpen: (index: number) => void): MistakesView {
  let all: readonly ShownMistake[] = [];
  const note = element('p', { class: 'note' });
  const rows = table<ShownMistake>({
    label: strings.mistakes,
    empty: strings.noMistakes,
    onPick: (row) => onOpen(all.indexOf(row)),
    columns: [
      { id: 'text', title: strings.text, least: 30, text: (row) => row.text },
      { id: 'actual', title: strings.actualTitle, width: 10, text: (row) => row.actual },
      { id: 'predicted', title: strings.predictedTitle, width: 13, text: (row) => row.predicted },
      {
        id: 'probability',
        title: strings.probability,
        hint: strings.probabilityHint,
        numeric: true,
        text: (row) => share(row.probability),
        sortBy: (row) => row.probability,
      },
      { id: 'place', title: strings.place, width: 16, text: (row) => row.place ?? '–' },
    ],
  });
  const node = element('div', { class: 'fill' }, note, rows.node);
  return {
    node,
    draw(evaluation) {
      all = evaluation?.mistakes ?? [];
      rows.setRows(all);
      rows.node.hidden = !evaluation;
      say(
        note,
        evaluation ? strings.mistakesShown(count(all.length), count(evaluation.mistakeCount)) : strings.noEvaluation,
      );
    },
  };
}
