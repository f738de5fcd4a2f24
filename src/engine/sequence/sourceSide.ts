// What a sequence model reads: texts, or pictures. Whoever trains, decodes or shows knows no more of it than this.

import type { AttendedText } from '../../protocol/attention';
import type { EncodedSources, SourceNumbers } from '../data/encodedTexts';
import { readPictures, visitPictures, type NamedPicture, type PictureReading } from '../pictures/readPictures';
import type { NumberedSource } from '../schema/numberedSource';
import type { PictureNetwork } from './pictureNetwork';
import { readFeatures, type FeatureReading } from './readFeatures';
import { seenText } from './seenText';
import { encodeSide, type TextSide } from './sequenceText';

interface SourceLimits {
  maxLength: number;
  truncation: 'end' | 'start';
  signal?: AbortSignal;
}

export interface SourceReading extends SourceLimits {
  progress?: (fraction: number) => void;
  /** What was found in these pictures before, `[pictures, ...shape]`, and the SHA-256 of all that it was found with. */
  kept?: { values: Float32Array; foundWith: string };
}

export interface SourceSide {
  /** Of texts: their tokens. */
  readonly text?: TextSide;
  /** As a model is given them, in order. Of pictures: fails as `readPictures`, or as `readFeatures`. */
  encode(sources: readonly NamedPicture[], reading: SourceReading): Promise<EncodedSources>;
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

/** Pictures between two words on how far it is. */
const TOLD_AFTER = 20;

/** Of pictures that another network reads, once. @param numbered the places, as the model has them */
export const networkSource = (
  reading: Omit<PictureReading, 'signal'>,
  network: PictureNetwork,
  numbered: NumberedSource,
): SourceSide => ({
  async encode(sources, { signal, progress, kept }) {
    const pictures = { ...reading, signal };
    const each = numbered.shape.reduce((a, b) => a * b, 1);
    const foundWith = (sha256: string): string => `${sha256} ${network.sha256}`;
    const result = (values: Float32Array, sha256: string): EncodedSources => ({
      ...ofOneShape(values, sources.length, numbered),
      ...{ sha256, foundWith: foundWith(sha256) },
    });
    if (kept?.values.length === sources.length * each) {
      const sha256 = await visitPictures(sources, pictures, { take: () => undefined, again: () => undefined });
      if (kept.foundWith === foundWith(sha256)) return result(kept.values, sha256);
    }
    const values = new Float32Array(sources.length * each);
    const sha256 = await visitPictures(sources, pictures, {
      async take(i, seen) {
        if (i % TOLD_AFTER === 0) progress?.(i / sources.length);
        values.set(await network.find(seen()), i * each);
      },
      again: (i, same) => values.copyWithin(i * each, same * each, (same + 1) * each),
    });
    return result(values, sha256);
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
