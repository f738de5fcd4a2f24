// Operators of one's own: a function composed of operators that there are, with a gradient that is stated: where the derived one
// loses precision, costs too much, or is not the one that is wanted (straight-through estimators, reversed gradients).

import { sameShape } from '../graph/dims';
import { ownGradient } from '../graph/ops';
import { GraphError, type Value } from '../graph/value';

export interface OwnRules<Operands extends Value[]> {
  /** The output, of operators that there are. */
  forward(...operands: Operands): Value;
  /**
   * By operand, the derivative of a sum Σ g ⊙ output; undefined where nothing flows back. It may use what it is given and constants, and
   * no value that `forward` has made: programs are rewritten, and then that value would be of another one.
   * @param g as the output
   */
  backward(g: Value, given: { operands: Operands; output: Value }): readonly (Value | undefined)[];
}

/**
 * The operator as a function. Fails with a GraphError where `backward` gives other shapes than the operands have.
 * @param around runs each of the two rules, for who must know when somebody else's code runs
 */
export function ownOperator<Operands extends Value[]>(
  name: string,
  { forward, backward }: OwnRules<Operands>,
  around: <Result>(run: () => Result) => Result = (run) => run(),
): (...operands: Operands) => Value {
  return (...operands) =>
    ownGradient(name, operands, forward(...operands), (g, given, output) =>
      around(() => {
        const cotangents = backward(g, { operands: given as Operands, output });
        requireFitting(name, cotangents, given);
        return cotangents;
      }),
    );
}

function requireFitting(name: string, cotangents: readonly (Value | undefined)[], operands: readonly Value[]): void {
  if (!Array.isArray(cotangents) || cotangents.length !== operands.length)
    throw new GraphError(
      name,
      `"backward" must give a list of ${operands.length}: a value or undefined for each operand`,
      operands,
    );
  operands.forEach((operand, index) => {
    const cotangent = cotangents[index] as Value | undefined;
    if (cotangent && (cotangent.dtype !== operand.dtype || !sameShape(cotangent.shape, operand.shape)))
      throw new GraphError(
        name,
        `"backward" gives ${cotangent.dtype} [${cotangent.shape.join(', ')}] as the cotangent of operand ${index}, which has another type`,
        [cotangent, operand],
      );
  });
}
