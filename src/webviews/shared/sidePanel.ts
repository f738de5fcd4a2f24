// The panel at the side: sections behind tabs, opened and closed by one button of the toolbar.

import { type Section, sections, toggle, type Toggle } from './controls';
import { element, show } from './element';

export interface SidePanelOptions {
  /** The button's text. */
  button: string;
  /** What the panel is, for screen readers. */
  label: string;
  parts: readonly Section[];
  /** The section in front; the first when there is none of that name (any more). */
  section: string;
  isOpen: boolean;
  onSection(id: string): void;
  onOpen(isOpen: boolean): void;
  /** What stands above the tabs. */
  head?: HTMLElement;
}

export interface SidePanel {
  node: HTMLElement;
  /** For the toolbar. */
  toggle: Toggle;
  /** The section in front. */
  readonly section: string;
  /** Other sections from now on; the one in front stays where it still is. */
  setParts(parts: readonly Section[]): void;
}

export function sidePanel(options: SidePanelOptions): SidePanel {
  const { button, label, head, onSection, onOpen } = options;
  const node = element('aside', { class: 'side', attributes: { 'aria-label': label } });
  let section = options.section;
  const opener = toggle(button, options.isOpen, (isOpen) => {
    show(node, isOpen);
    onOpen(isOpen);
  });

  function setParts(parts: readonly Section[]): void {
    const shown = parts.find(({ id }) => id === section) ?? parts[0];
    const tabs = sections(label, parts, shown.id, (id) => {
      section = id;
      onSection(id);
    });
    node.replaceChildren(...(head ? [head] : []), tabs);
  }

  setParts(options.parts);
  show(node, options.isOpen);
  return {
    node,
    toggle: opener,
    get section() {
      return section;
    },
    setParts,
  };
}
