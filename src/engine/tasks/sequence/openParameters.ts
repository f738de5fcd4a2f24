// The model of a run with its parameters, checked against the run's files, and the threads that help it with many texts.

import path from 'node:path';
import { deviceOrCpu } from '../../runtime/device';
import { threadsOf } from '../../runtime/machine';
import { releaseAll } from '../../runtime/release';
import type { Feeds, SessionSettings } from '../../runtime/session';
import { createDecodingThreads } from '../../sequence/decodingThreads';
import type { SequenceParts } from '../../sequence/decodeTexts';
import { openDesign, modelOf, type SequenceDesign } from '../../sequence/sequenceDesign';
import { openSequenceText } from '../../sequence/sequenceText';
import { storedParameters } from '../../train/parameterValues';
import type { RunParts } from '../task';
import { designOf, textOf, tokenizersOf } from './design';
import { networkOfRun } from './givenNetwork';
import type { SequenceExperiment } from './schema';

export interface OpenParameters extends SequenceParts {
  parameters: Feeds;
  design: SequenceDesign;
  settings: SessionSettings;
  release(): Promise<void>;
}

/** Fails with `INVALID_FILE` where files do not fit. */
export async function openParameters(parts: RunParts<SequenceExperiment>): Promise<OpenParameters> {
  const { record, experiment, checkpoint, read } = parts;
  const { training, runtime, decoding } = experiment;
  const { baseFolder } = record;
  const threads = threadsOf(runtime.threads);
  const tokens = await openSequenceText(tokenizersOf(experiment), baseFolder, read);
  const network = await networkOfRun(parts, { threads });
  try {
    const design = designOf(experiment, tokens, network);
    const model = modelOf(design);
    const text = textOf(experiment, tokens, model, { baseFolder, network });
    const opened = checkpoint();
    const stored = path.join(opened.folder, 'model.safetensors');
    const parameters = storedParameters(model.parameters, opened.checkpoint.model, stored);
    const device = await deviceOrCpu(runtime.device ?? 'cpu');
    const settings = { device, threads };
    const session = openDesign(design, settings, parameters);
    const helping = device === 'cpu' ? createDecodingThreads({ threads, design, parameters }) : undefined;
    return {
      ...{ parameters, design, settings },
      ...{ text, session, training, decoding, hasAttention: model.hasAttention },
      threads: helping,
      release: () => releaseAll([helping, session, network]),
    };
  } catch (error) {
    await network?.release();
    throw error;
  }
}
