// Which examples pass some conditions, and in which order they are told. Pure.

import {
  SURE,
  type ExampleCondition,
  type ExampleOrder,
  type ExampleRange,
  type JudgedExample,
  type Outcome,
} from '../../../protocol/examples';

/** The places of those that pass, in their order; equal ones as they were judged. */
export function passing(
  examples: readonly JudgedExample[],
  { conditions, order }: { conditions: readonly ExampleCondition[]; order: ExampleOrder },
): Int32Array {
  const tests = conditions.map(testOf);
  const found: number[] = [];
  examples.forEach((example, i) => {
    if (tests.every((test) => test(example))) found.push(i);
  });
  return sorted(Int32Array.from(found), examples, order);
}

export const hasOutcome = ({ isRight, probability = 0 }: JudgedExample, outcome: Outcome): boolean => {
  if (outcome === 'all') return true;
  if (outcome === 'right') return isRight === true;
  return isRight === false && (outcome === 'wrong' || probability >= SURE);
};

/** Of one: what the model does not know of what it read. */
const unknownShare = ({ tokens = 0, unknown = 0 }: JudgedExample): number => unknown / Math.max(1, tokens);

type Test = (example: JudgedExample) => boolean;

function testOf(condition: ExampleCondition): Test {
  switch (condition.kind) {
    case 'outcome':
      return (example) => hasOutcome(example, condition.outcome);
    case 'gold':
      return ({ gold }) => gold === condition.value;
    case 'prediction':
      return ({ prediction }) => prediction === condition.value;
    case 'label':
      return ({ labels }) => labels?.includes(condition.value) === true;
    case 'column':
      return ({ columns }) => columns?.[condition.column] === condition.value;
    case 'text':
      return holds(condition.text);
    case 'range':
      return within(condition);
  }
}

function holds(text: string): Test {
  const wanted = text.trim().toLowerCase();
  return ({ texts, gold, prediction }) =>
    wanted === '' || [...texts, gold, prediction].some((each) => each.toLowerCase().includes(wanted));
}

function within({ of, above = -Infinity, to = Infinity }: ExampleRange): Test {
  const valueOf = (example: JudgedExample): number | undefined => {
    if (of === 'number') return example.number;
    if (example.tokens === undefined) return undefined;
    return of === 'tokens' ? example.tokens : unknownShare(example);
  };
  return (example) => {
    const value = valueOf(example);
    return value !== undefined && value > above && value <= to;
  };
}

type Key = (example: JudgedExample) => number | string | undefined;

const KEYS: Record<Exclude<ExampleOrder['by'], 'place'>, Key> = {
  text: ({ texts }) => texts[0],
  gold: ({ gold, number }) => number ?? gold,
  prediction: ({ prediction, number }) => (number === undefined ? prediction : Number(prediction)),
  probability: ({ probability }) => probability,
  loss: ({ loss }) => loss,
  score: ({ score }) => score,
  tokens: ({ tokens }) => tokens,
  unknown: (example) => (example.tokens === undefined ? undefined : unknownShare(example)),
};

/** Those without a value come last. */
function sorted(places: Int32Array, examples: readonly JudgedExample[], { by, falling }: ExampleOrder): Int32Array {
  if (by === 'place') return falling ? places.reverse() : places;
  const keys = Array.from(places, (place) => KEYS[by](examples[place]));
  const direction = falling ? -1 : 1;
  const order = Uint32Array.from(keys.keys()).sort((a, b) => {
    const [one, other] = [keys[a], keys[b]];
    if (one === other) return a - b;
    if (one === undefined) return 1;
    if (other === undefined) return -1;
    return one < other ? -direction : direction;
  });
  return Int32Array.from(order, (at) => places[at]);
}
