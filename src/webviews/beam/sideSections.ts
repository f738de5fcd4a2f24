// The panel at the side: the outputs of a search, and the chosen node of its tree.

import { element } from '../shared/element';
import { sidePanel, type SidePanel } from '../shared/sidePanel';
import { nodeView, type NodeViewOptions } from './nodeView';
import { outputsView } from './outputs';
import type { SearchTree } from './searchTree';
import type { BeamState } from './viewState';

export interface SideSectionsOptions extends NodeViewOptions {
  state: Readonly<BeamState>;
  keep(change: Partial<BeamState>): void;
  search: SearchTree;
  onOutput(output: number): void;
}

export interface SideSections extends Pick<SidePanel, 'node' | 'toggle'> {
  drawOutputs(): void;
  drawNode(): void;
}

export function sideSections({ strings, state, keep, search, onOutput, ...rules }: SideSectionsOptions): SideSections {
  const outputs = element('div');
  const chosen = element('div');
  const { node, toggle } = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, state, keep },
    parts: [
      { id: 'outputs', label: strings.outputs, content: outputs },
      { id: 'node', label: strings.node, content: chosen },
    ],
  });
  return {
    node,
    toggle,
    drawOutputs() {
      const { answer } = search;
      outputs.replaceChildren(...(answer ? outputsView(answer, { strings, onChoose: onOutput }) : []));
    },
    drawNode: () => chosen.replaceChildren(...nodeView(search.chosen, search.answer, { strings, ...rules })),
  };
}
