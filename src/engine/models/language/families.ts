// The families of neural language models there are, one line for each, in the order in which they are documented.

import type { LanguageNetworkFamily } from './languageNetworkFamily';
import { custom } from './custom';
import { recurrent } from './recurrent';
import { transformer } from './transformer';

export const FAMILIES = [
  recurrent, //
  transformer,
  custom,
] as const satisfies readonly LanguageNetworkFamily[];
