// The first line: the prompt, which run goes on with it, and the buttons that have it do so. Enter generates.

import { button, textArea } from '../shared/controls';
import { element, show } from '../shared/element';
import type { QuestionState } from '../shared/runQuestion';
import type { GenerateStrings } from './strings';

export interface PromptLineOptions {
  strings: GenerateStrings;
  state: Readonly<QuestionState>;
  keep(change: Partial<QuestionState>): void;
  runs: HTMLElement;
  onGenerate(): void;
  onStop(): void;
  /** More tokens at the end. */
  onMore(): void;
}

export interface PromptLine {
  node: HTMLElement;
  /** The prompt that is kept, where it comes from elsewhere. */
  renew(): void;
  draw(now: { goesOn: boolean; canGoOn: boolean }): void;
  focus(): void;
}

export function promptLine({ strings, state, keep, runs, ...on }: PromptLineOptions): PromptLine {
  const prompt = textArea(strings.prompt, state.source, (text) => keep({ source: text }));
  prompt.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    on.onGenerate();
  });
  const generate = button({
    label: strings.generate,
    hint: strings.generateHint,
    primary: true,
    onClick: on.onGenerate,
  });
  const stop = button({ label: strings.stop, primary: true, onClick: on.onStop });
  const more = button({ label: strings.more, hint: strings.moreHint, onClick: on.onMore });
  show(stop, false);
  return {
    node: element('div', { class: 'toolbar sentence' }, prompt, runs, generate, stop, more),
    renew: () => (prompt.value = state.source),
    draw({ goesOn, canGoOn }) {
      const hadFocus = [generate, stop].includes(document.activeElement as HTMLElement);
      show(generate, !goesOn);
      show(stop, goesOn);
      more.toggleAttribute('disabled', goesOn || !canGoOn);
      if (hadFocus) (goesOn ? stop : generate).focus();
    },
    focus: () => prompt.focus(),
  };
}
