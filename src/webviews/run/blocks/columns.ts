// The columns of tables and of lists of examples: what stands at their head, and how their values are written.

import { count, figure, share } from '../../../protocol/figures';
import { metricInTable } from '../../../protocol/metrics';
import type { ReportCell, ReportColumn } from '../../../protocol/report';
import type { Heading } from '../../shared/plainTable';
import type { BlockContext } from './block';

export interface ShownColumn extends Heading {
  isNumeric: boolean;
  write(value: ReportCell): string;
}

type Form = Exclude<ReportColumn, { metric: unknown }>['form'];

const FORMS: Record<Form, (value: number, decimals?: number) => string> = {
  text: (value) => String(value),
  said: (value) => String(value),
  count: (value) => count(value),
  share: (value) => share(value),
  figure: (value, decimals) => (decimals === undefined ? figure(value) : value.toFixed(decimals).replace('-', '−')),
};

export function shownColumn(
  column: ReportColumn,
  { strings: { metrics }, translate }: Pick<BlockContext, 'strings' | 'translate'>,
): ShownColumn {
  if ('metric' in column) {
    const { metric } = column;
    const write = words((value) => metricInTable(metric, value));
    return { text: metrics.heading(metric), hint: metrics.hint(metric), isNumeric: true, write };
  }
  const { title, hint, form, decimals } = column;
  return {
    text: translate(title),
    hint: hint === undefined ? undefined : translate(hint),
    isNumeric: form !== 'text' && form !== 'said',
    write: words((value) => FORMS[form](value, decimals), form === 'said' ? translate : undefined),
  };
}

/** Texts stand as they are, but for those that are said to people. */
const words =
  (number: (value: number) => string, say = (text: string) => text) =>
  (value: ReportCell): string =>
    typeof value === 'string' ? say(value) : number(value);
