// What the drawing of a block of a report is given besides the block.

import type { AttributionReply, ShareQuestion } from '../../../protocol/attribution';
import type { Report, Said } from '../../../protocol/report';
import type { AnswerPair } from '../../../protocol/views';
import type { Translate } from '../../shared/connect';
import type { SharesOptions } from '../../shared/shares/sharesPart';
import type { RunStrings } from '../strings';
import type { BlockKind, BlockOf } from './blockKinds';
import type { CellChoice } from './cells';

export interface BlockContext {
  report: Report;
  strings: RunStrings;
  /** For texts that come with the report. */
  translate: Translate;
  /** Opens the file of the `row`-th example of the block. */
  onOpen(row: number): void;
  /** Explains the text of an example; where the run can be asked. */
  shares?: Pick<SharesOptions, 'state' | 'keep'> & {
    ask(row: number, question: ShareQuestion, signal: AbortSignal): Promise<AttributionReply>;
  };
  /** Shows all examples of the evaluation, or those of a pair of answers. */
  onAll(pair?: AnswerPair): void;
  cells: CellChoice;
  /** Brings a section of the report to the front. */
  onSection(section: number): void;
}

export type BlockDrawing<K extends BlockKind> = (block: BlockOf<K>, context: BlockContext) => Node[];

export const textOf = ({ text, values = [] }: Said, translate: Translate): string => translate(text, ...values);
