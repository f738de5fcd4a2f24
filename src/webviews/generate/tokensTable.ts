// The tokens of a continuation as a table.

import { count, figure, share } from '../../protocol/figures';
import { numberColumn } from '../shared/column';
import { type Table, table } from '../shared/table';
import type { KeptToken } from './continuations';
import { surprisal } from './figures';
import type { GenerateStrings } from './strings';
import { visibleToken } from './tokenText';

export interface TokenRow {
  place: number;
  token: KeptToken;
}

export function tokensTable(strings: GenerateStrings, onPick: (row: TokenRow) => void): Table<TokenRow> {
  const figures = (
    id: 'surprisal' | 'probability' | 'rank',
    value: (token: KeptToken) => number,
    as: (value: number) => string,
  ) =>
    numberColumn<TokenRow>({
      ...{ id, title: strings.columns[id], hint: strings.columnHints[id], as },
      value: ({ token }) => value(token),
    });
  return table<TokenRow>({
    ...{ label: strings.picture, empty: strings.noContinuations },
    columns: [
      numberColumn({ id: 'place', title: strings.columns.place, value: ({ place }) => place + 1, as: count }),
      { id: 'token', title: strings.token, text: ({ token }) => visibleToken(token.text || token.token) },
      figures('surprisal', surprisal, figure),
      figures('probability', ({ logProbability }) => Math.exp(logProbability), share),
      figures('rank', ({ rank }) => rank + 1, count),
    ],
    onPick,
  });
}
