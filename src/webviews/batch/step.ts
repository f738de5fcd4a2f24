// A step down the page: its heading, what is computed, and the lines of another library beside it.

import type { ScriptLanguageName, ScriptLines } from '../../protocol/batch';
import { element, show } from '../shared/element';
import type { BatchStrings } from './strings';

export interface Step {
  node: HTMLElement;
  setLanguage(language: ScriptLanguageName): void;
}

/** @param lines none where nothing is computed */
export function step(
  title: string,
  content: readonly HTMLElement[],
  lines: ScriptLines | undefined,
  strings: BatchStrings,
): Step {
  const code = element('pre', { class: 'lines', attributes: { tabindex: '0', role: 'group' } });
  show(code, lines !== undefined && lines.torch.length > 0);
  const node = element(
    'section',
    { class: 'step', attributes: { 'aria-label': title } },
    element('h2', { text: title }),
    element('div', { class: 'halves' }, element('div', { class: 'computed' }, ...content), code),
  );
  return {
    node,
    setLanguage(language) {
      code.textContent = lines?.[language].join('\n') ?? '';
      code.setAttribute('aria-label', strings.linesOf(title, strings.languages[language]));
    },
  };
}
