// The second half of a training step: clipping and the optimiser's rule, one pass over each parameter, in place. It runs only after
// loss and gradients were found finite, so that a step which is refused changes nothing.

import { input } from '../graph/ops';
import type { Value } from '../graph/value';
import { clipByNorm, clipByValue } from '../optim/clipping';
import type { UpdateRule } from '../optim/optimizer';
import { createOptimizer } from '../optim/optimizers';
import type { OptimizerOptions } from '../schema/optimizer';
import { compileElementwise, compileSumOfSquares, LANE_BYTES } from '../runtime/elementwise';
import { updateNames, type TrainedArrays } from './trainedArrays';

export interface UpdateOptions {
  rule: UpdateRule;
  /** 0: off */
  clipNorm: number;
  /** 0: off */
  clipValue: number;
  /** By name, of parameters that are not updated as all others. */
  rates?: ReadonlyMap<string, UpdateRate>;
}

/** How a parameter is updated. */
export interface UpdateRate {
  /** Of the learning rate. */
  share: number;
  /** Updates that were made before the first one of this parameter: its own are counted from there. */
  skipped: number;
}

const DTYPE = 'float32';

/** Whether numbers without a gradient keep their values with this optimizer. */
export const restsWithoutGradient = (options: OptimizerOptions): boolean => createOptimizer(options).rests === true;

/**
 * By name of the parameter, the rows outside of which its gradient is 0, rising; of parameters that are left out any may have one. Only
 * of rules by which the others rest.
 */
type TouchedRows = ReadonlyMap<string, Int32Array>;

export interface Update {
  /** √Σ‖g‖² over all gradients, before clipping: not finite where one of them is not, or where its square is beyond float32. */
  norm(touched?: TouchedRows): number;
  /**
   * Replaces parameters and state.
   * @param step counts updates, the first is 1
   */
  run(step: number, learningRate: number, touched?: TouchedRows): void;
}

/** Bytes in a row. */
interface Piece {
  from: number;
  bytes: number;
}

/** What an update computes of each component. */
export interface UpdateValues {
  /** The gradient as it comes, held within its limits, and shortened. */
  raw: Value;
  held: Value;
  gradient: Value;
  /** New values: of the parameter, and of each slot of the state. */
  next: Readonly<Record<string, Value>>;
}

/** The rule over inputs `parameter`, `gradient`, each slot of the state (`[components]`), each scalar of the rule, and `norm`. */
export function updateValues({ rule, clipNorm, clipValue }: Omit<UpdateOptions, 'rates'>): UpdateValues {
  const array = (name: string): Value => input(name, DTYPE, ['components']);
  const scalar = (name: string): Value => input(name, DTYPE, []);
  const raw = array('gradient');
  const held = clipValue > 0 ? clipByValue([raw], clipValue)[0] : raw;
  const gradient = clipNorm > 0 ? clipByNorm([held], clipNorm, scalar('norm'))[0] : held;
  const { parameter, state } = rule.update({
    ...{ parameter: array('parameter'), gradient },
    state: Object.fromEntries(rule.state.map((slot) => [slot, array(slot)])),
    scalars: Object.fromEntries(Object.keys(rule.scalars(1, 0)).map((name) => [name, scalar(name)])),
  });
  return { raw, held, gradient, next: { parameter, ...state } };
}

/** The scalars of one update of a parameter. @param step counts updates, the first is 1 */
export function updateScalars(
  { rule, rates }: UpdateOptions,
  { parameter, step, learningRate }: { parameter: string; step: number; learningRate: number },
): Readonly<Record<string, number>> {
  const { share, skipped } = rates?.get(parameter) ?? { share: 1, skipped: 0 };
  return rule.scalars(Math.max(1, step - skipped), learningRate * share);
}

/** Compiles the update of these arrays. One program serves all parameters: a rule does not depend on their shape. */
export function createUpdate({ memory, places, bytes, parameters }: TrainedArrays, options: UpdateOptions): Update {
  const { raw, held, next } = updateValues(options);
  const outputs = Object.entries(next);
  const kernel = compileElementwise(
    Object.fromEntries(outputs.map(([name, value]) => [updateNames.next(name), value])),
    memory,
  );
  /** What of a parameter is looked at: its touched rows alone, where vectors of numbers end with a row. */
  function piecesOf(parameter: string, touched: TouchedRows | undefined): Piece[] {
    const rows = touched?.get(parameter);
    const rowBytes = bytes(parameter) / parameters[parameter].shape[0];
    if (!rows || rowBytes % LANE_BYTES !== 0) return [{ from: 0, bytes: bytes(parameter) }];
    const pieces: Piece[] = [];
    for (const row of rows) {
      const last = pieces.at(-1);
      if (last && last.from + last.bytes === row * rowBytes) last.bytes += rowBytes;
      else pieces.push({ from: row * rowBytes, bytes: rowBytes });
    }
    return pieces;
  }
  const normOf = (gradient: Value): Update['norm'] => {
    const squares = compileSumOfSquares(gradient, memory);
    return (touched) => {
      let sum = 0;
      for (const [parameter, own] of places)
        for (const { from, bytes: size } of piecesOf(parameter, touched))
          sum += squares.run(size, { gradient: own.gradient + from });
      return Math.sqrt(Math.fround(sum));
    };
  };
  const [rawNorm, heldNorm] = [normOf(raw), normOf(held)];
  return {
    norm: rawNorm,
    run(step, learningRate, touched) {
      const norm = options.clipNorm > 0 ? heldNorm(touched) : 0;
      for (const [parameter, own] of places) {
        const scalars = { ...updateScalars(options, { parameter, step, learningRate }), norm };
        const written = Object.fromEntries(outputs.map(([name]) => [updateNames.next(name), own[name]]));
        const arrays = Object.entries({ ...own, ...written });
        for (const { from, bytes: size } of piecesOf(parameter, touched))
          kernel.run(size, Object.fromEntries(arrays.map(([name, at]) => [name, at + from])), scalars);
      }
    },
  };
}
