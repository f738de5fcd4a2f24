// The panel beside the map: its sections, which is in front, and opening one by name.

import { sidePanel, type SidePanelOptions } from '../../shared/sidePanel';
import type { EmbeddingsStrings } from '../strings';

export interface PanelPartsOptions extends Pick<SidePanelOptions, 'state' | 'keep'> {
  strings: EmbeddingsStrings;
  neighbors: HTMLElement;
  analogy: HTMLElement;
  similarity: HTMLElement;
  corpus: HTMLElement;
  map: HTMLElement;
  compare: HTMLElement;
  /** Lines of the corpus are looked up only while they are seen. */
  onCorpusSeen(isSeen: boolean): void;
}

type PanelSection = 'neighbors' | 'analogy' | 'similarity' | 'corpus' | 'map' | 'compare';

export interface PanelParts {
  node: HTMLElement;
  /** For the toolbar. */
  toggle: HTMLElement;
  openSection(id: PanelSection): void;
  /** Two embeddings stand side by side; rows are texts, of which no analogies are made and which stand in no other texts. */
  setShown(shown: { areCompared: boolean; areTexts: boolean }): void;
}

export function panelParts({ strings, state, keep, onCorpusSeen, ...options }: PanelPartsOptions): PanelParts {
  const parts = [
    { id: 'neighbors', label: strings.neighbors, content: options.neighbors },
    { id: 'analogy', label: strings.analogy, content: options.analogy },
    { id: 'similarity', label: strings.similarity, content: options.similarity },
    { id: 'corpus', label: strings.corpus, content: options.corpus },
    { id: 'map', label: strings.mapTab, content: options.map },
  ];
  const compare = { id: 'compare', label: strings.compare, content: options.compare };
  const ofTexts = parts.filter(({ id }) => id !== 'analogy' && id !== 'corpus');
  const side = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, parts, state, keep },
    onSeen: (section) => onCorpusSeen(section === 'corpus'),
  });
  onCorpusSeen(state.section === 'corpus' && state.details);
  return {
    node: side.node,
    toggle: side.toggle.node,
    openSection: side.open,
    setShown({ areCompared, areTexts }) {
      const own = areTexts ? ofTexts : parts;
      side.setParts(areCompared ? [...own, compare] : own);
    },
  };
}
