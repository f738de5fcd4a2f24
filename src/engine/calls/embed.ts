// The call `embed`: a vector for each text, by `client.call('embed', { folder, texts, pooling })`. Inside the engine, with a run from
// `withRun`: `embeddingOf(run).texts(texts, context)`, and `.data({ part: 'train' }, context)` for its own examples with theirs. To keep
// vectors for questions (`neighbors` of any text, maps, clusters) call `openVectors` with `{ kind: 'texts', folder, texts: { part } }`.
// Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { embeddingOf } from '../runs/embeddingOf';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** Texts as vectors, in order: how nearest texts, maps and files of vectors begin. */
export const embed: EngineCall<'embed'> = async ({ folder, checkpoint, texts, pooling }, context) =>
  withRun({ folder, checkpoint }, context, async (run) => {
    const { poolings, columns, ...embedding } = embeddingOf(run);
    const { values, ...found } = await embedding.texts(texts, { ...context, pooling });
    context.transfer(values.buffer as ArrayBuffer);
    return { ...found, values, poolings: [...poolings], columns: [...columns] };
  });
