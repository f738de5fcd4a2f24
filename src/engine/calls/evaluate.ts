// The call `evaluate`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import path from 'node:path';
import type { DataSource } from '../../protocol/experiment';
import { prepareCleaning } from '../data/cleanTexts';
import { loadExamples } from '../data/examples';
import { classesOf } from '../data/labels';
import { classificationReport } from '../metrics/classificationReport';
import { writeFileAtomically } from '../store/atomicFile';
import { nodeFiles } from '../store/nodeFiles';
import { runFiles } from '../store/runFolder';
import { openClassifier } from '../train/openClassifier';
import type { EngineCall } from './context';

/** Judges a run on labelled data; the report becomes the run's latest evaluation. */
export const evaluate: EngineCall<'evaluate'> = async (request, { progress, log, signal }) => {
  const { folder, data, baseFolder, checkpoint } = request;
  progress({ phase: 'Opening the run' });
  const classifier = await openClassifier(nodeFiles, folder, checkpoint);
  const { experiment, record, notice } = classifier;
  try {
    if (notice) log({ level: 'warning', message: notice });
    progress({ phase: 'Reading' });
    const columns = {
      text: request.text ?? experiment.data.text,
      label: request.label ?? experiment.data.label,
      header: experiment.data.header,
    };
    const loaded = await loadExamples(data, { baseFolder, ...columns, signal });
    const { examples } = (await prepareCleaning(experiment.clean, record.baseFolder)).examples(loaded.examples);
    const classes = classesOf(examples, record.labels);
    const lines = examples.map(({ text }) => text);
    progress({ phase: 'Evaluating' });
    const logProbabilities = await classifier.classify(lines, { signal });
    const part = { classes, examples, labels: record.labels, source: nameOf(data) };
    const report = classificationReport({ ...part, logProbabilities });
    writeFileAtomically(nodeFiles, path.join(folder, runFiles.evaluation), `${JSON.stringify(report)}\n`);
    return report;
  } finally {
    await classifier.release();
  }
};

function nameOf(data: DataSource): string {
  const files = typeof data === 'string' ? [data] : Object.values(data.labels);
  return files.map((file) => path.basename(file)).join(', ');
}
