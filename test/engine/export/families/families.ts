// Every kind of run that can be exported as graphs, each a small one.

import type { ExportedFamily } from './exported';
import { LANGUAGE_FAMILIES } from './language';
import { MASKED_FAMILIES } from './masked';
import { SEQUENCE_FAMILIES } from './sequence';
import { TAGGING_FAMILIES } from './tagging';
import { TEXT_FAMILIES } from './texts';

export const FAMILIES: Readonly<Record<string, ExportedFamily>> = {
  ...TEXT_FAMILIES,
  ...TAGGING_FAMILIES,
  ...MASKED_FAMILIES,
  ...SEQUENCE_FAMILIES,
  ...LANGUAGE_FAMILIES,
};
