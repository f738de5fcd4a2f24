// A field to try the model: the probabilities of all labels, and the text as the model saw it.

import { type Answer, labelOf } from '../../protocol/answer';
import { LabError } from '../../protocol/labError';
import { labelNodes, saidLabel } from '../shared/answers/labelAnswer';
import { button, keepName } from '../shared/controls';
import { element, say, show } from '../shared/element';
import type { RunStrings } from './strings';

export interface TryOptions {
  strings: RunStrings;
  text: string;
  ask(text: string): Promise<Answer>;
  onText(text: string): void;
}

export interface TryView {
  node: HTMLElement;
  setUsable(usable: boolean): void;
}

const PATIENCE_MS = 200;

export function tryModel({ strings, text, ask, onText }: TryOptions): TryView {
  const input = element('vscode-text-area', {
    attributes: {
      rows: '3',
      resize: 'vertical',
      placeholder: strings.tryPlaceholder,
      'aria-label': strings.tryPlaceholder,
    },
  }) as HTMLElement & { value: string };
  keepName(input, strings.tryPlaceholder);
  input.value = text;
  const status = element('p', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const result = element('div', { class: 'prediction' });
  const go = button({ label: strings.predict, primary: true, onClick: () => void run() });
  const none = element('p', { class: 'empty', text: strings.noModel });
  const form = element('div', { class: 'try' }, input, element('div', { class: 'row' }, go, status), result);
  let latest = 0;

  async function run(): Promise<void> {
    const asked = input.value;
    if (asked.trim() === '') return;
    const turn = ++latest;
    const patience = setTimeout(() => say(status, strings.predicting), PATIENCE_MS);
    try {
      const answer = labelOf(await ask(asked));
      if (turn !== latest) return;
      result.replaceChildren(...labelNodes(answer, strings.answers));
      say(status, saidLabel(answer, strings.answers));
    } catch (error) {
      if (turn !== latest) return;
      result.replaceChildren();
      say(status, LabError.toData(error).message);
    } finally {
      clearTimeout(patience);
    }
  }

  input.addEventListener('input', () => onText(input.value));
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onText(input.value);
    void run();
  });
  return {
    node: element('div', {}, none, form),
    setUsable(usable) {
      show(none, !usable);
      show(form, usable);
    },
  };
}
