// The sections of a run's report, for the panel at the side.

import type { AttributionReply, ShareQuestion } from '../../protocol/attribution';
import type { Report, ReportSection } from '../../protocol/report';
import type { ExamplePlace } from '../../protocol/views';
import type { Section } from '../shared/controls';
import { element } from '../shared/element';
import type { SharesOptions } from '../shared/shares/sharesPart';
import type { BlockContext } from './blocks/block';
import { CellChoice } from './blocks/cells';
import { drawBlock } from './blocks/drawBlock';

export interface ReportOptions extends Pick<BlockContext, 'strings' | 'translate' | 'onAll'> {
  onOpen(place: ExamplePlace): void;
  /** Explains the text of an example; where the run can be asked. */
  shares?: Pick<SharesOptions, 'state' | 'keep'> & {
    ask(place: ExamplePlace, question: ShareQuestion, signal: AbortSignal): Promise<AttributionReply>;
  };
  /** Another section is wanted, by its id. */
  onSection(id: string): void;
}

export function reportParts(report: Report, { onOpen, onSection, shares, ...rest }: ReportOptions): Section[] {
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
        drawBlock(each, {
          ...context,
          onOpen: (row) => onOpen({ section, block, row }),
          ...(shares && {
            shares: { ...shares, ask: (row, asked, signal) => shares.ask({ section, block, row }, asked, signal) },
          }),
        }),
      ),
    ),
  }));
}

/** Also where two sections of a damaged file bear one title, or none in letters. */
const idOf = ({ title }: ReportSection, index: number): string =>
  `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${index}`;

/** Lists scroll by themselves, and so take the height there is. */
const hasList = ({ blocks }: ReportSection): boolean => blocks.some(({ kind }) => kind === 'examples');
