// An optimiser is a rule for one parameter, written as a program: from (parameter, gradient, state) to (parameter,
// state). What changes from step to step in the same way for all parameters, such as the learning rate, enters as
// scalars computed outside in double precision. State is listed by name, so that it can be saved.

import type { Value } from '../graph/value';

/** Scalars of one step, by name. */
type Scalars<T = Value> = Readonly<Record<string, T>>;

export interface UpdateRule {
  /** Names of the tensors kept for each parameter, all of its shape; they start at 0. */
  readonly state: readonly string[];
  /**
   * The scalars of one step.
   * @param step counts updates, the first is 1
   */
  scalars(step: number, learningRate: number): Scalars<number>;
  /** A parameter whose gradient is 0 keeps its value and its state, to the last bit. */
  readonly rests?: boolean;
  update(problem: { parameter: Value; gradient: Value; state: Scalars; scalars: Scalars }): Updated;
}

export interface Updated {
  parameter: Value;
  state: Scalars;
}
