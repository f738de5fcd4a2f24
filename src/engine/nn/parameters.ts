// Parameters as plain data: a layer states the shape and the initialiser of each, under PyTorch's names, so that
// weights can be exchanged; `bind` turns the statement into values of a program.

import { input } from '../graph/ops';
import type { Value } from '../graph/value';
import type { Initializer } from './initializers';

export interface ParameterSpec {
  readonly shape: readonly number[];
  readonly initialize: Initializer;
}

/** Parameters of a layer or a model, by name; layers nest. */
export interface ParameterTree {
  readonly [name: string]: ParameterSpec | ParameterTree;
}

/** The same tree with values in place of specifications. */
export type Bound<T> = { readonly [K in keyof T]: T[K] extends ParameterSpec ? Value : Bound<T[K]> };

export function isSpec(entry: ParameterSpec | ParameterTree): entry is ParameterSpec {
  return typeof entry.initialize === 'function';
}

/** All parameters of a tree in order, under their dotted names (`recurrent.weight_ih_l0`). */
export function listParameters(tree: ParameterTree, prefix = ''): [string, ParameterSpec][] {
  return Object.entries(tree).flatMap(([name, entry]): [string, ParameterSpec][] =>
    isSpec(entry) ? [[prefix + name, entry]] : listParameters(entry, `${prefix}${name}.`),
  );
}

/** Program inputs for all parameters of a tree. */
export function bind<T extends ParameterTree>(tree: T, dtype: 'float32' | 'float64', prefix = ''): Bound<T> {
  const bound = Object.entries(tree).map(([name, entry]) => [
    name,
    isSpec(entry) ? input(prefix + name, dtype, entry.shape) : bind(entry, dtype, `${prefix}${name}.`),
  ]);
  return Object.fromEntries(bound) as Bound<T>;
}

export function parameterCount(tree: ParameterTree): number {
  return listParameters(tree).reduce((count, [, { shape }]) => count + shape.reduce((a, b) => a * b, 1), 0);
}
