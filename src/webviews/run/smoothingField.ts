// How strongly the curve of the loss is smoothed. The toolkit has no slider: the browser's own, in the theme's colours.

import { element } from '../shared/element';
import type { RunStrings } from './strings';

const RANGE = { type: 'range', min: '0', max: '0.99', step: '0.01' };

export function smoothingField(strings: RunStrings, value: number, onChange: (value: number) => void): HTMLElement {
  const output = element('output', { text: value.toFixed(2) });
  const attributes = { ...RANGE, value: String(value), 'aria-label': strings.smoothing };
  const input = element('input', { attributes });
  input.addEventListener('input', () => {
    output.textContent = Number(input.value).toFixed(2);
    onChange(Number(input.value));
  });
  const name = element('span', { text: strings.smoothing });
  return element('label', { class: 'field', title: strings.smoothingHint }, name, input, output);
}
