// What a range test suggests, why, and the button that puts it into the experiment.

import { figure } from '../../protocol/figures';
import { ratePut } from '../../protocol/rateRange';
import type { TestedRange } from '../../protocol/rateRangeView';
import { button } from '../shared/controls';
import { element } from '../shared/element';
import { cell, nameCell, numberCell, plainTable, row, scrollable } from '../shared/plainTable';
import type { RateRangeStrings } from './strings';

export interface SuggestedRate {
  name: string;
  why: string;
  rate: number;
  /** It is the experiment's own. */
  isNow: boolean;
}

/** The suggestions by rising rate, then what the experiment has. */
export function suggestedOf({ suggested, learningRate }: TestedRange, strings: RateRangeStrings): SuggestedRate[] {
  const named = [
    { name: strings.steepest, why: strings.steepestWhy, rate: suggested?.steepest },
    { name: strings.tenth, why: strings.tenthWhy, rate: suggested?.tenth },
  ].flatMap(({ rate, ...each }) => (rate === undefined ? [] : [{ ...each, rate, isNow: false }]));
  const now = { name: strings.now, why: strings.nowWhy, isNow: true };
  return [
    ...named.sort((a, b) => a.rate - b.rate),
    ...(learningRate === undefined ? [] : [{ ...now, rate: learningRate }]),
  ];
}

export function suggestionsTable(
  tested: TestedRange,
  strings: RateRangeStrings,
  onPut: (rate: number) => void,
): HTMLElement {
  const { suggestions: label, headings } = strings;
  const rows = suggestedOf(tested, strings).map(({ name, why, rate, isNow }) => {
    const put = ratePut(rate);
    const hint = strings.putHint(figure(put));
    const action = isNow
      ? cell('')
      : put === tested.learningRate
        ? cell(strings.isPut)
        : element('td', { class: 'action' }, button({ label: strings.put, hint, onClick: () => onPut(put) }));
    return row(nameCell(name), numberCell(figure(rate)), cell(why), action);
  });
  const table = plainTable({
    label,
    headings: [
      { text: headings.suggestion },
      { text: strings.rate, isNumeric: true },
      { text: headings.why },
      { text: '' },
    ],
    rows,
  });
  return scrollable(label, table);
}
