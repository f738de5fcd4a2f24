// Finds the encoder that an experiment asks for.

import type { z } from 'zod';
import { configured } from '../family';
import type { EncoderFamily } from './encoder';
import * as encoders from './encoders';

type Families = typeof encoders;

/** The key `model` of each encoder. */
export const encoderSchemas = Object.values(encoders satisfies Record<string, EncoderFamily>).map(
  ({ schema }) => schema,
);

/** Options of any encoder, as an experiment has them. */
export type EncoderOptions = z.output<Families[keyof Families]['schema']>;

export const encoderOf = (options: EncoderOptions) => configured(Object.values(encoders), options);
