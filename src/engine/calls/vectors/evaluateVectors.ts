// The call `evaluateVectors`: figures on a file of word pairs or of analogy questions.

import { LabError } from '../../../protocol/labError';
import { evaluateVectors as evaluate } from '../../embeddings/vectors/evaluateVectors';
import { readJudgements } from '../../embeddings/vectors/judgements';
import type { VectorsCall } from './openedVectors';

/** As in gensim. */
const RESTRICT_VOCABULARY = 300_000;

/** Fails as `readJudgements`, with `INVALID_DATA` where nothing is known, and with `CANCELLED`. */
export const evaluateVectors: VectorsCall<'evaluateVectors'> = async (request, { opened, progress, signal }) => {
  const { vectors, file, kind, encoding, restrictVocabulary = RESTRICT_VOCABULARY } = request;
  const { ignoreCase = true, unknown = 'skip', method = 'add' } = request;
  const { set } = opened.get(vectors);
  const judgements = await readJudgements(file, { kind, encoding });
  const { sessionProducts: createProducts } = await import('./sessionProducts');
  const options = { restrictVocabulary, ignoreCase, unknown, method, createProducts };
  const evaluation = evaluate(set, judgements, options);
  for (let told = -1; ;) {
    const { done, value } = await evaluation.next();
    if (done) return value;
    if (signal.aborted) {
      await evaluation.return(undefined as never); // releases what it holds
      throw new LabError('CANCELLED', 'The evaluation was cancelled.');
    }
    if (value - told < 0.01) continue;
    told = value;
    progress({ phase: 'Evaluating', fraction: value });
    await new Promise((resolve) => setImmediate(resolve));
  }
};
