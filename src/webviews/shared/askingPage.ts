// The page of a view that asks runs about texts; while there are no runs it says so and shows nothing else.

import { element, show } from './element';

export interface AskingPageParts {
  /** The toolbar and what belongs to it. */
  top: readonly HTMLElement[];
  /** What is there with or without runs. */
  notices?: readonly HTMLElement[];
  body: HTMLElement;
}

export interface AskingPage {
  /** Whether there are runs; nothing is known of that before. */
  show(areThere: boolean): void;
}

export function askingPage(
  { title, noRuns }: { title: string; noRuns: string },
  { top, notices = [], body }: AskingPageParts,
): AskingPage {
  const heading = element('h1', { class: 'spoken', text: title });
  const empty = element('p', { class: 'empty', text: noRuns });
  for (const node of [...top, body, empty]) show(node, false);
  document.getElementById('view')?.replaceChildren(heading, ...top, ...notices, empty, body);
  return {
    show(areThere) {
      for (const node of [...top, body]) show(node, areThere);
      show(empty, !areThere);
    },
  };
}
