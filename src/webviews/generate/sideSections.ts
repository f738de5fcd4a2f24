// The panel at the side: the chosen token, the continuations, the prompts that were gone on with.

import { element } from '../shared/element';
import { sidePanel, type SidePanel } from '../shared/sidePanel';
import { continuationList, type ContinuationListOptions } from './continuationList';
import type { Tree } from './continuations';
import { placeChoices, type PlaceChoicesOptions, type PlaceSeen } from './placeChoices';
import { removableList } from './removableList';
import { beginningOfText, oneLine } from './tokenText';
import type { GenerateState } from './viewState';

export interface SideSectionsOptions extends PlaceChoicesOptions, ContinuationListOptions {
  state: Readonly<GenerateState>;
  keep(change: Partial<GenerateState>): void;
  /** The place that is chosen, or pointed at, now. */
  seen(): PlaceSeen | undefined;
  onPrompt(prompt: string): void;
  /** Gives what brings it back. */
  onForget(prompt: string): () => void;
}

export interface SideSections extends Pick<SidePanel, 'node' | 'toggle'> {
  drawPlace(): void;
  /** Brings the choices to the front, with the focus. */
  openPlace(): void;
  drawContinuations(tree: Tree): void;
  drawPrompts(prompts: readonly string[]): void;
}

const LONGEST = 60;

export function sideSections({
  strings,
  state,
  keep,
  seen,
  onPrompt,
  onForget,
  ...on
}: SideSectionsOptions): SideSections {
  const place = placeChoices({ strings, ...on });
  const continuations = continuationList({ strings, ...on });
  const prompts = removableList({
    ...{ label: strings.prompts, strings: strings.removing, empty: strings.noPrompts },
    onChoose: onPrompt,
    onRemove: onForget,
  });
  const panel = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, state, keep },
    parts: [
      { id: 'token', label: strings.token, content: place.node },
      { id: 'continuations', label: strings.continuations, content: element('div', {}, continuations.node) },
      { id: 'prompts', label: strings.prompts, content: prompts.node },
    ],
  });
  return {
    node: panel.node,
    toggle: panel.toggle,
    drawPlace: () => place.draw(seen()),
    openPlace() {
      panel.open('token');
      place.focus();
    },
    drawContinuations: (tree) => continuations.draw(tree),
    drawPrompts: (kept) =>
      prompts.draw(
        kept.map((prompt) => ({ key: prompt, label: oneLine(beginningOfText(prompt, LONGEST)), title: prompt })),
      ),
  };
}
