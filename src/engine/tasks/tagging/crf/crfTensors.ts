// A conditional random field as the named arrays of a checkpoint, and back.

import { LabError } from '../../../../protocol/labError';
import type { CrfModel } from '../../../crf/crfModel';
import type { Features } from '../../../crf/features';
import type { Feeds } from '../../../runtime/session';
import type { NamedTensors } from '../../../store/safetensors';

type Doubles = Float64Array<ArrayBuffer>;

/** `weights` [features] and `transitions` [tags, tags], float64; `starts` [attributes + 1] and `tags` [features], int32. */
export function crfTensors({ features: { starts, tags }, weights, transitions }: CrfModel): Feeds {
  const count = Math.sqrt(transitions.length);
  return {
    weights: { dtype: 'float64', shape: [weights.length], data: weights as Doubles },
    transitions: { dtype: 'float64', shape: [count, count], data: transitions as Doubles },
    starts: { dtype: 'int32', shape: [starts.length], data: starts },
    tags: { dtype: 'int32', shape: [tags.length], data: tags },
  };
}

/** Fails with `INVALID_FILE` when an array is missing, or of another size than tags and attributes want. */
export function crfOf(stored: NamedTensors, sizes: { tags: number; attributes: number }, file: string): CrfModel {
  const invalid = (reason: string): LabError =>
    new LabError('INVALID_FILE', `"${file}" does not belong to this model: ${reason}. Train the run again.`, { file });
  const data = (name: string) => {
    const found = stored.get(name);
    if (!found) throw invalid(`the tensor "${name}" is missing`);
    return found.data;
  };
  const doubles = (name: string, length: number): Float64Array => {
    const found = data(name);
    if (!(found instanceof Float64Array)) throw invalid(`"${name}" is not float64`);
    if (found.length !== length) throw invalid(`"${name}" has ${found.length} numbers instead of ${length}`);
    return found;
  };
  const integers = (name: keyof Features): Features['tags'] => {
    const found = data(name);
    if (!(found instanceof Int32Array)) throw invalid(`"${name}" is not int32`);
    return found as Features['tags'];
  };
  const features = { starts: integers('starts'), tags: integers('tags') };
  const { starts, tags } = features;
  if (starts.length !== sizes.attributes + 1 || starts[0] !== 0 || starts[starts.length - 1] !== tags.length)
    throw invalid(`"starts" is not of ${sizes.attributes} attributes`);
  if (starts.some((start, i) => i > 0 && start < starts[i - 1]) || tags.some((tag) => tag < 0 || tag >= sizes.tags))
    throw invalid('its features are out of order');
  const weights = doubles('weights', tags.length);
  return { features, weights, transitions: doubles('transitions', sizes.tags ** 2) };
}
