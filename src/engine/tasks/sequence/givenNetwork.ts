// What reads the pictures of an experiment, where that is a network of a person's: as it lies beside the experiment, and as a run keeps it.

import path from 'node:path';
import { givenNetworkOf } from '../../models/pictures/pictureReader';
import { threadsOf } from '../../runtime/machine';
import type { SessionSettings } from '../../runtime/session';
import { picturesOf } from '../../schema/parallelData';
import { openPictureNetwork, type NetworkFile, type PictureNetwork } from '../../sequence/pictureNetwork';
import { nodeFiles } from '../../store/nodeFiles';
import { runFiles } from '../../store/runFolder';
import { readFileBytes } from '../../store/wholeFile';
import type { PrepareOptions } from '../../train/preparedRun';
import type { RunParts } from '../task';
import { givenPictures } from './design';
import type { SequenceExperiment } from './schema';

/** Each run has it once more. */
const MOST_BYTES = 1_000_000_000;

/** While a training is prepared: with the file, which its run keeps. */
export interface TrainingNetwork extends PictureNetwork, NetworkFile {}

/** Has it for as long as a training is prepared. Fails as `openPictureNetwork`, with `NOT_FOUND`, and as `use`. */
export async function withTrainingNetwork<T>(
  { experiment, baseFolder, defaults }: PrepareOptions<SequenceExperiment>,
  use: (network?: TrainingNetwork) => Promise<T>,
): Promise<T> {
  const named = givenNetworkOf(experiment.model.encoder);
  if (!named) return use();
  const file = path.resolve(baseFolder, named.file);
  const bytes = readFileBytes(nodeFiles, file, MOST_BYTES);
  const threads = threadsOf(experiment.runtime.threads || (defaults?.threads ?? 0));
  const network = await opened(experiment, { bytes, file }, { threads });
  try {
    return await use(network && { ...network, bytes, file });
  } finally {
    await network?.release();
  }
}

/** That of a run. Fails as `openPictureNetwork`, and with `NOT_FOUND`. */
export const networkOfRun = (
  { experiment, readBytes }: Pick<RunParts<SequenceExperiment>, 'experiment' | 'readBytes'>,
  settings: Pick<SessionSettings, 'threads'>,
): Promise<PictureNetwork | undefined> =>
  givenNetworkOf(experiment.model.encoder)
    ? opened(experiment, readBytes(runFiles.encoder, MOST_BYTES), settings)
    : Promise.resolve(undefined);

async function opened(
  { model, data }: SequenceExperiment,
  file: NetworkFile,
  settings: Pick<SessionSettings, 'threads'>,
): Promise<PictureNetwork | undefined> {
  const options = givenNetworkOf(model.encoder);
  const pictures = picturesOf(data);
  if (!options || !pictures || !('image' in pictures)) return undefined;
  return openPictureNetwork(file, options, givenPictures(pictures), settings);
}
