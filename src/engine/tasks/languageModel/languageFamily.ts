// A family of language models.

import type { z } from 'zod';
import type { LanguageModel } from '../../language/languageModel';
import type { TypedSchema } from '../../schema/shorthand';
import { defineModelFamily, type ModelFamilyDefinition } from '../modelFamily';
import type { OpenModel } from '../openModel';
import type { RunParts } from '../task';
import type { AroundModel } from './aroundModel';

/** What a language model is opened from. */
export type LanguageParts = Pick<
  RunParts<AroundModel & { task: 'language-model'; model: { type: string } }>,
  'record' | 'checkpoint' | 'read'
> & {
  experiment: AroundModel;
};

/** A trained language model that is open. */
export interface OpenedLanguageModel {
  model: LanguageModel;
  /** What tokens look at, of models that pay attention. */
  attend?: OpenModel['attend'];
  /** One forward pass; of networks. */
  trace?: OpenModel['trace'];
  /** Of models that are graphs. */
  graphs?: OpenModel['graphs'];
  /** Of networks. */
  network?: OpenModel['network'];
}

export const defineLanguageFamily = <Schema extends TypedSchema>(
  schemas: readonly Schema[],
  definition: ModelFamilyDefinition<z.output<Schema>, AroundModel, LanguageParts, OpenedLanguageModel>,
) => defineModelFamily(schemas, definition);
