// What a training step replaces: parameters, their gradients and the state of the optimiser, all in one memory of WebAssembly, where
// the update works on them in place. ONNX Runtime reads and writes the same bytes.

import { allocator, createMemory } from '../compiled/memory';
import type { Feeds } from '../runtime/session';
import { LANE_BYTES } from '../runtime/elementwise';
import { countOf, ELEMENT_BYTES, type Tensor } from '../runtime/tensor';

/** Names of what belongs to a parameter. */
export const updateNames = {
  gradient: (parameter: string): string => `gradient.${parameter}`,
  state: (slot: string, parameter: string): string => `${slot}.${parameter}`,
  /** The new value of what goes from batch to batch. */
  next: (name: string): string => `next.${name}`,
};

type Shapes = ReadonlyMap<string, readonly number[]>;

export interface TrainedArrays {
  memory: WebAssembly.Memory;
  /** By name; frozen ones too. */
  parameters: Feeds;
  /** By the names of `updateNames.gradient`. */
  gradients: Feeds;
  /** By the names of `updateNames.state`. */
  state: Feeds;
  /** Addresses of what belongs to a parameter that is trained: `parameter`, `gradient`, and each slot of the state. */
  places: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /** Of the array of a parameter. */
  bytes(parameter: string): number;
}

const DTYPE = 'float32';

/**
 * Arrays of zeros.
 * @param shapes of the parameters
 * @param trained those that are not frozen
 * @param slots names of the optimiser's state
 * Fails with `NO_MEMORY`.
 */
export function createTrainedArrays(shapes: Shapes, trained: Shapes, slots: readonly string[]): TrainedArrays {
  const space = allocator();
  const bytes = (shape: readonly number[]): number => countOf(shape) * ELEMENT_BYTES[DTYPE];
  const take = (shape: readonly number[]): number => space.take(Math.max(bytes(shape), LANE_BYTES));
  const places = new Map<string, Record<string, number>>();
  for (const [name, shape] of shapes)
    places.set(name, {
      parameter: take(shape),
      ...(trained.has(name) ? Object.fromEntries(['gradient', ...slots].map((array) => [array, take(shape)])) : {}),
    });
  const memory = createMemory(space.used(), {
    message: (megabytes) =>
      `The system did not give the ${megabytes} MB that the parameters of this model, their gradients and the state of the optimizer need. Make the model smaller.`,
    place: { key: ['model'] },
  });
  const view = (name: string, array: string): Tensor => {
    const shape = shapes.get(name) ?? [];
    return { dtype: DTYPE, shape, data: new Float32Array(memory.buffer, places.get(name)?.[array], countOf(shape)) };
  };
  const names = [...trained.keys()];
  return {
    memory,
    parameters: Object.fromEntries([...shapes.keys()].map((name) => [name, view(name, 'parameter')])),
    gradients: Object.fromEntries(names.map((name) => [updateNames.gradient(name), view(name, 'gradient')])),
    state: Object.fromEntries(
      names.flatMap((name) => slots.map((slot) => [updateNames.state(slot, name), view(name, slot)])),
    ),
    places: new Map([...places].filter(([name]) => trained.has(name))),
    bytes: (parameter) => bytes(shapes.get(parameter) ?? []),
  };
}
