// The fields of the rules of sampling, in the order in which they are applied, and of what else a continuation is drawn by.

import { checkbox, numberField, textArea } from '../shared/controls';
import { element } from '../shared/element';
import { slider } from '../shared/slider';
import type { GenerateStrings } from './strings';
import type { SamplingState } from './viewState';

export interface SamplingFields {
  nodes: HTMLElement[];
  /** Another seed has been taken. */
  renewSeed(): void;
}

const MOST_SEED = 2 ** 31;
const twoDigits = (value: number): string => value.toFixed(2);

export function samplingFields(
  strings: GenerateStrings,
  state: Readonly<SamplingState>,
  keep: (change: Partial<SamplingState>) => void,
): SamplingFields {
  const { rules } = strings;
  const part = (name: 'temperature' | 'topP' | 'minP' | 'typical', least: number, most: number): HTMLElement =>
    slider({
      ...{ ...rules[name], value: state[name], least, most, text: twoDigits },
      onChange: (value) => keep({ [name]: value }),
    });
  const whole = (name: 'topK' | 'seed' | 'tokens', least: number, most: number): HTMLElement => {
    const field = numberField({
      ...{ label: rules[name].label, value: state[name], least, most },
      onChange: (value) => keep({ [name]: value }),
    });
    field.title = rules[name].hint;
    return field;
  };
  const flag = (name: 'greedy' | 'withoutUnknown' | 'nextSeed', onChange?: () => void): HTMLElement => {
    const box = checkbox(rules[name].label, state[name], (on) => {
      keep({ [name]: on });
      onChange?.();
    });
    box.title = rules[name].hint;
    return box;
  };

  const drawing = [
    part('temperature', 0.05, 3),
    whole('topK', 0, 1_000_000),
    part('topP', 0.01, 1),
    part('minP', 0, 1),
    part('typical', 0.01, 1),
  ];
  const greedy = flag('greedy', setUsable);
  const order = element('span', { class: 'note', text: strings.inThisOrder, title: strings.inThisOrderHint });
  const seed = element('span', { class: 'row' });
  const stop = textArea(rules.stop.label, state.stop, (text) => keep({ stop: text }));
  stop.title = rules.stop.hint;
  stop.classList.add('stop');

  /** Of greedy search nothing is drawn: the other rules say nothing. */
  function setUsable(): void {
    for (const field of [...drawing, seed]) field.inert = state.greedy;
  }
  const renewSeed = (): void => seed.replaceChildren(whole('seed', 0, MOST_SEED));
  renewSeed();
  setUsable();
  return {
    nodes: [
      ...[order, flag('withoutUnknown'), greedy, ...drawing, seed, flag('nextSeed'), whole('tokens', 1, 5000), stop],
    ],
    renewSeed,
  };
}
