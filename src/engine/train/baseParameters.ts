// A model that begins with the encoder of another one (`model.from`): its first values are those that were learned there. What was taken
// over, what is drawn as in any model, and what nothing here has a place for is told by name.

import { LabError } from '../../protocol/labError';
import type { Initializer } from '../nn/initializers';
import { encoderNames } from '../nn/parameterLayers';
import type { ParameterSpec } from '../nn/parameters';
import type { StoredTensor } from '../store/safetensors';
import type { NeuralTask } from './neuralTask';
import type { BaseParameters } from './preparedRun';

/** Places are the only rows of which a model may have fewer. */
const PLACES = 'positions.weight';

/**
 * The task with the first values of its encoder. Everything is drawn first, so that what answers begins as it would without a base.
 * Fails with `INVALID_EXPERIMENT` where shapes differ or nothing fits.
 */
export function withBase(task: NeuralTask, base: BaseParameters | undefined): NeuralTask {
  if (!base) return task;
  const own = encoderNames(Object.keys(task.parameters));
  const theirs = encoderNames([...base.parameters.keys()]);
  const parameters: Record<string, ParameterSpec> = { ...task.parameters };
  const taken = new Map<string, string>();
  const notices: string[] = [];
  for (const [encoderName, name] of own) {
    const source = theirs.get(encoderName);
    const stored = source === undefined ? undefined : base.parameters.get(source);
    if (source === undefined || !stored) continue;
    requireFit(name, parameters[name], stored, { base, isPlaces: encoderName === PLACES });
    parameters[name] = { ...parameters[name], initialize: beginningWith(parameters[name], stored) };
    taken.set(name, source);
    const [rows, all] = [parameters[name].shape[0], stored.shape[0]];
    if (rows < all) notices.push(`Of the ${all} places that "${base.name}" knows the first ${rows} were taken over.`);
  }
  if (taken.size === 0)
    throw new LabError('INVALID_EXPERIMENT', `"${base.name}" has no parameters that this model has a place for.`, {
      key: ['model', 'from'],
    });
  const drawn = Object.keys(parameters).filter((name) => !taken.has(name) && !parameters[name].frozen);
  const used = new Set(taken.values());
  const left = [...base.parameters.keys()].filter((name) => !used.has(name));
  notices.unshift(`Taken over from "${base.name}": ${named([...taken.keys()])}.`);
  if (drawn.length > 0) notices.push(`Drawn anew: ${named(drawn)}.`);
  if (left.length > 0) notices.push(`Left over in "${base.name}": ${named(left)}.`);
  return { ...task, parameters, notices: [...task.notices, ...notices] };
}

const beginningWith =
  ({ initialize }: ParameterSpec, { data }: StoredTensor): Initializer =>
  (out, shape, next) => {
    initialize(out, shape, next);
    out.set((data as Float32Array).subarray(0, out.length));
  };

function requireFit(
  name: string,
  { shape }: ParameterSpec,
  stored: StoredTensor,
  { base, isPlaces }: { base: BaseParameters; isPlaces: boolean },
): void {
  const shown = (sizes: readonly number[]): string => `[${sizes.join(', ')}]`;
  const [rows, ...widths] = shape;
  const [known, ...theirs] = stored.shape;
  if (widths.join() === theirs.join() && (rows === known || (isPlaces && rows < known))) return;
  throw new LabError(
    'INVALID_EXPERIMENT',
    `"${name}" is ${shown(stored.shape)} in "${base.name}" and ${shown(shape)} in this model. ` +
      (isPlaces && rows > known
        ? 'It cannot read so many tokens at once: lower "training.maxLength".'
        : 'Choose another run.'),
    { key: ['model', 'from'] },
  );
}

/** Numbered layers as one each, of other layers their first names. */
function named(names: readonly string[]): string {
  const groups = names.map((name) => /^.*?\blayers\.\d+/.exec(name)?.[0] ?? /^[^.]+/.exec(name)?.[0] ?? name);
  return [...new Set(groups)].join(', ');
}
