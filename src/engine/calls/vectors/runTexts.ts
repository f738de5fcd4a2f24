// The vectors that a run's encoder gives whole texts: those of a file, or of a part of the run's own data.

import path from 'node:path';
import { can } from '../../../protocol/ability';
import { LabError } from '../../../protocol/labError';
import { shownTexts } from '../../../protocol/shownTexts';
import type { VectorsSource } from '../../../protocol/vectors';
import { appendText } from '../../embeddings/vectors/shownText';
import type { VectorSet } from '../../embeddings/vectors/vectorSet';
import { WordTable } from '../../embeddings/vectors/wordTable';
import { embeddingOf } from '../../runs/embeddingOf';
import { withRun } from '../keptRuns';
import type { TextVector, UnnumberedInfo, VectorsContext } from './openedVectors';

const PAIR_NEEDED = 'These are pairs of texts: write a tab between the two.';
const TEXT_NEEDED = 'These are single texts: write one, without a tab.';

interface RunTexts {
  set: VectorSet;
  info: Omit<UnnumberedInfo, 'source'>;
  /** The vector of another text, made by the same model in the same way. */
  textVector: TextVector;
}

/** Fails as `openRun`, as the embedding of texts does, and with `INVALID_ARGUMENT` for runs that have none. */
export function openRunTexts(
  { folder, checkpoint, texts, pooling: wanted, singly, limit }: VectorsSource & { kind: 'texts' },
  context: VectorsContext,
): Promise<RunTexts> {
  const asked = { folder, checkpoint };
  return withRun(asked, context, async (run) => {
    const embedding = embeddingOf(run);
    const given = { ...context, pooling: wanted, singly, limit };
    const { examples, files, notices, values, width, pooling } = await embedding.data(texts, given);
    const words = new WordTable();
    for (const example of examples) appendText(words, shownTexts(example.texts));
    const places = new Map(files.map((file, i) => [file, i]));
    const set: VectorSet = {
      ...{ words, values, dimensions: width },
      lines: Int32Array.from(examples, ({ line }) => line),
      files: Int32Array.from(examples, ({ file }) => places.get(file) ?? -1),
      labels: examples.map(({ label }) => label),
      areNumbers: can(run.record, 'number'),
    };
    const what = 'part' in texts ? texts.part : path.basename(texts.file);
    return {
      set,
      info: {
        title: `${run.record.name}: ${what}`,
        ...{ corpus: files, notices },
        ...{ poolings: [...embedding.poolings], pooling },
        hasLabels: examples.some(({ label }) => label !== ''),
      },
      textVector: (text, { signal }) =>
        withRun(asked, context, async (again) => {
          const options = { pooling, signal, progress: () => undefined };
          const found = await embeddingOf(again).texts([text], options);
          if (found.width === width) return found.values;
          throw new LabError('INVALID_ARGUMENT', examples[0].texts.length > 1 ? PAIR_NEEDED : TEXT_NEEDED);
        }),
    };
  });
}
