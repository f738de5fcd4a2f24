// The examples to which two runs answer differently: a list, and the chosen one with what differs marked.

import type { DifferingExample } from '../../protocol/comparison';
import type { RunComparison } from '../../protocol/comparisonView';
import { count } from '../../protocol/figures';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { type Table, table } from '../shared/table';
import { chosenTexts } from './chosenTexts';
import { exampleColumns } from './exampleColumns';
import type { ComparisonStrings } from './strings';

export interface ExamplesView {
  node: HTMLElement;
  draw(comparison: RunComparison): void;
  csv(): string;
}

export function examplesView(strings: ComparisonStrings, reveal: (index: number) => void): ExamplesView {
  const note = element('p', { class: 'note' });
  const chosen = element('div', { class: 'chosen', attributes: { role: 'region', 'aria-label': strings.chosen } });
  const node = element('section', { class: 'sentences' }, note, chosen);
  let rows: Table<DifferingExample> | undefined;

  function choose(example: DifferingExample, { unit, canReveal, differing }: RunComparison): void {
    const onClick = (): void => reveal(differing.examples.indexOf(example));
    chosen.replaceChildren(
      chosenTexts(example, unit, strings),
      element('p', { class: 'note', text: strings.marked }),
      ...(canReveal ? [button({ label: strings.reveal, onClick })] : []),
    );
  }

  return {
    node,
    draw(comparison) {
      const { differing, unit, count: all } = comparison;
      const { examples } = differing;
      rows = table<DifferingExample>({
        ...{ label: strings.sentences, empty: strings.noSentences },
        columns: exampleColumns(differing, unit, strings),
        onPick: (example) => choose(example, comparison),
      });
      node.replaceChildren(note, rows.node, chosen);
      rows.setRows(examples);
      say(note, strings.sentencesShown(count(examples.length), count(differing.count), count(all)));
      show(note, examples.length > 0);
      show(chosen, examples.length > 0);
      chosen.replaceChildren(element('p', { class: 'note', text: strings.noChosen }));
    },
    csv: () => rows?.csv() ?? '',
  };
}
