// What a run makes vectors of texts by.

import { LabError } from '../../protocol/labError';
import type { TextEmbedding } from '../tasks/openModel';
import type { OpenRun } from './openRun';

/** Fails with `INVALID_ARGUMENT` for runs that give texts no vectors. */
export function embeddingOf({ embedding, record }: OpenRun): TextEmbedding {
  if (embedding) return embedding;
  throw new LabError(
    'INVALID_ARGUMENT',
    `The run "${record.id}" (${record.modelType}) makes no vectors of texts. Choose a run of a model that encodes whole texts.`,
  );
}
