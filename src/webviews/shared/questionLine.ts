// The first line of views that ask runs about texts: the source, what it is compared with, which run, a button. Enter asks too.

import { button, textArea, type TextInput } from './controls';
import { element } from './element';
import type { QuestionState } from './runQuestion';

export interface QuestionLineOptions {
  strings: { source: string; target: string; ask: string };
  state: Readonly<QuestionState>;
  keep(change: Partial<QuestionState>): void;
  onAsk(): void;
  /** What stands between the texts and the button: which run is asked. */
  runs: HTMLElement;
}

export interface QuestionLine {
  node: HTMLElement;
  /** The texts that are kept, where they come from elsewhere. */
  renew(): void;
}

export function questionLine({ strings, state, keep, onAsk, runs }: QuestionLineOptions): QuestionLine {
  const field = (part: 'source' | 'target'): TextInput => {
    const area = textArea(strings[part], state[part], (text) => keep({ [part]: text }));
    area.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      onAsk();
    });
    return area;
  };
  const [source, target] = [field('source'), field('target')];
  const go = button({ label: strings.ask, primary: true, onClick: onAsk });
  return {
    node: element('div', { class: 'toolbar sentence' }, source, target, runs, go),
    renew() {
      source.value = state.source;
      target.value = state.target;
    },
  };
}
