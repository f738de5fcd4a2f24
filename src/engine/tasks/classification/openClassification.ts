// Opens a trained classifier of a run.

import { analyserFor } from '../../data/tokenizerInputs';
import { runFiles } from '../../store/runFolder';
import type { OpenModel } from '../openModel';
import type { RunParts } from '../task';
import { classifierOf } from './families';
import { labelModel } from './labelModel';
import type { ClassificationExperiment } from './schema';

export async function openClassification(parts: RunParts<ClassificationExperiment>): Promise<OpenModel> {
  const { record, experiment, read } = parts;
  const { labels, modelType, baseFolder, hashes } = record;
  const analyser = await analyserFor(experiment.tokenizer, read(runFiles.tokenizer).text, baseFolder);
  const classifier = await classifierOf(experiment.model).open({ ...parts, analyser });
  return labelModel({
    labels,
    modelType,
    around: experiment,
    monitor: experiment.training.monitor,
    baseFolder,
    hashes,
    classifier,
  });
}
