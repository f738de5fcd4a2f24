// The closed table of operators. An operator without a shape rule, a gradient rule, an ONNX form or a lifting rule does
// not compile, and neither does a table without one of the operators. `loop` is not in it: see scan.ts.

import { elementwiseOperators, type ElementwiseAttributes } from './operators/elementwise';
import { indexingOperators, type IndexingAttributes } from './operators/indexing';
import { leafOperators, type LeafAttributes } from './operators/leaf';
import { movementOperators, type MovementAttributes } from './operators/movement';
import type { Operator } from './operators/operator';
import { normalizationOperators, type NormalizationAttributes } from './operators/normalization';
import { ownOperators, type OwnAttributes } from './operators/own';
import { productOperators, type ProductAttributes } from './operators/product';
import { reductionOperators, type ReductionAttributes } from './operators/reduction';
import { windowsOperators, type WindowsAttributes } from './operators/windows';

export type Attributes = LeafAttributes &
  ElementwiseAttributes &
  ReductionAttributes &
  NormalizationAttributes &
  MovementAttributes &
  IndexingAttributes &
  ProductAttributes &
  WindowsAttributes &
  OwnAttributes;

export type OperatorName = keyof Attributes;

export const OPERATORS: { [K in OperatorName]: Operator<Attributes[K]> } = {
  ...leafOperators,
  ...elementwiseOperators,
  ...reductionOperators,
  ...normalizationOperators,
  ...movementOperators,
  ...indexingOperators,
  ...productOperators,
  ...windowsOperators,
  ...ownOperators,
};

/** The operator of a node. Attributes were checked when the node was made, so the table is used untyped here. */
export function operatorOf(op: string): Operator<never> {
  const operator = (OPERATORS as Record<string, Operator<never>>)[op];
  if (!operator) throw new Error(`There is no operator "${op}".`);
  return operator;
}
