// A family of models that give tokens tags.

import type { z } from 'zod';
import type { TypedSchema } from '../../schema/shorthand';
import { defineModelFamily, type ModelFamilyDefinition } from '../modelFamily';
import type { RunParts } from '../task';
import type { AroundTagger } from './aroundTagger';
import type { OpenTagger } from './openTagger';

/** What a tagger is opened from. */
export type TaggerParts = Pick<
  RunParts<AroundTagger & { task: 'tagging'; model: { type: string } }>,
  'record' | 'checkpoint' | 'read'
> & {
  experiment: AroundTagger;
};

export const defineTaggerFamily = <Schema extends TypedSchema>(
  schemas: readonly Schema[],
  definition: ModelFamilyDefinition<z.output<Schema>, AroundTagger, TaggerParts, OpenTagger>,
) => defineModelFamily(schemas, definition);
