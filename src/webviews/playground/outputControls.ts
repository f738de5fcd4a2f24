// What there is for runs that write outputs: how many are asked for, and the views that show how they come about.

import { button, dropdown } from '../shared/controls';
import { show } from '../shared/element';
import type { PlaygroundStrings } from './strings';

const ALTERNATIVES = [1, 3, 5, 10];

export interface OutputControlsOptions {
  strings: PlaygroundStrings;
  alternatives: number;
  onAlternatives(count: number): void;
  onOpen(view: 'attention' | 'beam'): void;
}

export interface OutputControls {
  count: HTMLElement;
  links: HTMLElement[];
  /** @param lead whether the other views can be asked the same: they take texts and files */
  show(areOfUse: boolean, lead?: boolean): void;
}

export function outputControls({ strings, alternatives, ...options }: OutputControlsOptions): OutputControls {
  const counts = ALTERNATIVES.map((value) => ({ value: String(value), label: strings.alternativeCount(value) }));
  const count = dropdown(strings.alternatives, counts, String(alternatives), (value) =>
    options.onAlternatives(Number(value)),
  );
  const links = [
    button({ label: strings.attention, hint: strings.attentionHint, onClick: () => options.onOpen('attention') }),
    button({ label: strings.beam, hint: strings.beamHint, onClick: () => options.onOpen('beam') }),
  ];
  const showAll = (areOfUse: boolean, lead = true): void => {
    show(count, areOfUse);
    for (const link of links) show(link, areOfUse && lead);
  };
  showAll(false);
  return { count, links, show: showAll };
}
