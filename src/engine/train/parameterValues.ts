// First values of parameters: drawn from a seed, or read from a checkpoint that must fit the model exactly.

import { LabError } from '../../protocol/labError';
import { listParameters, type ParameterTree } from '../nn/parameters';
import type { Feeds } from '../runtime/session';
import type { NamedTensors } from '../store/safetensors';

/** @param uniform numbers in [0, 1), drawn in the order of the parameters */
export function drawParameters(tree: ParameterTree, into: Feeds, uniform: () => number): void {
  for (const [name, { shape, initialize }] of listParameters(tree))
    initialize(into[name].data as Float32Array, shape, uniform);
}

/** Copies stored tensors. Fails with `INVALID_FILE` when a name or a shape is missing, wrong or too many. */
export function copyStored(stored: NamedTensors, into: Feeds, file: string): void {
  const found = fitting(stored, new Map(Object.entries(into).map(([name, { shape }]) => [name, shape])), file);
  for (const [name, data] of Object.entries(found)) (into[name].data as Float32Array).set(data);
}

/** Stored tensors as the parameters of a model; nothing is copied, or allocated for shapes that do not fit. Fails as `copyStored`. */
export function storedParameters(tree: ParameterTree, stored: NamedTensors, file: string): Feeds {
  const shapes = new Map(listParameters(tree).map(([name, { shape }]) => [name, shape]));
  const found = Object.entries(fitting(stored, shapes, file));
  const feeds = found.map(([name, data]) => [name, { dtype: 'float32', shape: shapes.get(name) ?? [], data } as const]);
  return Object.fromEntries(feeds);
}

/** The data of stored tensors that are of exactly these shapes, in this order. Fails as `copyStored`. */
export function fitting(
  stored: NamedTensors,
  shapes: ReadonlyMap<string, readonly number[]>,
  file: string,
): Record<string, Float32Array<ArrayBuffer>> {
  const invalid = (reason: string): LabError =>
    new LabError('INVALID_FILE', `"${file}" does not belong to this model: ${reason}. Train the run again.`, { file });
  for (const name of stored.keys())
    if (!shapes.has(name)) throw invalid(`it has a tensor "${name}" that the model has not`);
  const data: Record<string, Float32Array<ArrayBuffer>> = {};
  for (const [name, shape] of shapes) {
    const found = stored.get(name);
    if (!found) throw invalid(`the tensor "${name}" is missing`);
    if (found.shape.join() !== shape.join())
      throw invalid(`"${name}" is [${found.shape.join(', ')}] instead of [${shape.join(', ')}]`);
    if (!(found.data instanceof Float32Array)) throw invalid(`"${name}" is not float32`);
    data[name] = found.data as Float32Array<ArrayBuffer>;
  }
  return data;
}

/** Stored tensors as inputs of a program; nothing is copied. They must be float32. */
export function feedsOf(stored: NamedTensors): Feeds {
  const feeds = [...stored].map(([name, { shape, data }]) => [name, { dtype: 'float32', shape, data } as const]);
  return Object.fromEntries(feeds) as Feeds;
}
