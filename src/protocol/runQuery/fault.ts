// What is wrong with an expression over runs, for people: it is shown under the field, or by the command line.

import { LabError } from '../labError';
import type { Said } from '../report';

/** In UTF-16 units from the beginning of the expression. */
export interface ExpressionPlace {
  at: number;
  length: number;
}

export class ExpressionFault extends LabError {
  readonly said: Said;
  readonly at: ExpressionPlace;

  /** @param text English, with values in the places of {0}, {1}, ... */
  constructor(text: string, values: string[], at: ExpressionPlace) {
    const message = text.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)]);
    super('INVALID_ARGUMENT', message, { column: at.at + 1, length: at.length });
    this.said = { text, values };
    this.at = at;
  }
}
