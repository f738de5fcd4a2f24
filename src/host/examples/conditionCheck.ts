// The checks of what the view of examples sends of conditions and orders.
import {
  EXAMPLE_ORDERS,
  type ExampleCondition,
  type ExampleOrder,
  type ExampleRange,
  OUTCOMES,
  RANGES,
} from '../../protocol/examples';
import { type Check, flag, listOf, object, oneOf, text } from '../views/requestChecks';

/** Answers may be long: those of taggers are sequences of tags. */
const LONGEST = 30_000;
const MOST = 50;

const number: Check<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);
const value = text(LONGEST);
const range = { kind: oneOf('range'), of: oneOf(...RANGES) };

const SHAPES: readonly Check<ExampleCondition>[] = [
  object({ kind: oneOf('outcome'), outcome: oneOf(...OUTCOMES) }),
  object({ kind: oneOf('gold', 'prediction', 'label'), value }),
  object({ kind: oneOf('text'), text: value }),
  object({ kind: oneOf('column'), column: value, value }),
  object<Required<ExampleRange>>({ ...range, above: number, to: number }),
  object<Omit<Required<ExampleRange>, 'to'>>({ ...range, above: number }),
  object<Omit<Required<ExampleRange>, 'above'>>({ ...range, to: number }),
];

const isCondition: Check<ExampleCondition> = (given): given is ExampleCondition => SHAPES.some((check) => check(given));

export const areConditions = listOf(isCondition, 0, MOST);
export const isOrder = object<ExampleOrder>({ by: oneOf(...EXAMPLE_ORDERS), falling: flag });
