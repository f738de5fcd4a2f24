// The list of texts with what was said of them.

import { count, figure } from '../../protocol/figures';
import type { LabellingOverview, LabellingRow } from '../../protocol/labellingView';
import { type Column, numberColumn } from '../shared/column';
import type { LabellingStrings } from './strings';

export function textColumns(
  { order, kind }: Pick<LabellingOverview, 'order' | 'kind'>,
  strings: LabellingStrings,
): Column<LabellingRow>[] {
  const entropy: Column<LabellingRow> = {
    ...{ id: 'entropy', title: strings.entropy, hint: strings.entropyHint, numeric: true },
    text: (row) => (row.entropy === undefined ? '' : figure(row.entropy)),
  };
  return [
    { id: 'text', title: strings.text, least: 14, text: ({ text }) => text },
    { id: 'label', title: kind === 'texts' ? strings.label : strings.spans, width: 16, text: ({ marked }) => marked },
    ...(order === undefined ? [] : [entropy]),
    numberColumn({ id: 'line', title: strings.line, value: ({ line }) => line, as: count }),
  ];
}
