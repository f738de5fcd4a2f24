// The encoder of a run, told in the keys of `models/encoders` whatever its task calls them, so that models of other tasks can begin with
// it; and the keys of a task whose models are such an encoder with a head on it.

import { encoderSchemas } from '../../models/encoders/createEncoder';
import { recurrentStartKeys } from '../../schema/recurrentStart';
import { typesOf } from '../../schema/shorthand';

export interface EncoderDescription {
  /** `type` and all that says of which shapes its parameters are. */
  readonly keys: { readonly type: string } & Readonly<Record<string, unknown>>;
  /** How many places it knows, where it learned a vector for each. */
  readonly places?: number;
}

/** How a task speaks of encoders. @template E its experiments */
export interface EncoderKeys<E> {
  /** That of a run's model; undefined of models that have none. */
  of(experiment: E): EncoderDescription | undefined;
  /** The keys of `model` for such an encoder; undefined where no model of the task has one. */
  said(encoder: EncoderDescription['keys']): Record<string, unknown> | undefined;
  /** The key of `training` that says how many tokens are read at once, and how many a type of model may read with so many places. */
  readonly length: { readonly key: 'maxLength' | 'context'; most(places: number, type: string): number };
}

/** Keys of an encoder that do not change what its parameters are. */
const FREE: readonly string[] = [
  ...['from', 'pretrained', 'pooling', 'dropout', 'hiddenLayers'],
  ...Object.keys(recurrentStartKeys),
];

const structureOf = (type: string): string[] | undefined => {
  const schema = encoderSchemas.find((each) => typesOf(each).includes(type));
  return schema && Object.keys(schema.shape).filter((key) => !FREE.includes(key));
};

/** What only encoders of blocks that stand alone have, as it is where it is left out. */
const PLAIN: Readonly<Record<string, unknown>> = {
  ...{ embeddings: 'scaled', tokenTypes: 0, normEpsilon: 1e-5 },
  vectorWidth: undefined,
};

/** The keys of an encoder without what others than encoders that stand alone lack; undefined where it has that. */
export function plainKeys(keys: EncoderDescription['keys']): EncoderDescription['keys'] | undefined {
  if (Object.entries(PLAIN).some(([key, plain]) => keys[key] !== undefined && keys[key] !== plain)) return undefined;
  const own = Object.entries(keys).filter(([key]) => !Object.hasOwn(PLAIN, key));
  return { ...Object.fromEntries(own), type: keys.type };
}

interface Encoding {
  model: { type: string };
  training: { maxLength: number };
}

/** Of tasks whose models are an encoder with a head. */
export const encoderKeys: EncoderKeys<Encoding> = {
  of({ model, training }) {
    const structure = structureOf(model.type);
    if (!structure) return undefined;
    const own = Object.entries(model).filter(([key]) => structure.includes(key));
    const keys = { ...Object.fromEntries(own), type: model.type };
    return { keys, ...('positions' in model && model.positions === 'learned' ? { places: training.maxLength } : {}) };
  },
  said: (keys) => (structureOf(keys.type) ? { ...keys } : undefined),
  length: { key: 'maxLength', most: (places) => places },
};
