// The families of neural language models there are, one line for each, in the order in which they are documented.

import type { LanguageNetworkFamily } from './languageNetworkFamily';
import { recurrent } from './recurrent';
import { transformer } from './transformer';

export const FAMILIES = [
  recurrent, //
  transformer,
] as const satisfies readonly LanguageNetworkFamily[];
