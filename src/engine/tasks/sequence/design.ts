// What an experiment says of its model, as plain data, and of the sources that the model reads.

import type { GivenFeatures } from '../../models/pictures/featureReader';
import type { GivenPictures } from '../../models/pictures/pictureReader';
import type { SequenceModel } from '../../models/sequence/sequenceModel';
import { picturesOf } from '../../schema/parallelData';
import type { FeatureOptions, PictureOptions } from '../../schema/pictureSource';
import type { SequenceText } from '../../sequence/decodeTexts';
import type { SequenceDesign } from '../../sequence/sequenceDesign';
import type { SequenceTokens } from '../../sequence/sequenceText';
import { featureSource, pictureSource, textSource } from '../../sequence/sourceSide';
import type { SequenceExperiment } from './schema';

export function designOf(experiment: SequenceExperiment, { source, target }: SequenceTokens): SequenceDesign {
  const pictures = picturesOf(experiment.data);
  return {
    options: experiment.model,
    context: {
      sourceVocabulary: source?.vocabulary.tokens.length ?? 0,
      targetVocabulary: target.vocabulary.tokens.length,
      shared: experiment.sharedVocabulary || source === undefined, // there is no table of the source's own
      longest: experiment.training.maxLength + 1,
      padding: experiment.training.padding,
      ...(pictures && { pictures: 'image' in pictures ? givenPictures(pictures) : givenFeatures(pictures) }),
    },
  };
}

function givenPictures({ size: [height, width], colour, mean, std }: PictureOptions): GivenPictures {
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

/** Both sides as the model reads and writes them. @param baseFolder where the paths of pictures begin that no table names, and that of features */
export function textOf(
  experiment: SequenceExperiment,
  { source, target }: SequenceTokens,
  model: Pick<SequenceModel, 'source'>,
  baseFolder: string,
): SequenceText {
  const pictures = picturesOf(experiment.data);
  if (pictures && model.source) {
    const given = { ...pictures, baseFolder };
    return { source: 'image' in given ? pictureSource(given, model.source) : featureSource(given, model.source), target }; // prettier-ignore
  }
  if (!source) throw new Error('There is nothing that sources are cut into.');
  return { source: textSource(source), target };
}

/** How the sides are cut. */
export const tokenizersOf = ({ tokenizer, targetTokenizer, sharedVocabulary, data }: SequenceExperiment) => ({
  ...{ tokenizer, targetTokenizer, sharedVocabulary },
  targetOnly: picturesOf(data) !== undefined,
});
