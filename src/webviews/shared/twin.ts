// A picture and the same as a table, one button between them.

import { type Toggle, toggle } from './controls';
import { show } from './element';

export interface Twin {
  toggle: Toggle;
  readonly isTable: boolean;
}

/** Shows one of the two nodes. `onChange` is told which, after it is there: a canvas has no size while it is hidden. */
export function twin(
  label: string,
  nodes: { picture: HTMLElement; table: HTMLElement },
  options: { asTable?: boolean; onChange?(asTable: boolean): void } = {},
): Twin {
  const set = (asTable: boolean): void => {
    show(nodes.picture, !asTable);
    show(nodes.table, asTable);
  };
  const button = toggle(label, options.asTable ?? false, (asTable) => {
    set(asTable);
    options.onChange?.(asTable);
  });
  set(button.pressed);
  return {
    toggle: button,
    get isTable() {
      return button.pressed;
    },
  };
}
