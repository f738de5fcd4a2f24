// What goes into an encoder, and what comes out of it.

import { mark } from '../../graph/marks';
import { add } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { embedding, type embeddingParameters } from '../../nn/embedding';
import type { Bound, ParameterTree } from '../../nn/parameters';

export interface TokenInputs {
  /** Token ids, [time, batch] int32. */
  ids: Value;
  /** False at padding, [time, batch] bool. */
  mask: Value;
  /** Of which text of a pair each token is, [time, batch] int32: 0 or 1; of models that read both as one sequence. */
  segments?: Value;
  /** What else is known of each token, added to its vector: [time, batch, width of the token vectors]. */
  added?: Value;
}

/** The vectors of tokens with what is added to them: [time, batch, width]. Whatever reads tokens begins with these. */
export function readTokens(table: Bound<ReturnType<typeof embeddingParameters>>, { ids, added }: TokenInputs): Value {
  const vectors = embedding(table, ids);
  if (!added) return vectors;
  const layer = { kind: 'embedding' } as const;
  const axes = ['time', 'batch', 'unit'] as const;
  return mark(add(vectors, mark(added, { name: 'features', layer, axes })), { name: 'placed', layer, axes });
}

export interface Encoded {
  /** [time, batch, width]; at padding not meant to be used */
  states: Value;
  /** What was read last, [batch, width]; of encoders that read in an order. */
  last?: Value;
  /** What a head is to look at, as `mask`; left out: what is no padding. */
  counted?: Value;
  /** How much each token counts in a mean, [time, batch]; of encoders that know. */
  importance?: Value;
  /** By layer, [batch, heads, time, time]; of encoders whose tokens look at each other. */
  attention?: readonly Value[];
}

/** Token vectors are the parameter `embedding.weight`, which may start from a file. */
export type EncoderTree = ParameterTree & { readonly embedding: ReturnType<typeof embeddingParameters> };
