// An n-gram model as the named arrays of a checkpoint, and back.

import { LabError } from '../../../../protocol/labError';
import { NgramModel, type NgramLevel } from '../../../ngrams/ngramModel';
import type { Feeds } from '../../../runtime/session';
import type { NamedTensors } from '../../../store/safetensors';

type Integers = Int32Array<ArrayBuffer>;
type Floats = Float32Array<ArrayBuffer>;

/** By length k, `ngrams.k.probabilities` and `.backoffs` float32, `.tokens` and `.starts` int32, as `NgramLevel` has them. */
export function ngramTensors({ levels }: NgramModel): Feeds {
  const entries = levels.flatMap(({ tokens, probabilities, backoffs, starts }, i) => [
    ...Object.entries({ tokens, starts }).map(([name, data]) => [
      nameOf(i, name),
      { dtype: 'int32' as const, shape: [data.length], data: data as Integers },
    ]),
    ...Object.entries({ probabilities, backoffs }).map(([name, data]) => [
      nameOf(i, name),
      { dtype: 'float32' as const, shape: [data.length], data: data as Floats },
    ]),
  ]);
  return Object.fromEntries(entries) as Feeds;
}

const nameOf = (level: number, name: string): string => `ngrams.${level + 1}.${name}`;

/** Fails with `INVALID_FILE` when an array is missing, or does not fit the others. */
export function ngramModelOf(
  stored: NamedTensors,
  { order, vocabulary }: { order: number; vocabulary: number },
  file: string,
): NgramModel {
  const invalid = (reason: string): LabError =>
    new LabError('INVALID_FILE', `"${file}" does not belong to this model: ${reason}. Train the run again.`, { file });
  const data = (level: number, name: keyof NgramLevel) => {
    const found = stored.get(nameOf(level, name));
    if (!found) throw invalid(`the tensor "${nameOf(level, name)}" is missing`);
    return found.data;
  };
  const integers = (level: number, name: 'tokens' | 'starts', length: number): Int32Array => {
    const found = data(level, name);
    if (found instanceof Int32Array && found.length === length) return found;
    throw invalid(`"${nameOf(level, name)}" is not int32 of ${length} numbers`);
  };
  const floats = (level: number, name: 'probabilities' | 'backoffs', length?: number): Float32Array => {
    const found = data(level, name);
    if (found instanceof Float32Array && found.length === (length ?? found.length)) return found;
    throw invalid(`"${nameOf(level, name)}" is not float32 of ${length ?? 'as many'} numbers`);
  };
  const levels: NgramLevel[] = [];
  for (let i = 0; i < order; i++) {
    const probabilities = floats(i, 'probabilities', i === 0 ? vocabulary : undefined);
    const { length } = probabilities;
    const isLast = i === order - 1;
    levels.push({
      probabilities,
      tokens: integers(i, 'tokens', i === 0 ? 0 : length),
      backoffs: floats(i, 'backoffs', isLast ? 0 : length),
      starts: integers(i, 'starts', isLast ? 0 : length + 1),
    });
  }
  const isShare = (value: number): boolean => value >= 0 && value <= 1.001;
  for (const [i, { tokens, probabilities, backoffs, starts }] of levels.entries()) {
    if (!tokens.every((token) => token >= 0 && token < vocabulary))
      throw invalid('it has tokens beyond its vocabulary');
    if (!probabilities.every(isShare) || !backoffs.every(isShare)) throw invalid('its probabilities are none');
    if (i === order - 1) continue;
    const isOrdered = starts.every((start, node) => start >= (node === 0 ? 0 : starts[node - 1]));
    if (starts[0] !== 0 || !isOrdered || starts[starts.length - 1] !== levels[i + 1].probabilities.length)
      throw invalid(`"${nameOf(i, 'starts')}" is out of order`);
  }
  return new NgramModel(levels);
}
