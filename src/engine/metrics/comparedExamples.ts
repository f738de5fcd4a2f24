// What several runs answer to the same examples: where they part, where all are wrong, and what one says where another says something else.

import {
  type ComparedExample,
  type ComparedExamples,
  type ComparedPair,
  type Faults,
  faultOf,
  MOST_COMPARED,
  type RunConfusion,
} from '../../protocol/comparison';
import type { ComparedPart, Judging } from './judgedPart';

/** More different answers are no table that anyone reads. */
const MOST_NAMES = 30;

/** Examples of all parts are the same. */
export function comparedExamples(parts: readonly ComparedPart[], judging: Judging): ComparedExamples {
  const [first] = parts;
  const all = first.examples.map((_, i) => comparedExample(parts, i, judging));
  const spread = ({ scores }: ComparedExample): number => Math.max(...scores) - Math.min(...scores);
  const isChanged = ({ outputs }: ComparedExample): boolean => outputs.some((output) => output !== outputs[0]);
  const isWrong = ({ isRight }: ComparedExample): boolean => isRight?.every((each) => !each) === true;
  const rank = (example: ComparedExample): number => (isChanged(example) ? 2 : Number(isWrong(example)));
  const order = all.map((example, i) => ({ example, i, rank: rank(example), spread: spread(example) }));
  order.sort((a, b) => b.rank - a.rank || b.spread - a.spread || a.i - b.i);
  return {
    ...{ count: all.length, changed: all.filter(isChanged).length, metric: first.exampleMetric },
    examples: order.slice(0, MOST_COMPARED).map(({ example }) => example),
  };
}

function comparedExample(parts: readonly ComparedPart[], i: number, judging: Judging): ComparedExample {
  const { input, reference, file, line } = parts[0].examples[i];
  const outcomes = parts.map((part) => part.outcomeOf(i));
  const rights = outcomes.flatMap(({ isRight }) => isRight ?? []);
  const losses = outcomes.flatMap(({ loss }) => loss ?? []);
  const probabilities = outcomes.flatMap(({ written }) => written ?? []);
  return {
    ...{ input, reference, outputs: parts.map(({ examples }) => examples[i].output) },
    scores: parts.map((part) => part.scoreOf(i, judging)),
    ...(rights.length === parts.length ? { isRight: rights } : {}),
    ...(losses.length === parts.length ? { losses } : {}),
    ...(probabilities.length === parts.length ? { written: probabilities } : {}),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  };
}

/** What two parts with the same examples have right and wrong; undefined where answers are neither. */
export function outcomesOf(first: ComparedPart, other: ComparedPart): ComparedPair['outcomes'] {
  const outcomes = { both: 0, first: 0, other: 0, neither: 0 };
  for (let i = 0; i < first.examples.length; i++) {
    const [a, b] = [first.outcomeOf(i).isRight, other.outcomeOf(i).isRight];
    if (a === undefined || b === undefined) return undefined;
    outcomes[a ? (b ? 'both' : 'first') : b ? 'other' : 'neither']++;
  }
  return outcomes;
}

export function pairOfExamples(first: ComparedPart, other: ComparedPart): Omit<ComparedPair, 'systems' | 'figures'> {
  const [outcomes, confusion] = [outcomesOf(first, other), confusionOf(first, other)];
  return {
    changed: first.examples.filter(({ output }, i) => output !== other.examples[i].output).length,
    ...(outcomes ? { outcomes } : {}),
    ...(confusion ? { confusion } : {}),
  };
}

/** Of answers that are labels. */
function confusionOf(first: ComparedPart, other: ComparedPart): RunConfusion | undefined {
  if (first.exampleMetric !== 'accuracy') return undefined;
  const answers = [first, other].map(({ examples }) => examples.map(({ output }) => output));
  const names = [...new Set(answers.flat())].sort();
  if (names.length > MOST_NAMES) return undefined;
  const at = new Map(names.map((name, i) => [name, i]));
  const counts = names.map(() => names.map(() => 0));
  answers[0].forEach((answer, i) => counts[at.get(answer) ?? 0][at.get(answers[1][i]) ?? 0]++);
  return { names, counts };
}

/** Undefined where answers are not written, or their probabilities are not known. */
export function faultsOf({ examples, outcomeOf }: ComparedPart): Faults | undefined {
  const faults = { search: 0, model: 0 };
  for (const [i, { output, reference }] of examples.entries()) {
    const { written } = outcomeOf(i);
    if (!written) return undefined;
    const fault = faultOf(written, output === reference);
    if (fault) faults[fault]++;
  }
  return faults;
}
