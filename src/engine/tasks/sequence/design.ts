// What an experiment says of its model, as plain data, and of the sources that the model reads.

import type { GivenFeatures } from '../../models/pictures/featureReader';
import type { GivenPictures } from '../../models/pictures/pictureReader';
import type { SequenceModel } from '../../models/sequence/sequenceModel';
import { picturesOf } from '../../schema/parallelData';
import type { FeatureOptions, PictureOptions, PictureSourceOptions } from '../../schema/pictureSource';
import type { SequenceText } from '../../sequence/decodeTexts';
import type { PictureNetwork } from '../../sequence/pictureNetwork';
import type { SequenceDesign } from '../../sequence/sequenceDesign';
import type { SequenceTokens } from '../../sequence/sequenceText';
import { featureSource, networkSource, pictureSource, textSource } from '../../sequence/sourceSide';
import type { SequenceExperiment } from './schema';

/** @param network what reads the pictures, where that is no part of the model */
export function designOf(
  experiment: SequenceExperiment,
  { source, target }: SequenceTokens,
  network?: Pick<PictureNetwork, 'given'>,
): SequenceDesign {
  const pictures = picturesOf(experiment.data);
  return {
    options: experiment.model,
    context: {
      sourceVocabulary: source?.vocabulary.tokens.length ?? 0,
      targetVocabulary: target.vocabulary.tokens.length,
      shared: experiment.sharedVocabulary || source === undefined, // there is no table of the source's own
      longest: experiment.training.maxLength + 1,
      padding: experiment.training.padding,
      ...(pictures && { pictures: network?.given ?? givenOf(pictures) }),
    },
  };
}

const givenOf = (pictures: PictureSourceOptions): GivenPictures | GivenFeatures =>
  'image' in pictures ? givenPictures(pictures) : givenFeatures(pictures);

/** As the experiment says that they are seen. */
export function givenPictures({ size: [height, width], colour, mean, std }: PictureOptions): GivenPictures {
  const channels = colour === 'grey' ? 1 : 3;
  const byChannel = (figure: number | number[]): number[] =>
    typeof figure === 'number' ? new Array<number>(channels).fill(figure) : figure;
  return { height, width, channels, mean: byChannel(mean), std: byChannel(std) };
}

/** [places, numbers] is one column of places, [numbers] one place. */
function givenFeatures({ shape }: FeatureOptions): GivenFeatures {
  const [numbers, last, first] = [...shape].reverse();
  return shape.length === 2 ? { rows: last, columns: 1, numbers } : { rows: first ?? 1, columns: last ?? 1, numbers };
}

interface Reading {
  /** Where the paths of pictures begin that no table names, and that of features. */
  baseFolder: string;
  /** What reads the pictures, where that is no part of the model. */
  network?: PictureNetwork;
}

/** Both sides as the model reads and writes them. */
export function textOf(
  experiment: SequenceExperiment,
  { source, target }: SequenceTokens,
  model: Pick<SequenceModel, 'source'>,
  { baseFolder, network }: Reading,
): SequenceText {
  const pictures = picturesOf(experiment.data);
  if (pictures && model.source) {
    const given = { ...pictures, baseFolder };
    if (!('image' in given)) return { source: featureSource(given, model.source), target };
    return { source: network ? networkSource(given, network, model.source) : pictureSource(given, model.source), target }; // prettier-ignore
  }
  if (!source) throw new Error('There is nothing that sources are cut into.');
  return { source: textSource(source), target };
}

/** How the sides are cut. */
export const tokenizersOf = ({ tokenizer, targetTokenizer, sharedVocabulary, data }: SequenceExperiment) => ({
  ...{ tokenizer, targetTokenizer, sharedVocabulary },
  targetOnly: picturesOf(data) !== undefined,
});
