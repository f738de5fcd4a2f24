// First values of what a recurrent layer does to its own state: where gradients vanish or explode is decided by these. Knows no cells' equations.

import { orthogonal, uniform, type Initializer } from './initializers';

/** How a layer begins where it does not begin as PyTorch's. */
export interface RecurrentStart {
  /**
   * The product of each gate with the state begins as a random orthogonal matrix (Saxe et al. 2014) times this: at 1 it keeps the length of
   * what goes through it, forwards and backwards.
   */
  orthogonalGain?: number;
  /** Added to the first bias of an LSTM's forget gate (Gers et al. 2000): with 1 or more the cell begins by keeping. */
  forgetBias?: number;
}

/** Of weights `[gates*hidden, hidden]`: U(±1/√hidden), or by gate an orthogonal matrix. */
export function stateWeights(hidden: number, { orthogonalGain: gain }: RecurrentStart): Initializer {
  if (gain === undefined) return uniform(1 / Math.sqrt(hidden));
  return (out, _shape, next) => {
    const size = hidden * hidden;
    for (let from = 0; from < out.length; from += size)
      orthogonal(out.subarray(from, from + size), [hidden, hidden], next);
    for (let i = 0; i < out.length; i++) out[i] *= gain;
  };
}

/** Of a bias `[gates*hidden]`: U(±1/√hidden). @param forgetGate number of the gate that keeps the cell; left out where a cell has none */
export function gateBias(hidden: number, { forgetBias = 0 }: RecurrentStart, forgetGate?: number): Initializer {
  return (out, shape, next) => {
    uniform(1 / Math.sqrt(hidden))(out, shape, next);
    if (forgetGate === undefined || forgetBias === 0) return;
    for (let i = forgetGate * hidden; i < (forgetGate + 1) * hidden; i++) out[i] += forgetBias;
  };
}
