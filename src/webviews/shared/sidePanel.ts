// The panel at the side: sections behind tabs, opened and closed by one button of the toolbar, as wide as a person wants it.

import { type Section, sections, toggle, type Toggle } from './controls';
import { element, show } from './element';
import { sash, type sashStrings } from './sash';

/** What a view remembers of its panel. */
export interface SideState {
  /** Whether it is open. */
  details: boolean;
  /** The section in front; the first when there is none of that name (any more). */
  section: string;
  /** CSS pixels; 0: the usual width. */
  sideWidth: number;
}

export interface SidePanelOptions {
  /** The button's text. */
  button: string;
  /** What the panel is, for screen readers. */
  label: string;
  sash: ReturnType<typeof sashStrings>;
  parts: readonly Section[];
  state: Readonly<SideState>;
  keep(change: Partial<SideState>): void;
  /** Another section is seen; undefined: none, the panel is closed. */
  onSeen?(section: string | undefined): void;
  /** What stands above the tabs. */
  head?: HTMLElement;
}

export interface SidePanel {
  node: HTMLElement;
  /** For the toolbar. */
  toggle: Toggle;
  /** The section in front. */
  readonly section: string;
  /** Brings a section to the front, and opens the panel. */
  open(id: string): void;
  /** Other sections from now on; the one in front stays where it still is. */
  setParts(parts: readonly Section[]): void;
}

export function sidePanel({ button, label, head, keep, state, onSeen, ...options }: SidePanelOptions): SidePanel {
  const node = element('aside', { class: 'side', attributes: { 'aria-label': label } });
  let { section } = state;
  const opener = toggle(button, state.details, (details) => {
    show(node, details);
    keep({ details });
    onSeen?.(details ? section : undefined);
  });
  const border = sash({
    ...{ strings: options.sash, panel: node, width: state.sideWidth },
    onWidth: (sideWidth) => keep({ sideWidth }),
  });

  function setParts(parts: readonly Section[]): void {
    const shown = parts.find(({ id }) => id === section) ?? parts[0];
    const tabs = sections(label, parts, shown.id, (id) => {
      section = id;
      keep({ section });
      onSeen?.(node.hidden ? undefined : id);
    });
    node.replaceChildren(border, ...(head ? [head] : []), tabs);
  }

  setParts(options.parts);
  show(node, state.details);
  return {
    node,
    toggle: opener,
    get section() {
      return section;
    },
    open(id) {
      if (node.hidden) opener.node.click();
      // A click is told to whoever listens, unlike an attribute; it takes the focus, which is given back.
      const focused = document.activeElement;
      node.querySelector<HTMLElement>(`#tab-${id}`)?.click();
      if (focused instanceof HTMLElement) focused.focus();
    },
    setParts,
  };
}
