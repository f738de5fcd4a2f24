// What stands beside the figures: every two systems as a matrix, the keys in which they differ, what one says where another one says it.

import { figureBetween } from '../../protocol/comparedSystems';
import type { RunConfusion } from '../../protocol/comparison';
import type { RunComparison } from '../../protocol/comparisonView';
import { count } from '../../protocol/figures';
import type { MetricName } from '../../protocol/metrics';
import { faultSentences } from '../../protocol/comparisonTables';
import { differenceText, isSignificant, probabilityText } from '../../protocol/verdict';
import { element } from '../shared/element';
import { cell, nameCell, numberCell, plainTable, row, scrollable } from '../shared/plainTable';
import type { TwoSystems } from './filters';
import type { ComparisonStrings } from './strings';

const titled = (title: string, content: HTMLElement): HTMLElement =>
  element('section', {}, element('h2', { text: title }), scrollable(title, content));

/** Row minus column, where there are more than two. */
export function matrix(compared: RunComparison, metric: MetricName, strings: ComparisonStrings): HTMLElement[] {
  const { systems, names, pairs } = compared;
  if (systems.length < 3) return [];
  const rows = names.map((name, i) => {
    const cells = names.map((_, j) => {
      const figure = figureBetween(pairs, [j, i], metric);
      if (!figure) return cell('');
      const kind = isSignificant(figure) ? 'number sure' : 'number';
      const p = `p ${probabilityText(figure.adjusted)}`;
      const text = differenceText(metric, figure.difference);
      return element('td', { class: kind, text, title: strings.matrixHint }, element('small', { text: p }));
    });
    return row(nameCell(name), ...cells);
  });
  const title = strings.matrix(strings.metrics.label(metric));
  const headings = [{ text: '' }, ...names.map((text) => ({ text, isNumeric: true }))];
  return [titled(title, plainTable({ label: title, kind: 'figures', headings, rows }))];
}

/** Of the systems' first runs; seeds are no difference. */
export function configuration({ keys, systems, names }: RunComparison, strings: ComparisonStrings): HTMLElement[] {
  const told = keys.filter(({ key }) => key !== 'seed');
  if (told.length === 0) return [];
  const rows = told.map(({ key, values }) =>
    row(nameCell(key), ...systems.map(({ runs: [first] }) => cell(values[first] ?? '–', values[first]))),
  );
  const headings = [{ text: strings.key }, ...names.map((text) => ({ text }))];
  return [titled(strings.configuration, plainTable({ label: strings.configuration, headings, rows }))];
}

/** Whether searches or models are at fault, of systems that write. */
export function faults(compared: RunComparison, { translate }: ComparisonStrings): HTMLElement[] {
  const runs = compared.runs.map(({ id, name }) => ({ folder: id, name }));
  return faultSentences({ ...compared, runs }, translate).map((text) => element('p', { class: 'note', text }));
}

/** How two systems' answers go together, where their examples are the same. */
export function agreement(compared: RunComparison, two: TwoSystems, strings: ComparisonStrings): HTMLElement[] {
  const [low, high] = two[0] < two[1] ? two : [two[1], two[0]];
  const pair = compared.pairs.find(({ systems: [a, b] }) => a === low && b === high);
  if (pair?.changed === undefined) return [];
  const { changed, outcomes, confusion } = pair;
  const isFlipped = two[0] > two[1];
  const said = [strings.changed(count(changed), count(compared.count))];
  if (outcomes) {
    const [a, b] = isFlipped ? [outcomes.other, outcomes.first] : [outcomes.first, outcomes.other];
    said.push(strings.outcomes(count(outcomes.both), count(a), count(b), count(outcomes.neither)));
  }
  const table = confusion && changed > 0 ? [confusionTable(confusion, isFlipped, strings)] : [];
  return [element('p', { class: 'note', text: said.join(' · ') }), ...table];
}

function confusionTable({ names, counts }: RunConfusion, isFlipped: boolean, strings: ComparisonStrings): HTMLElement {
  const rows = names.map((name, i) =>
    row(nameCell(name), ...names.map((_, j) => numberCell(count(isFlipped ? counts[j][i] : counts[i][j])))),
  );
  const headings = [{ text: '' }, ...names.map((text) => ({ text, isNumeric: true }))];
  return titled(strings.confusion, plainTable({ label: strings.confusion, kind: 'figures', headings, rows }));
}
