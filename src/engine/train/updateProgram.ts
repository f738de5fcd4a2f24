// The second half of a training step: clipping and the optimiser's rule for every parameter, as one program. It runs
// only after the loss was found finite, and what it writes becomes current only when the gradients were too.

import { input } from '../graph/ops';
import type { Value } from '../graph/value';
import { clipByNorm, clipByValue, globalNorm } from '../optim/clipping';
import type { Scalars, UpdateRule } from '../optim/optimizer';

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

/** The rates that there are, each once; that of parameters without one is the first. */
export function ratesOf({ rates = new Map() }: Pick<UpdateOptions, 'rates'>): UpdateRate[] {
  const all = [{ share: 1, skipped: 0 }, ...rates.values()];
  return all.filter((rate, i) => all.findIndex((other) => isSame(other, rate)) === i);
}

const isSame = (a: UpdateRate, b: UpdateRate): boolean => a.share === b.share && a.skipped === b.skipped;

/** Names under which tensors enter and leave the program. */
export const updateNames = {
  gradient: (parameter: string): string => `gradient.${parameter}`,
  state: (slot: string, parameter: string): string => `${slot}.${parameter}`,
  /** @param rate which of the rates, by number */
  scalar: (name: string, rate = 0): string => (rate === 0 ? `scalar.${name}` : `scalar.${name}.${rate}`),
  /** The new value of a parameter or of its state. */
  next: (name: string): string => `next.${name}`,
};

/** Outputs: `gradientNorm` before clipping, and the next value of every parameter and state. */
export function updateProgram(
  parameters: ReadonlyMap<string, Value>,
  { rule, clipNorm, clipValue, rates }: UpdateOptions,
): Record<string, Value> {
  const list = [...parameters];
  const { dtype } = list[0][1];
  const kinds = ratesOf({ rates });
  const scalars = kinds.map((_, rate): Scalars =>
    Object.fromEntries(
      Object.keys(rule.scalars(1, 0)).map((name) => [name, input(updateNames.scalar(name, rate), dtype, [])]),
    ),
  );
  const scalarsOf = (name: string): Scalars => {
    const own = rates?.get(name) ?? kinds[0];
    return scalars[kinds.findIndex((kind) => isSame(kind, own))];
  };
  const raw = list.map(([name, { shape }]) => input(updateNames.gradient(name), dtype, shape));
  const gradientNorm = globalNorm(raw);
  const held = clipValue > 0 ? clipByValue(raw, clipValue) : raw;
  const clipped = clipNorm > 0 ? clipByNorm(held, clipNorm) : held;

  const outputs: Record<string, Value> = { gradientNorm };
  list.forEach(([name, parameter], index) => {
    const stateName = (slot: string): string => updateNames.state(slot, name);
    const state: Scalars = Object.fromEntries(
      rule.state.map((slot) => [slot, input(stateName(slot), dtype, parameter.shape)]),
    );
    const next = rule.update({ parameter, gradient: clipped[index], state, scalars: scalarsOf(name) });
    outputs[updateNames.next(name)] = next.parameter;
    for (const slot of rule.state) outputs[updateNames.next(stateName(slot))] = next.state[slot];
  });
  return outputs;
}
