// An operator of one's own: computed by other operators, with a gradient that is stated instead of derived.

import type { Value } from '../value';
import type { Cotangents, Operator } from './operator';

export interface OwnAttributes {
  /** The last operand, whose gradient goes to the others by the rule of the operator. */
  ownGradient: {
    name: string;
    /** Cotangents of the operands, from that of the output. */
    backward(cotangent: Value, operands: readonly Value[], output: Value): Cotangents;
  };
}

type OwnOperators = { [K in keyof OwnAttributes]: Operator<OwnAttributes[K]> };

const computed = (inputs: readonly Value[]): Value => inputs[inputs.length - 1];

export const ownOperators: OwnOperators = {
  ownGradient: {
    infer(inputs) {
      const { dtype, shape } = computed(inputs);
      return [{ dtype, shape }];
    },
    gradient: ({ inputs, outputs: [output], attributes, g }) => [
      ...attributes.backward(g, inputs.slice(0, -1), output),
      undefined, // nothing flows on through how it was computed
    ],
    emit: (e, _node, _attributes, inputs) => [e.node('Identity', inputs.slice(-1))],
    lift({ lifted }) {
      const sequence = lifted[lifted.length - 1];
      return sequence && [sequence];
    },
  },
};
