// The checks of what the view of labelling sends.
import type { TokenSpan } from '../../protocol/judgedTags';
import type { Mark } from '../../protocol/labelling';
import { LABELLING_FILTERS, LABELLING_STEPS, type LabellingViewContract } from '../../protocol/labellingView';
import { type Check, flag, integer, listOf, nothing, object, oneOf, text } from '../views/requestChecks';
import type { Checks } from '../views/viewPanel';

const LONGEST_NAME = 1000;
const LONGEST_ID = 300;
const MOST_SPANS = 10_000;
const number = integer(0, 1e9);
const index = integer(-1, 1e9);
const list = {
  version: number,
  filter: oneOf(...LABELLING_FILTERS),
  name: text(LONGEST_NAME),
  text: text(LONGEST_NAME),
};

const isName: Check<string> = (value): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_NAME && !/[\t\n\r]/.test(value);
const isType: Check<string> = (value): value is string => isName(value) && !/\s/u.test(value);
const isLabel = object<{ label: string }>({ label: isName });
const areSpans = object<{ spans: Omit<TokenSpan, 'form'>[] }>({
  spans: listOf(object({ type: isType, start: number, end: number }), 0, MOST_SPANS),
});
const isMark: Check<Mark> = (value): value is Mark => isLabel(value) || areSpans(value);

type Calls = LabellingViewContract['calls'];

export const labellingChecks: Checks<LabellingViewContract> = {
  ...{ cancel: nothing, again: nothing, stopOrdering: nothing, changeNames: nothing },
  ...{ openLabels: nothing, compare: nothing },
  page: object({ ...list, from: number }),
  text: object({ ...list, index }),
  step: object({ ...list, index, to: oneOf(...LABELLING_STEPS) }),
  mark: object<Calls['mark']['request']>({ ...list, index: number, marks: listOf(isMark, 0, 1), goesOn: flag }),
  undo: object(list),
  orderBy: object({ run: text(LONGEST_ID) }),
  reveal: object({ version: number, index: number }),
};
