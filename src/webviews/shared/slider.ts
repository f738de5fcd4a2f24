// A slider with its value behind it. The toolkit has none: the browser's own, in the theme's colours.

import { element, say } from './element';

export interface SliderOptions {
  label: string;
  /** Said on hover. */
  hint: string;
  value: number;
  least: number;
  most: number;
  /** As it is written behind the slider. */
  text(value: number): string;
  onChange(value: number): void;
}

const STEP = 0.01;

export function slider({ label, hint, value, least, most, text, onChange }: SliderOptions): HTMLElement {
  const output = element('output', { text: text(value) });
  const range = { type: 'range', min: String(least), max: String(most), step: String(STEP), value: String(value) };
  const input = element('input', { attributes: { ...range, 'aria-label': label } });
  input.addEventListener('input', () => {
    say(output, text(Number(input.value)));
    onChange(Number(input.value));
  });
  return element('label', { class: 'field', title: hint }, element('span', { text: label }), input, output);
}
