// What a sequence-to-sequence run makes of parallel text: its outputs, and how probable it finds the references.

import path from 'node:path';
import type { ParallelSource } from '../../protocol/experiment';
import type { EvaluateTranslationRequest } from '../../protocol/translation';
import { prepareCleaning } from '../data/cleanTexts';
import { planPairBatches } from '../data/pairBatches';
import { readPairs } from '../data/parallelText';
import { nodeFiles } from '../store/nodeFiles';
import { openTranslator } from './openTranslator';
import type { JudgingContext } from './preparedRun';
import { encodePairs, writesLowercase } from './translationTask';
import type { ReportedPart } from '../translate/translationReport';
import { translateTexts } from '../translate/translator';

/** Opens the run, reads the text, translates it, and releases everything. Fails as `openTranslator` and `readPairs`. */
export async function judgeTranslation(
  request: EvaluateTranslationRequest,
  { progress, log, signal }: JudgingContext,
): Promise<ReportedPart> {
  const { folder, data, baseFolder, decoding, checkpoint } = request;
  progress({ phase: 'Opening the run' });
  const translator = await openTranslator(nodeFiles, folder, checkpoint);
  const { experiment, record, notice, parameters, session, training } = translator;
  try {
    if (notice) log({ level: 'warning', message: notice });
    progress({ phase: 'Reading' });
    const columns = {
      source: request.source ?? experiment.data.source,
      target: request.target ?? experiment.data.target,
      header: request.header ?? experiment.data.header,
    };
    const read = await readPairs(data, { baseFolder, ...columns, signal });
    for (const message of read.notices) log({ level: 'warning', message });
    const cleaning = await prepareCleaning(experiment.clean, record.baseFolder);
    const [sources, targets] = (['source', 'target'] as const).map((side) =>
      cleaning.texts(read.pairs.map((pair) => pair[side])),
    );
    const pairs = read.pairs.map(({ line }, i) => ({ source: sources[i], target: targets[i], line }));
    progress({ phase: 'Evaluating' });
    const encoded = encodePairs(pairs, translator.text, training);
    const scores = await session.score(parameters, encoded, planPairBatches(encoded, experiment.training), signal);
    const translations = await translateTexts(translator, parameters, sources, {
      ...{ decoding, signal },
      progress: (fraction) => progress({ phase: 'Translating', fraction }),
    });
    return {
      ...{ pairs, scores, seed: experiment.seed, lowercase: writesLowercase(experiment), source: nameOf(data) },
      outputs: translations.map(({ outputs }) => outputs[0].text),
    };
  } finally {
    await translator.release();
  }
}

function nameOf(data: ParallelSource): string {
  const files = typeof data === 'string' ? [data] : [data.source, data.target];
  return files.map((file) => path.basename(file)).join(', ');
}
