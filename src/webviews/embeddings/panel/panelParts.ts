// The panel beside the map: its sections, which is in front, and opening one by name.

import { sidePanel } from '../../shared/sidePanel';
import type { EmbeddingsStrings } from '../strings';

export interface PanelPartsOptions {
  strings: EmbeddingsStrings;
  section: string;
  isOpen: boolean;
  neighbors: HTMLElement;
  analogy: HTMLElement;
  similarity: HTMLElement;
  corpus: HTMLElement;
  map: HTMLElement;
  compare: HTMLElement;
  onSection(section: string): void;
  onOpen(isOpen: boolean): void;
  /** Lines of the corpus are looked up only while they are seen. */
  onCorpusSeen(isSeen: boolean): void;
}

type PanelSection = 'neighbors' | 'analogy' | 'similarity' | 'corpus' | 'map' | 'compare';

export interface PanelParts {
  node: HTMLElement;
  /** For the toolbar. */
  toggle: HTMLElement;
  openSection(id: PanelSection): void;
  /** Two embeddings stand side by side. */
  setCompared(isCompared: boolean): void;
}

export function panelParts({ strings, onSection, onOpen, onCorpusSeen, ...options }: PanelPartsOptions): PanelParts {
  let { isOpen } = options;
  const parts = [
    { id: 'neighbors', label: strings.neighbors, content: options.neighbors },
    { id: 'analogy', label: strings.analogy, content: options.analogy },
    { id: 'similarity', label: strings.similarity, content: options.similarity },
    { id: 'corpus', label: strings.corpus, content: options.corpus },
    { id: 'map', label: strings.mapTab, content: options.map },
  ];
  const compared = [...parts, { id: 'compare', label: strings.compare, content: options.compare }];
  const side = sidePanel({
    ...{ button: strings.details, label: strings.sections, section: options.section, isOpen, parts },
    onSection: (section) => {
      onSection(section);
      onCorpusSeen(section === 'corpus' && isOpen);
    },
    onOpen: (opens) => {
      isOpen = opens;
      onOpen(opens);
      onCorpusSeen(side.section === 'corpus' && opens);
    },
  });
  onCorpusSeen(options.section === 'corpus' && isOpen);
  return {
    node: side.node,
    toggle: side.toggle.node,
    openSection(id) {
      if (side.node.hidden) side.toggle.node.click();
      // A click is told to whoever listens, unlike an attribute; it takes the focus, which is given back.
      const focused = document.activeElement;
      side.node.querySelector<HTMLElement>(`#tab-${id}`)?.click();
      if (focused instanceof HTMLElement) focused.focus();
    },
    setCompared: (isCompared) => side.setParts(isCompared ? compared : parts),
  };
}
