// Parameters as plain data: a layer states the shape and the initialiser of each, under PyTorch's names, so that
// weights can be exchanged; `bind` turns the statement into values of a program.

import { input } from '../graph/ops';
import type { Value } from '../graph/value';
import type { Initializer } from './initializers';

export interface ParameterSpec {
  readonly shape: readonly number[];
  readonly initialize: Initializer;
  /** Keeps its first values: it is not trained. */
  readonly frozen?: true;
  /** It learns at so many times the learning rate: what has further to go than others (left out: 1). */
  readonly rate?: number;
}

/** A parameter that no gradient reaches, and what the step of a batch makes of it, of the same shape: a running average. */
export interface Tracked {
  /** As it was bound. */
  parameter: Value;
  next: Value;
}

/** Parameters of a layer or a model, by name; layers nest. What is there only sometimes is left out, never undefined. */
export interface ParameterTree {
  readonly [name: string]: ParameterSpec | ParameterTree;
}

/** The same tree with values in place of specifications. */
export type Bound<T> = { readonly [K in keyof T]: BoundEntry<T[K]> };

type BoundEntry<E> = E extends ParameterSpec ? Value : E extends undefined ? undefined : Bound<E>;

/**
 * The parameters of a tree side by side, by dotted name (`recurrent.weight_ih_l0`). A tree itself, with the same names: what
 * need not know how a model nests its layers works on this.
 */
export type FlatParameters = Readonly<Record<string, ParameterSpec>>;

function isSpec(entry: ParameterSpec | ParameterTree): entry is ParameterSpec {
  return typeof entry.initialize === 'function';
}

/** All parameters of a tree in order, under their dotted names. */
export function listParameters(tree: ParameterTree, prefix = ''): [string, ParameterSpec][] {
  return Object.entries(tree).flatMap(([name, entry]): [string, ParameterSpec][] =>
    isSpec(entry) ? [[prefix + name, entry]] : listParameters(entry, `${prefix}${name}.`),
  );
}

/** Names of the parameters that keep their first values. */
export const frozenNames = (parameters: FlatParameters): string[] =>
  Object.keys(parameters).filter((name) => parameters[name].frozen);

/** Of the parameters that learn faster or slower than the others: at how many times the learning rate. */
export const ownRates = (parameters: FlatParameters): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(parameters).flatMap(([name, { rate }]): [string, number][] =>
      rate === undefined ? [] : [[name, rate]],
    ),
  );

export const flatten = (tree: ParameterTree): FlatParameters => Object.fromEntries(listParameters(tree));

/** Values by dotted name, in their places in a tree. */
export function nest<T extends ParameterTree>(tree: T, values: Bound<FlatParameters>, prefix = ''): Bound<T> {
  const bound = Object.entries(tree).map(([name, entry]) => [
    name,
    isSpec(entry) ? values[prefix + name] : nest(entry, values, `${prefix}${name}.`),
  ]);
  return Object.fromEntries(bound) as Bound<T>;
}

/** Program inputs for all parameters of a tree. */
export function bind<T extends ParameterTree>(tree: T, dtype: 'float32' | 'float64'): Bound<T> {
  const inputs = listParameters(tree).map(([name, { shape }]) => [name, input(name, dtype, shape)] as const);
  return nest(tree, Object.fromEntries(inputs));
}

export function parameterCount(tree: ParameterTree): number {
  return listParameters(tree).reduce((count, [, { shape }]) => count + shape.reduce((a, b) => a * b, 1), 0);
}
