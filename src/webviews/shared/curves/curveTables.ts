// The same as the charts of a run, as tables: of its epochs and of its steps.

import type { EpochFigures, RunCurves } from '../../../protocol/views';
import { element } from '../element';
import type { Table } from '../table';
import type { CurvesStrings } from './strings';
import { epochsTable, figureNames } from './epochsTable';
import { type StepRow, stepRows, stepsTable } from './stepsTable';

export class CurveTables {
  readonly node = element('div', { class: 'tables' });
  private steps: Table<StepRow>;
  /** Undefined until something is drawn. */
  private epochs: Table<EpochFigures> | undefined;
  /** Of the figures that the table of epochs has columns for. */
  private names = '';

  constructor(private readonly strings: CurvesStrings) {
    this.steps = stepsTable(strings, false);
  }

  /** A run of word vectors has other columns. */
  setOfWords(): void {
    this.steps = stepsTable(this.strings, true);
    this.epochs = undefined;
  }

  draw(curves: RunCurves): void {
    this.steps.setRows(stepRows(curves.steps));
    this.epochsWith(figureNames(curves.epochs)).setRows(curves.epochs);
  }

  /** The table of steps. */
  csv(): string {
    return this.steps.csv();
  }

  /** The table of epochs with a column for each figure; made anew where there are others than before. */
  private epochsWith(names: readonly string[]): Table<EpochFigures> {
    if (this.epochs && names.join() === this.names) return this.epochs;
    const { strings } = this;
    const epochs = epochsTable(strings, names);
    const heading = (text: string): HTMLElement => element('h2', { text });
    this.node.replaceChildren(
      ...[heading(strings.epochsTable), epochs.node],
      ...[heading(strings.stepsTable), this.steps.node],
    );
    this.names = names.join();
    this.epochs = epochs;
    return epochs;
  }
}
