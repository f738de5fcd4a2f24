// What a sequence model reads: texts, or pictures. Whoever trains, decodes or shows knows no more of it than this.

import type { AttendedText } from '../../protocol/attention';
import type { EncodedSources, SourceNumbers } from '../data/encodedTexts';
import { readPictures, type NamedPicture, type PictureReading } from '../pictures/readPictures';
import type { NumberedSource } from '../schema/numberedSource';
import { readFeatures, type FeatureReading } from './readFeatures';
import { seenText } from './seenText';
import { encodeSide, type TextSide } from './sequenceText';

interface SourceLimits {
  maxLength: number;
  truncation: 'end' | 'start';
  signal?: AbortSignal;
}

export interface SourceSide {
  /** Of texts: their tokens. */
  readonly text?: TextSide;
  /** As a model is given them, in order. Of pictures: fails as `readPictures`, or as `readFeatures`. */
  encode(sources: readonly NamedPicture[], limits: SourceLimits): Promise<EncodedSources>;
  /** As it is shown: what attention tells apart, tokens with the end symbol, or the places of a picture. */
  seen(source: string, limits: SourceLimits): AttendedText;
}

export const textSource = (text: TextSide): SourceSide => ({
  text,
  encode: (sources, limits) =>
    Promise.resolve(
      encodeSide(
        sources.map(({ source }) => source),
        text,
        { ...limits, isSource: true },
      ),
    ),
  seen: (source, limits) => seenText(source, text, { ...limits, isSource: true }),
});

/** @param numbered the picture and its places, as the model has them */
export const pictureSource = (reading: Omit<PictureReading, 'signal'>, numbered: NumberedSource): SourceSide => ({
  async encode(sources, { signal }) {
    const { pixels, sha256 } = await readPictures(sources, { ...reading, signal });
    return { ...ofOneShape(pixels, sources.length, numbered), sha256 };
  },
  seen: (source) => seenPlaces(source, numbered),
});

/** @param numbered the places, as the model has them */
export const featureSource = (reading: Omit<FeatureReading, 'signal'>, numbered: NumberedSource): SourceSide => ({
  async encode(sources, { signal }) {
    const { values, sha256 } = await readFeatures(sources, { ...reading, signal });
    return { ...ofOneShape(values, sources.length, numbered), sha256 };
  },
  seen: (source) => seenPlaces(source, numbered),
});

function ofOneShape(ids: SourceNumbers, count: number, numbered: NumberedSource): EncodedSources {
  const each = numbered.shape.reduce((a, b) => a * b, 1);
  const starts = Int32Array.from({ length: count + 1 }, (_, i) => i * each);
  return { ids, starts, truncated: 0, empty: 0, unknown: 0, numbered };
}

function seenPlaces(source: string, { rows, columns }: NumberedSource): AttendedText {
  const places = Array.from({ length: rows * columns }, (_, i) => `${Math.floor(i / columns) + 1},${(i % columns) + 1}`); // prettier-ignore
  return {
    ...{ text: source, tokens: places, offsets: places.map(() => [source.length, source.length]) },
    unknown: places.map(() => false),
    picture: { rows, columns },
  };
}
