// A trained sequence-to-sequence model opened from its run folder, checked against its files.

import path from 'node:path';
import type { SequenceExperiment } from '../../protocol/experiment';
import { LabError } from '../../protocol/labError';
import type { RunRecord } from '../../protocol/run';
import { listParameters } from '../nn/parameters';
import { deviceOrCpu } from '../runtime/device';
import { threadsOf } from '../runtime/machine';
import type { Feeds } from '../runtime/session';
import { zeros } from '../runtime/tensor';
import type { CheckpointName } from '../store/checkpoint';
import type { Files } from '../store/files';
import { createDecodingThreads } from '../translate/decodingThreads';
import { designOf, modelOf, openDesign } from '../translate/sequenceDesign';
import { openSequenceText } from '../translate/sequenceText';
import type { TranslatorParts } from '../translate/translator';
import { copyStored } from './parameterValues';
import { openRunParts } from './trainedClassifier';

export interface Translator extends TranslatorParts {
  record: RunRecord;
  experiment: SequenceExperiment;
  parameters: Feeds;
  /** Tells when a damaged checkpoint was passed over. */
  notice?: string;
  release(): Promise<void>;
}

/** Fails as `openRunParts`, with `INVALID_ARGUMENT` for runs of another task, `INVALID_FILE` where files do not fit. */
export async function openTranslator(files: Files, folder: string, checkpoint?: CheckpointName): Promise<Translator> {
  const { record, experiment, opened, read } = openRunParts(files, folder, checkpoint);
  if (experiment.task !== 'sequence-to-sequence')
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${record.name}" was trained for ${experiment.task}: it writes no texts. Choose a run of the task sequence-to-sequence.`,
    );
  const { training, runtime, decoding } = experiment;
  const text = await openSequenceText(experiment, record.baseFolder, read);
  const design = designOf(experiment, text);
  const model = modelOf(design);
  const parameters: Feeds = Object.fromEntries(
    listParameters(model.parameters).map(([name, { shape }]) => [name, zeros('float32', shape)]),
  );
  copyStored(opened.checkpoint.model, parameters, path.join(opened.folder, 'model.safetensors'));
  const device = await deviceOrCpu(runtime.device ?? 'cpu');
  const threads = threadsOf(runtime.threads);
  const session = openDesign(design, { device, threads }, parameters);
  const helping = device === 'cpu' ? createDecodingThreads({ threads, design, parameters }) : undefined;
  return {
    ...{ record, experiment, parameters, text, session, training, decoding, hasAttention: model.hasAttention },
    notice: opened.notice,
    threads: helping,
    async release() {
      await helping?.release();
      await session.release();
    },
  };
}
