// Vectors of a file as the first values of an embedding layer (`model.pretrained`). Tokens without a vector keep the values
// that were drawn for them; how many have one is told by a notice of the run.

import fs from 'node:fs';
import path from 'node:path';
import { VECTORS_FILE } from '../../protocol/embedding';
import type { PretrainedOptions } from '../schema/pretrained';
import { LabError } from '../../protocol/labError';
import type { Progress } from '../../protocol/progress';
import { hashFile } from '../data/fileHash';
import { readVectorsFile } from '../embeddings/vectors/readVectorsFile';
import { vectorOf, type VectorSet } from '../embeddings/vectors/vectorSet';
import type { Initializer } from '../nn/initializers';
import type { FlatParameters } from '../nn/parameters';
import type { NeuralTask } from './neuralTask';

/** An embedding layer that may start from a file. */
export interface PretrainedLayer {
  /** Dotted name, say `embedding.weight`: [tokens, width]. */
  parameter: string;
  /** By row. */
  tokens: readonly string[];
  pretrained: PretrainedOptions | undefined;
  /** Of the experiment, for failures. */
  key: readonly string[];
}

interface Surroundings {
  baseFolder: string;
  progress: (progress: Progress) => void;
  signal: AbortSignal;
}

/**
 * The task with those layers' first values from their files; frozen ones are not trained. Fails as `readVectorsFile`, and
 * with `INVALID_EXPERIMENT` where the widths differ or no token is in the file.
 */
export async function withPretrained(
  task: NeuralTask,
  layers: readonly PretrainedLayer[],
  surroundings: Surroundings,
): Promise<NeuralTask> {
  let { parameters } = task;
  const frozen = new Set(task.frozen);
  const hashes = { ...task.hashes };
  const notices = [...task.notices];
  for (const layer of layers) {
    if (!layer.pretrained) continue;
    const file = vectorsFile(path.resolve(surroundings.baseFolder, layer.pretrained.file));
    const { set } = await readFile(file, layer, surroundings);
    const { rows, found, lowered } = lookUp(set, layer.tokens);
    checkFit(parameters, layer, set, found);
    const drawn = parameters[layer.parameter];
    const initialize: Initializer = (out, shape, next) => {
      drawn.initialize(out, shape, next);
      rows.forEach((vector, row) => vector && out.set(vector, row * set.dimensions));
    };
    parameters = { ...parameters, [layer.parameter]: { ...drawn, initialize } };
    if (layer.pretrained.frozen) frozen.add(layer.parameter);
    hashes[path.relative(surroundings.baseFolder, file)] = await hashFile(file);
    notices.push(...coverageNotices(layer, file, { found, lowered }));
  }
  return { ...task, parameters, frozen, hashes, notices };
}

/** The file itself, or the vectors of a run's folder. */
function vectorsFile(file: string): string {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ? path.join(file, VECTORS_FILE) : file;
}

async function readFile(file: string, { key }: PretrainedLayer, { progress, signal }: Surroundings) {
  try {
    const onProgress = (fraction: number): void => progress({ phase: 'Reading pretrained vectors', fraction });
    return await readVectorsFile(file, { limit: 0, signal, onProgress });
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    throw new LabError(error.code, error.message, { ...error.place, key: [...key, 'file'] }, { cause: error });
  }
}

/** A token's vector is that of the word as it stands, else without a subword's mark, else in lower case. */
function lookUp(set: VectorSet, tokens: readonly string[]) {
  let [found, lowered] = [0, 0];
  const rows = tokens.map((token) => {
    const word = token.replace(/^(▁|Ġ|##)(?=.)/u, '');
    const exact = vectorOf({ ...set, unseen: undefined }, token) ?? vectorOf({ ...set, unseen: undefined }, word);
    const match =
      exact ??
      vectorOf({ ...set, unseen: undefined }, word.toLowerCase()) ??
      (isSpecial(token) ? undefined : vectorOf(set, word));
    if (match) found++;
    if (match && !exact && match.row >= 0) lowered++;
    return match?.vector;
  });
  return { rows, found, lowered };
}

const isSpecial = (token: string): boolean => /^(<.*>|\[[A-Z]+\])$/.test(token);

function checkFit(
  parameters: FlatParameters,
  { parameter, key }: PretrainedLayer,
  set: VectorSet,
  found: number,
): void {
  if (!(parameter in parameters)) throw new Error(`The model has no parameter ${parameter}.`);
  const [, width] = parameters[parameter].shape;
  if (width !== set.dimensions)
    throw new LabError(
      'INVALID_EXPERIMENT',
      `The pretrained vectors have ${set.dimensions} numbers, but the model's token vectors have ${width}. ` +
        `Set the width of the model's token vectors to ${set.dimensions}.`,
      { key },
    );
  if (found === 0)
    throw new LabError('INVALID_EXPERIMENT', 'No token of the vocabulary is in the file of pretrained vectors.', {
      key: [...key, 'file'],
    });
}

function coverageNotices(
  { tokens, pretrained, parameter }: PretrainedLayer,
  file: string,
  { found, lowered }: { found: number; lowered: number },
): string[] {
  const share = ((100 * found) / tokens.length).toFixed(1);
  const [name, all] = [path.basename(file), tokens.length];
  return [
    lowered > 0
      ? `${name} has vectors for ${found} of the ${all} tokens of ${parameter}, ${share} % (${lowered} of them in lower case).`
      : `${name} has vectors for ${found} of the ${all} tokens of ${parameter}, ${share} %.`,
    ...(pretrained?.frozen ? [`The vectors of ${parameter} are not trained.`] : []),
  ];
}
