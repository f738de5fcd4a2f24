// The examples with the answers of two systems: a list with a filter, and the chosen one with what differs marked.

import type { ComparedExample } from '../../protocol/comparison';
import type { RunComparison } from '../../protocol/comparisonView';
import { count } from '../../protocol/figures';
import { choiceList } from '../shared/choiceList';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { type Table, table } from '../shared/table';
import { chosenTexts } from './chosenTexts';
import { exampleColumns } from './exampleColumns';
import { type ExampleFilter, filtered, offeredFilters, type TwoSystems } from './filters';
import type { ComparisonStrings } from './strings';

export interface ExamplesView {
  node: HTMLElement;
  draw(comparison: RunComparison, two: TwoSystems): void;
}

export interface ExamplesViewOptions {
  strings: ComparisonStrings;
  filter: ExampleFilter;
  onFilter(filter: ExampleFilter): void;
  reveal(index: number): void;
}

export function examplesView({ strings, onFilter, reveal, ...kept }: ExamplesViewOptions): ExamplesView {
  const note = element('p', { class: 'note' });
  const chosen = element('div', { class: 'chosen', attributes: { role: 'region', 'aria-label': strings.chosen } });
  const place = element('div', { class: 'list' });
  const heading = element('h2', { text: strings.sentences });
  let filter = kept.filter;
  let drawn: { comparison: RunComparison; two: TwoSystems } | undefined;
  let rows: Table<ComparedExample> | undefined;
  const filters = choiceList<ExampleFilter>(strings.filter, (next) => {
    filter = next;
    onFilter(next);
    fill();
  });
  const node = element(
    'section',
    { class: 'sentences' },
    heading,
    element('div', { class: 'row' }, filters.node, note),
    place,
    chosen,
  );

  function choose(example: ComparedExample): void {
    if (!drawn) return;
    const { unit, canReveal, examples } = drawn.comparison;
    const onClick = (): void => reveal(examples?.examples.indexOf(example) ?? -1);
    chosen.replaceChildren(
      chosenTexts(example, { unit, two: drawn.two }, strings),
      element('p', { class: 'note', text: strings.marked }),
      ...(canReveal ? [button({ label: strings.reveal, onClick })] : []),
    );
  }

  /** The examples that pass the filter. */
  function fill(): void {
    if (!drawn || !rows) return;
    const { examples = [], count: all = 0 } = drawn.comparison.examples ?? {};
    const passing = filtered(examples, filter, drawn.two);
    rows.setRows(passing);
    say(note, strings.sentencesShown(count(passing.length), count(examples.length), count(all)));
    show(chosen, passing.length > 0);
    chosen.replaceChildren(element('p', { class: 'note', text: strings.noChosen }));
  }

  return {
    node,
    draw(comparison, two) {
      drawn = { comparison, two };
      const { examples, unit } = comparison;
      if (!examples) {
        place.replaceChildren(element('p', { class: 'note', text: strings.unlikeExamples }));
        for (const hidden of [filters.node, note, chosen]) show(hidden, false);
        return;
      }
      const offered = offeredFilters(examples.examples);
      if (!offered.includes(filter)) [filter] = offered;
      filters.set(
        offered.map((value) => ({ value, label: strings.filters[value] })),
        filter,
      );
      rows = table<ComparedExample>({
        ...{ label: strings.sentences, empty: strings.noSentences, onPick: choose },
        columns: exampleColumns(examples, { unit, two }, strings),
      });
      place.replaceChildren(rows.node);
      fill();
    },
  };
}
