// A field to try the model: the probabilities of all labels, and the text as the model saw it.

import { share } from '../../protocol/figures';
import type { Prediction } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { button, keepName } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { featureTable, labelTable } from '../shared/predictionTables';
import type { RunStrings } from './strings';

export interface TryOptions {
  strings: RunStrings;
  text: string;
  predict(text: string): Promise<Prediction>;
  onText(text: string): void;
}

export interface TryView {
  node: HTMLElement;
  setUsable(usable: boolean): void;
}

/** Tokens beyond this are not drawn. */
const MOST_TOKENS = 500;
const PATIENCE_MS = 200;

export function tryModel({ strings, text, predict, onText }: TryOptions): TryView {
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
      const prediction = await predict(asked);
      if (turn !== latest) return;
      result.replaceChildren(...drawn(prediction, strings));
      say(status, `${prediction.label}: ${share(prediction.score)}`);
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

function drawn(prediction: Prediction, strings: RunStrings): Node[] {
  const { probabilities, tokens, unknown, weights, uncalibrated, explanation } = prediction;
  const largest = Math.max(...(weights ?? []), Number.MIN_VALUE);
  const shown = tokens.slice(0, MOST_TOKENS).map((token, i) => {
    const node = element('span', { class: 'token', text: token });
    if (unknown[i]) {
      node.classList.add('unknown');
      node.title = strings.unknownToken;
    }
    if (weights) {
      node.style.setProperty('--share', String(weights[i] / largest));
      node.classList.add('weighted');
      node.title = strings.weight(share(weights[i]));
    }
    return node;
  });
  return [
    uncalibrated
      ? element('h2', { text: strings.scores, title: strings.scoresHint })
      : element('h2', { text: strings.probabilities }),
    labelTable(probabilities, 'plain'),
    element('h2', { text: strings.tokens }),
    element('p', { class: 'tokens' }, ...shown),
    ...(explanation
      ? [element('h2', { text: strings.contributions }), featureTable(explanation.features, 'plain')]
      : []),
  ];
}
