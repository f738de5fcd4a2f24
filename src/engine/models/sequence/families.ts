// The families of sequence models there are, one line for each, in the order in which they are documented.

import { decoderOnly } from './decoderOnly/decoderOnly';
import { recurrent } from './recurrent/recurrent';
import type { SequenceFamily } from './sequenceFamily';
import { transformer } from './transformer/transformer';

export const FAMILIES = [
  recurrent, //
  transformer,
  decoderOnly,
] as const satisfies readonly SequenceFamily[];
