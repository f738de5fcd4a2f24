// The call `evaluateTranslation`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import path from 'node:path';
import type { ParallelSource } from '../../protocol/experiment';
import { prepareCleaning } from '../data/cleanTexts';
import { planPairBatches } from '../data/pairBatches';
import { readPairs } from '../data/parallelText';
import { writeFileAtomically } from '../store/atomicFile';
import { nodeFiles } from '../store/nodeFiles';
import { runFiles } from '../store/runFolder';
import { openTranslator } from '../train/openTranslator';
import { encodePairs, writesLowercase } from '../train/translationTask';
import { translationReport } from '../train/translationReport';
import { translateTexts } from '../train/translator';
import type { EngineCall } from './context';

/** Judges a run on parallel text; the report becomes the run's latest evaluation. */
export const evaluateTranslation: EngineCall<'evaluateTranslation'> = async (request, { emit, signal }) => {
  const { folder, data, baseFolder, decoding, checkpoint } = request;
  emit('progress', { phase: 'Opening the run' });
  const translator = await openTranslator(nodeFiles, folder, checkpoint);
  const { experiment, record, notice, parameters, session, training } = translator;
  try {
    if (notice) emit('log', { level: 'warning', message: notice });
    emit('progress', { phase: 'Reading' });
    const columns = {
      source: request.source ?? experiment.data.source,
      target: request.target ?? experiment.data.target,
    };
    const read = await readPairs(data, { baseFolder, ...columns, signal });
    for (const message of read.notices) emit('log', { level: 'warning', message });
    const cleaning = await prepareCleaning(experiment.clean, record.baseFolder);
    const [sources, targets] = (['source', 'target'] as const).map((side) =>
      cleaning.texts(read.pairs.map((pair) => pair[side])),
    );
    const pairs = read.pairs.map(({ line }, i) => ({ source: sources[i], target: targets[i], line }));
    emit('progress', { phase: 'Evaluating' });
    const encoded = encodePairs(pairs, translator.text, training);
    const scores = await session.score(parameters, encoded, planPairBatches(encoded, experiment.training), signal);
    const translations = await translateTexts(translator, parameters, sources, {
      ...{ decoding, signal },
      progress: (fraction) => emit('progress', { phase: 'Translating', fraction }),
    });
    const report = translationReport({
      ...{ pairs, scores, seed: experiment.seed, lowercase: writesLowercase(experiment), source: nameOf(data) },
      outputs: translations.map(({ outputs }) => outputs[0].text),
    });
    writeFileAtomically(nodeFiles, path.join(folder, runFiles.evaluation), `${JSON.stringify(report)}\n`);
    return report;
  } finally {
    await translator.release();
  }
};

function nameOf(data: ParallelSource): string {
  const files = typeof data === 'string' ? [data] : [data.source, data.target];
  return files.map((file) => path.basename(file)).join(', ');
}
