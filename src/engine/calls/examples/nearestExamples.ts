// The call `nearestExamples`: from which examples of the training part a run may have its answer. Their vectors are computed once and
// stay in memory for a while.

import type { NearestExamples } from '../../../protocol/examples';
import { LabError } from '../../../protocol/labError';
import { writtenTexts } from '../../../protocol/shownTexts';
import type { LabeledText } from '../../data/labeledText';
import { cosines, greatest } from '../../embeddings/vectors/nearest';
import { embeddingOf } from '../../runs/embeddingOf';
import type { OpenRun } from '../../runs/openRun';
import { availableBytes } from '../../runtime/machine';
import { runFiles } from '../../store/runFolder';
import type { EngineCall, EngineContext } from '../context';
import { KeptModels } from '../keptModels';
import { withRun } from '../keptRuns';
import { exampleAt, withExamples } from './openExamples';

interface TrainingVectors extends Pick<NearestExamples, 'by' | 'notices'> {
  examples: readonly LabeledText[];
  /** `[examples]`. @param texts of one example, cleaned */
  similaritiesTo(texts: readonly string[], run: OpenRun, context: EngineContext): Promise<Float64Array>;
  release(): Promise<void>;
}

const SCARCE_BYTES = 1024 ** 3;

const kept = new KeptModels<TrainingVectors, EngineContext>({
  open: (folder, _, context) => withRun({ folder }, context, (run) => vectorsOf(run, context)),
  ignored: [runFiles.evaluation, runFiles.evaluations],
  ...{ count: 1, idle: 300_000 },
  isMemoryShort: () => availableBytes() < SCARCE_BYTES,
});

/** Fails with `INVALID_ARGUMENT` for runs that give texts no vectors, and as reading the run's data does. */
export const nearestExamples: EngineCall<'nearestExamples'> = async ({ index, most, ...of }, context) => {
  const asked = await withExamples(of, ({ examples }) => exampleAt(examples, index));
  const { folder } = of;
  return kept.use(
    folder,
    undefined,
    async ({ by, notices, examples, similaritiesTo }) => {
      const values = await withRun({ folder }, context, (run) => similaritiesTo(asked.texts, run, context));
      const found = greatest(values, most).map((at) => {
        const { texts, label, file, line } = examples[at];
        return { texts: [...texts], label, similarity: values[at], file, line };
      });
      return { examples: found, by, count: examples.length, notices };
    },
    context,
  );
};

async function vectorsOf(run: OpenRun, context: EngineContext): Promise<TrainingVectors> {
  const release = (): Promise<void> => Promise.resolve();
  if (run.embedding) {
    const { values, width: dimensions, examples, notices } = await run.embedding.data({ part: 'train' }, context);
    const set = { values, dimensions };
    return {
      ...{ by: 'encoder', examples, notices, release },
      async similaritiesTo(texts, again, now) {
        const query = await embeddingOf(again).texts([writtenTexts(texts)], now);
        return cosines(set, query.values);
      },
    };
  }
  if (run.compareByTerms) {
    const { examples, notices, similaritiesTo } = await run.compareByTerms(context);
    return {
      ...{ by: 'terms', examples, notices, release },
      similaritiesTo: (texts) => Promise.resolve(similaritiesTo(texts)),
    };
  }
  throw new LabError(
    'INVALID_ARGUMENT',
    `The run "${run.record.name}" gives texts no vectors, so nothing says which are alike. Choose a run that gives labels or numbers.`,
  );
}
