// What a range test suggests, why, and the button that puts it into the experiment.

import { figure } from '../../protocol/figures';
import { ratePut } from '../../protocol/rateRange';
import type { TestedRange } from '../../protocol/rateRangeView';
import { button } from '../shared/controls';
import { element } from '../shared/element';
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

export function suggestionsList(
  tested: TestedRange,
  strings: RateRangeStrings,
  onPut: (rate: number) => void,
): HTMLElement {
  const items = suggestedOf(tested, strings).map(({ name, why, rate, isNow }) => {
    const put = ratePut(rate);
    const hint = strings.putHint(figure(put));
    const action = (): HTMLElement =>
      put === tested.learningRate
        ? element('span', { class: 'note', text: strings.isPut })
        : button({ label: strings.put, hint, onClick: () => onPut(put) });
    return element(
      'li',
      { class: 'row', attributes: { 'aria-label': name } },
      element('strong', { text: name }),
      element('span', { class: 'number', text: figure(rate) }),
      ...(isNow ? [] : [action()]),
      element('span', { class: 'note', text: why }),
    );
  });
  return element('ul', { class: 'suggestions', attributes: { 'aria-label': strings.suggestions } }, ...items);
}
