// The first half of a training step: loss and gradients. The gradient of an embedding table is nearly all zeros, and
// adding up its rows inside the graph is slow or, with several threads, wrong; so the program gives out the rows with
// their ids, and rowSums.ts adds them up.

import { backpropagate, sumTerms } from '../graph/differentiate';
import { broadcastTo, fill, scalar } from '../graph/ops';
import type { Value } from '../graph/value';

/** Where the gradient of one parameter comes out of the program. */
export interface GradientOutputs {
  parameter: string;
  /** The output that holds the gradient itself; undefined where it has rows only. */
  dense?: string;
  /** Outputs of ids [...] and of rows [..., width] to be added at them. */
  rows: { ids: string; rows: string }[];
}

export interface GradientProgram {
  outputs: Record<string, Value>;
  gradients: GradientOutputs[];
}

/**
 * @param loss a scalar
 * @param parameters by name
 * @param others outputs besides, by name
 */
export function gradientProgram(
  loss: Value,
  parameters: ReadonlyMap<string, Value>,
  others: Readonly<Record<string, Value>> = {},
): GradientProgram {
  const seeds = [[loss, scalar(1, loss.dtype)] as const];
  const terms = backpropagate({ seeds, wanted: new Set(parameters.values()) });
  const outputs: Record<string, Value> = { loss, ...others };
  const gradients = [...parameters].map(([parameter, value]): GradientOutputs => {
    const all = terms.get(value) ?? [];
    const scattered = all.filter((term) => term.node.op === 'scatterRows');
    const dense = sumTerms(all.filter((term) => term.node.op !== 'scatterRows'));
    const rows = scattered.map(({ node }, index) => {
      const names = { ids: `ids.${index}.${parameter}`, rows: `rows.${index}.${parameter}` };
      [outputs[names.ids], outputs[names.rows]] = node.inputs;
      return names;
    });
    if (!dense && rows.length > 0) return { parameter, rows };
    const name = `gradient.${parameter}`;
    outputs[name] = dense ? broadcastTo(dense, value.shape) : fill(0, value.shape, value.dtype);
    return { parameter, dense: name, rows };
  });
  return { outputs, gradients };
}
