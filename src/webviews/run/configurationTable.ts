// The keys of the run's experiment, with their values.

import type { RunDetails } from '../../protocol/views';
import { element } from '../shared/element';
import { cell, nameCell, plainTable, row } from '../shared/plainTable';
import type { RunStrings } from './strings';

export const configurationTable = (keys: RunDetails['configuration'], strings: RunStrings): HTMLElement =>
  keys.length === 0
    ? element('p', { class: 'empty', text: strings.noConfiguration })
    : plainTable({ rows: keys.map(({ key, value }) => row(nameCell(key), cell(value, value))) });
