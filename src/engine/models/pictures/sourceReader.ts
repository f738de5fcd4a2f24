// What reads sources that are no texts: pictures, or what was found in them.

import { featureReader, type GivenFeatures } from './featureReader';
import { pictureReader, type EncoderOptions, type GivenPictures, type PictureReader } from './pictureReader';

/** @param widths that places shall have: of features, and of pictures, where that is not the width of the last stage */
export const sourceReader = (
  given: GivenPictures | GivenFeatures,
  encoder: EncoderOptions,
  widths: { ofFeatures: number; ofPictures?: number },
): PictureReader =>
  'numbers' in given ? featureReader(given, widths.ofFeatures) : pictureReader(given, encoder, widths.ofPictures);
