// The state of a fit as the named arrays of a checkpoint, and back.

import type { FitState } from '../linear/linearModel';
import type { Feeds } from '../runtime/session';
import type { NamedTensors } from '../store/safetensors';

/** A fit's state, to go on from. */
export function fitTensors(state: FitState): Feeds {
  return Object.fromEntries(
    Object.entries(state).map(([name, data]) => {
      const dtype = data instanceof Float64Array ? ('float64' as const) : ('int32' as const);
      return [name, { dtype, shape: [data.length], data }];
    }),
  );
}

/** Undefined where the fit had not begun, or is of a single pass. */
export function fitStateOf(stored: NamedTensors): FitState | undefined {
  const state: Record<string, Float64Array | Int32Array> = {};
  for (const [name, { data }] of stored)
    if (data instanceof Float64Array || data instanceof Int32Array) state[name] = data;
  return stored.size > 0 ? state : undefined;
}
