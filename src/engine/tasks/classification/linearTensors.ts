// A classical model as the named arrays of a checkpoint, and back.

import { LabError } from '../../../protocol/labError';
import type { LinearModel } from '../../linear/linearModel';
import type { Feeds } from '../../runtime/session';
import type { NamedTensors } from '../../store/safetensors';

export interface StoredLinear {
  model: LinearModel;
  /** `[features]`, where the vectors need it. */
  idf?: Float64Array;
}

/** `coefficients` [outputs, features], `intercept` [outputs], `idf` [features]; float64. */
export function linearTensors({ model, idf }: StoredLinear): Feeds {
  const { coefficients, intercept, features } = model;
  return {
    coefficients: { dtype: 'float64', shape: [intercept.length, features], data: coefficients },
    intercept: { dtype: 'float64', shape: [intercept.length], data: intercept },
    ...(idf && { idf: { dtype: 'float64', shape: [features], data: idf } }),
  };
}

export interface ExpectedLinear {
  classes: number;
  outputs: number;
  features: number;
  hasIdf: boolean;
}

/** Fails with `INVALID_FILE` when a name, a shape or a type is missing, wrong or too many. */
export function linearOf(
  stored: NamedTensors,
  { classes, outputs, features, hasIdf }: ExpectedLinear,
  file: string,
): StoredLinear {
  const invalid = (reason: string): LabError =>
    new LabError('INVALID_FILE', `"${file}" does not belong to this model: ${reason}. Train the run again.`, { file });
  const take = (name: string, shape: readonly number[]): Float64Array => {
    const found = stored.get(name);
    if (!found) throw invalid(`the tensor "${name}" is missing`);
    if (found.shape.join() !== shape.join())
      throw invalid(`"${name}" is [${found.shape.join(', ')}] instead of [${shape.join(', ')}]`);
    if (!(found.data instanceof Float64Array)) throw invalid(`"${name}" is not float64`);
    return found.data;
  };
  const expected = hasIdf ? 3 : 2;
  const coefficients = take('coefficients', [outputs, features]);
  const intercept = take('intercept', [outputs]);
  const idf = hasIdf ? take('idf', [features]) : undefined;
  if (stored.size !== expected) throw invalid(`it has ${stored.size} tensors instead of ${expected}`);
  return { model: { classes, features, coefficients, intercept }, idf };
}
