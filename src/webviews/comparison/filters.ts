// Which examples are listed. Pure.

import type { ComparedExample } from '../../protocol/comparison';

const EXAMPLE_FILTERS = ['changed', 'firstRight', 'otherRight', 'bothWrong', 'allWrong', 'all'] as const;

export type ExampleFilter = (typeof EXAMPLE_FILTERS)[number];

/** Places of two systems among all. */
export type TwoSystems = readonly [first: number, other: number];

const HOLDS: Record<ExampleFilter, (example: ComparedExample, two: TwoSystems) => boolean> = {
  all: () => true,
  changed: ({ outputs }, [a, b]) => outputs[a] !== outputs[b],
  firstRight: ({ isRight }, [a, b]) => isRight?.[a] === true && !isRight[b],
  otherRight: ({ isRight }, [a, b]) => isRight?.[b] === true && !isRight[a],
  bothWrong: ({ isRight }, [a, b]) => isRight?.[a] === false && !isRight[b],
  allWrong: ({ isRight }) => isRight?.every((each) => !each) === true,
};

export const filtered = (
  examples: readonly ComparedExample[],
  filter: ExampleFilter,
  two: TwoSystems,
): ComparedExample[] => examples.filter((example) => HOLDS[filter](example, two));

/** Of examples that are neither right nor wrong only some. */
export const offeredFilters = (examples: readonly ComparedExample[]): readonly ExampleFilter[] =>
  examples.some(({ isRight }) => isRight) ? EXAMPLE_FILTERS : ['changed', 'all'];
