// A chart beside the table: a section of the panel at the side, and what it is given.

import type { ExperimentTableContract } from '../../../protocol/experimentTableView';
import type { Client } from '../../../protocol/rpc';
import type { Section } from '../../shared/controls';
import type { saveStrings } from '../../shared/saveMenu';
import type { RunTable } from '../runTable';
import type { ChartStrings } from '../strings';
import type { ExperimentTableState } from '../viewState';

export interface ChartsOptions {
  client: Client<ExperimentTableContract>;
  strings: ChartStrings;
  save: ReturnType<typeof saveStrings>;
  state: ExperimentTableState;
  keep(change: Partial<ExperimentTableState>): void;
  fail(error: unknown): void;
  onOpen(id: string): void;
  onSelect(ids: readonly string[]): void;
}

export interface ChartPart {
  section: Section;
  /** These runs from now on. @param all those that the table shows */
  show(table: RunTable, rows: readonly number[], all: readonly number[]): void;
}
