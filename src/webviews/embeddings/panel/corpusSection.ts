// What the corpus says: the lines that hold a word, or how often words stand beside two others. One of the two at a time.

import { element, show } from '../../shared/element';
import { choiceList } from '../../shared/choiceList';
import type { CooccurrenceSection } from './cooccurrenceSection';
import type { EvidenceSection } from './evidenceSection';
import type { EmbeddingsStrings } from '../strings';

export const CORPUS_PARTS = ['lines', 'cooccurrence'] as const;
export type CorpusPart = (typeof CORPUS_PARTS)[number];

export interface CorpusOptions {
  strings: EmbeddingsStrings;
  part: CorpusPart;
  lines: EvidenceSection;
  cooccurrence: CooccurrenceSection;
  onPart(part: CorpusPart): void;
}

export interface CorpusSection {
  node: HTMLElement;
  setPart(part: CorpusPart): void;
  /** Whether the section is in front: lines are looked up only then. */
  setSeen(isSeen: boolean): void;
}

export function corpusSection({ strings, lines, cooccurrence, onPart, ...options }: CorpusOptions): CorpusSection {
  let { part } = options;
  let isSeen = false;
  const choices = [
    { value: 'lines', label: strings.linesOfWord },
    { value: 'cooccurrence', label: strings.cooccurrence },
  ] as const;
  const list = choiceList(strings.corpusPart, change);
  const row = element('div', { class: 'row part' }, list.node);
  const node = element('div', { class: 'fill' }, row, lines.node, cooccurrence.node);

  function draw(): void {
    list.set(choices, part);
    show(lines.node, part === 'lines');
    show(cooccurrence.node, part === 'cooccurrence');
    lines.setSeen(isSeen && part === 'lines');
  }

  function change(next: CorpusPart): void {
    part = next;
    onPart(part);
    draw();
  }

  draw();
  return {
    node,
    setPart(next) {
      if (next !== part) change(next);
    },
    setSeen(seen) {
      isSeen = seen;
      draw();
    },
  };
}
