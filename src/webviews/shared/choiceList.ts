// A drop-down list whose choices and value may change while it stays the same element: the focus is not lost. Hidden while there
// is nothing to choose.

import type { Choice } from './controls';
import { element, show } from './element';
import { drawnWhenClosed } from './openList';

export interface ChoiceList<T extends string> {
  node: HTMLElement;
  /** Choices of the same value must have the same label, as long as they are offered. */
  set(choices: readonly Choice<T>[], value: T): void;
}

export function choiceList<T extends string>(label: string, onChange: (value: T) => void): ChoiceList<T> {
  // All of these stand near the top of what they are in: a list that opens upwards would be cut off there.
  const attributes = { 'aria-label': label, position: 'below' };
  const node = element('vscode-dropdown', { attributes }) as HTMLElement & { value: string };
  node.title = label;
  let offered: readonly Choice<T>[] = [];
  let current: T | '' = '';
  let drawn = '';
  node.addEventListener('change', () => {
    const chosen = offered.find((choice) => choice.value === node.value);
    if (!chosen) return;
    current = chosen.value;
    onChange(chosen.value);
  });
  const draw = drawnWhenClosed(node, () => {
    const now = JSON.stringify(offered);
    if (now !== drawn)
      node.replaceChildren(
        ...offered.map((choice) =>
          element('vscode-option', { text: choice.label, attributes: { value: choice.value } }),
        ),
      );
    drawn = now;
    node.setAttribute('current-value', current);
    queueMicrotask(() => (node.value = current)); // the list learns of its options in a microtask before this one
  });
  return {
    node,
    set(choices, value) {
      [offered, current] = [choices, value];
      show(node, choices.length > 1);
      draw();
    },
  };
}
