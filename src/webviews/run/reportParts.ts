// The sections of a run's report, for the panel at the side.

import type { Report, ReportSection } from '../../protocol/report';
import type { ExamplePlace } from '../../protocol/views';
import type { Section } from '../shared/controls';
import { element } from '../shared/element';
import type { BlockContext } from './blocks/block';
import { CellChoice } from './blocks/cells';
import { drawBlock } from './blocks/drawBlock';

export interface ReportOptions extends Pick<BlockContext, 'strings' | 'translate' | 'onAll'> {
  onOpen(place: ExamplePlace): void;
  /** Another section is wanted, by its id. */
  onSection(id: string): void;
}

export function reportParts(report: Report, { onOpen, onSection, ...rest }: ReportOptions): Section[] {
  const context = {
    ...{ ...rest, report, cells: new CellChoice() },
    onSection: (section: number) => onSection(idOf(report.sections[section], section)),
  };
  return report.sections.map((part, section) => ({
    id: idOf(part, section),
    label: rest.translate(part.title),
    content: element(
      'div',
      hasList(part) ? { class: 'fill' } : {},
      ...part.blocks.flatMap((each, block) =>
        drawBlock(each, { ...context, onOpen: (row) => onOpen({ section, block, row }) }),
      ),
    ),
  }));
}

/** Also where two sections of a damaged file bear one title, or none in letters. */
const idOf = ({ title }: ReportSection, index: number): string =>
  `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${index}`;

/** Lists scroll by themselves, and so take the height there is. */
const hasList = ({ blocks }: ReportSection): boolean => blocks.some(({ kind }) => kind === 'examples');
