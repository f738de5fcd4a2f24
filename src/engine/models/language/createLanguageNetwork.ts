// Finds the family of neural language models that an experiment asks for.

import type { z } from 'zod';
import { configured } from '../family';
import { FAMILIES } from './families';
import type { LanguageContext, LanguageNetwork } from './languageLayers';

/** The key `model` of each family. */
export const languageSchemas = FAMILIES.map(({ schema }) => schema);

/** Options of any family, as an experiment has them. */
export type LanguageNetworkOptions = z.output<(typeof FAMILIES)[number]['schema']>;

export const languageNetworkFamilyOf = (options: LanguageNetworkOptions) => configured(FAMILIES, options);

export const createLanguageNetwork = (options: LanguageNetworkOptions, context: LanguageContext): LanguageNetwork =>
  languageNetworkFamilyOf(options).build(context);
