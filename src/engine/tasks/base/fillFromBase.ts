// An experiment whose model begins with a run (`model.from`): what the run fixes is filled in before the keys are checked, and what is
// said against it is a fault.

import { isJsonObject, type JsonObject } from '../../experiment/overrides';
import type { Fault } from '../../schema/fault';
import { safeParse } from '../../schema/safeParse';
import { tokenizerSchema } from '../../schema/tokenizer';
import { trainingLength } from '../../schema/training';
import { LabError } from '../../../protocol/labError';
import type { Base, BaseReader } from './base';
import type { EncoderKeys } from './encoderKeys';

/**
 * Fills the keys of `value` in place.
 * @param keys of the task; undefined where none of its models can begin with anything
 */
export function fillFromBase(
  value: JsonObject,
  keys: Pick<EncoderKeys<never>, 'said' | 'length'> | undefined,
  read: BaseReader,
): Fault[] {
  const { model } = value;
  if (!isJsonObject(model) || typeof model.from !== 'string' || !keys) return [];
  const fault = (path: string[], message: string): Fault => ({ path, message, atKey: false });
  let base: Base;
  try {
    base = read(model.from);
  } catch (error) {
    if (error instanceof LabError) return [fault(['model', 'from'], error.message)];
    throw error;
  }
  const { name, encoder } = base;
  const said = keys.said(encoder.keys);
  if (!said)
    return [
      fault(
        ['model', 'from'],
        `"${name}" has an encoder that no model of this task has: ${shown(encoder.keys)}. Choose another run.`,
      ),
    ];
  const faults: Fault[] = [];
  for (const [key, own] of Object.entries(said)) {
    const given = model[key];
    if (given === undefined) model[key] = own;
    else if (JSON.stringify(given) !== JSON.stringify(own))
      faults.push(
        fault(
          ['model', key],
          `"model.${key}" is ${JSON.stringify(given)}, and that of "${name}" is ${JSON.stringify(own)}. Leave it out: it comes with "model.from".`,
        ),
      );
  }
  if (model.pretrained !== undefined)
    faults.push(
      fault(['model', 'pretrained'], `The token vectors come from "${name}". Leave out "pretrained", or "from".`),
    );
  faults.push(...fillTokenizer(value, base), ...fillLength(value, base, { length: keys.length, type: said.type }));
  return faults;
}

const shown = ({ type, ...keys }: Base['encoder']['keys']): string =>
  [type, ...Object.entries(keys).map(([key, own]) => `${key} ${JSON.stringify(own)}`)].join(', ');

function fillTokenizer(value: JsonObject, { name, tokenizer: { read, learned } }: Base): Fault[] {
  const { tokenizer: given } = value;
  value.tokenizer = read;
  if (given === undefined) return [];
  const own = resolved(given);
  if (own === resolved(read) || (learned && own === resolved(learned))) return [];
  const message = `The tokenizer comes from "${name}", with the tokens that its vectors are of. Leave out "tokenizer".`;
  return [{ path: ['tokenizer'], message, atKey: false }];
}

function resolved(tokenizer: unknown): string {
  const parsed = safeParse(tokenizerSchema, tokenizer);
  if (!parsed.success) return JSON.stringify(tokenizer);
  return JSON.stringify(Object.entries(parsed.data).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fillLength(
  value: JsonObject,
  { name, encoder: { places } }: Base,
  { length, type }: { length: EncoderKeys<never>['length']; type: unknown },
): Fault[] {
  if (places === undefined) return [];
  const most = length.most(places, String(type));
  const training = value.training ?? {};
  if (!isJsonObject(training)) return [];
  const given = training[length.key];
  if (given === undefined) value.training = { ...training, [length.key]: Math.min(most, trainingLength[length.key]) };
  if (typeof given !== 'number' || given <= most) return [];
  const message = `"${name}" knows ${places} places, one for each token: "training.${length.key}" is at most ${most}.`;
  return [{ path: ['training', length.key], message, atKey: false }];
}
