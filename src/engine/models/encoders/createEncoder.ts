// Finds the encoder that an experiment asks for.

import type { z } from 'zod';
import { configured, type WrittenFile } from '../family';
import type { EncoderFamily } from './encoder';
import * as encoders from './encoders';

type Families = typeof encoders;

/** The key `model` of each encoder. */
export const encoderSchemas = Object.values(encoders satisfies Record<string, EncoderFamily>).map(
  ({ schema }) => schema,
);

/** Options of any encoder, as an experiment has them. */
export type EncoderOptions = z.output<Families[keyof Families]['schema']>;

/** The same where every state is read, so that nothing pools them and padding never counts. */
export type StatesOptions = OfStates<EncoderOptions>;

/** Of each type of a union. */
type OfStates<Options> = Options extends unknown ? Omit<Options, 'pooling' | 'mask'> : never;

/** The file of a model whose layers a person wrote; undefined of all others, whatever their task. */
export const writtenFileOf = (model: { type: string }): WrittenFile | undefined =>
  Object.values(encoders)
    .map((family) => family.configure(model)?.written)
    .find((written) => written !== undefined);

export const encoderOf = (options: StatesOptions) => configured(Object.values(encoders), options);
