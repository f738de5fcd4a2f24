// The panes of the runs that are asked, side by side, coloured alike; one of them is looked at.

import type { OfferedRun } from '../../protocol/attentionView';
import { MOST_RUNS } from '../../protocol/generateView';
import { element } from '../shared/element';
import { generatePane, type Pane, type PaneOptions } from './pane';
import { scaleEnd } from './tokenColors';

export interface PanePairOptions extends Omit<PaneOptions, 'colorEnd' | 'onBeyond' | 'onLook'> {
  /** Another place is looked at, in the active pane. */
  onLook(): void;
}

export interface PanePair {
  node: HTMLElement;
  /** Those that have a run. */
  readonly all: readonly Pane[];
  /** What the panel at the side is about. */
  readonly active: Pane;
  open(runs: readonly OfferedRun[], prompt: string): void;
  draw(): void;
}

export function panePair({ state, onLook, ...options }: PanePairOptions): PanePair {
  const panes = Array.from({ length: MOST_RUNS }, (_, index) =>
    generatePane({ ...options, state, colorEnd, onBeyond: draw, onLook: (isMeant) => look(index, isMeant) }),
  );
  let used: readonly Pane[] = panes.slice(0, 1);
  let active = 0;
  const node = element('div', { class: 'panes' }, panes[0].node);

  function colorEnd(): number {
    return Math.max(...used.map(({ shown }) => scaleEnd(state.color, shown?.tokens ?? [])));
  }

  function draw(): void {
    for (const pane of used) pane.draw();
  }

  /** What is chosen in one pane stays in sight while another is pointed at. */
  function look(index: number, isMeant: boolean): void {
    if (isMeant || !panes[active].isChosen) active = index;
    if (active === index) onLook();
    mark();
  }

  function mark(): void {
    panes.forEach(({ node }, index) => node.classList.toggle('active', used.length > 1 && index === active));
  }

  return {
    node,
    get all() {
      return used;
    },
    get active() {
      return panes[active];
    },
    open(runs, prompt) {
      used = panes.slice(0, Math.max(1, runs.length));
      if (active >= used.length) active = 0;
      panes.forEach((pane, index) => {
        const run = runs.at(index);
        pane.open(run?.id ?? '', run ? prompt : '');
        pane.setTitle(runs.length > 1 ? (run?.name ?? '') : '');
      });
      node.replaceChildren(...used.map((pane) => pane.node));
      mark();
    },
    draw,
  };
}
