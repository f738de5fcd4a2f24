// Texts with masked tokens as a model reads them side by side.

import { bucketLength } from '../../data/batches';
import { NO_TOKEN } from '../../models/maskedModel';
import type { Feeds } from '../../runtime/session';
import { tensor } from '../../runtime/tensor';
import { PAD } from '../../text/vocabulary';

/** A text in which some tokens are asked for. */
export interface MaskedReading {
  /** As they are read. */
  ids: Int32Array;
  /** Which of them are asked for. */
  places: readonly number[];
  /** The tokens that stand there. */
  labels: readonly number[];
  /** For each a number in [0, 1), by which a token is drawn in its place; of models that replace tokens. */
  draws?: readonly number[];
  /** Of a pair: where the second text begins, and whether it is the one behind the first. */
  second?: number;
  follows?: boolean;
}

/** Numbers of places are rounded up, so that few shapes occur. */
const STEP = 32;

export const roundedPlaces = (places: number): number => Math.max(STEP, Math.ceil(places / STEP) * STEP);

export interface LaidOutReadings {
  /** `ids` and `mask` [time, batch], and `places` [chosen], those of the first text first. */
  texts: Feeds;
  /** `labels` [chosen]. */
  labels: Feeds;
  /** `slots` [time, batch] and `draws` [chosen], as models that replace tokens have them. */
  replacing: Feeds;
  /** `segments` [time, batch] and `follows` [batch], as models of pairs have them. */
  pairs: Feeds;
  /** Places that count; what comes behind them fills up. */
  chosen: number;
}

/** @param filler the label of places that fill up */
export function layOutReadings(
  readings: readonly MaskedReading[],
  { maxLength, filler = NO_TOKEN }: { maxLength: number; filler?: number },
): LaidOutReadings {
  const size = readings.length;
  const longest = readings.reduce((most, { ids }) => Math.max(most, ids.length), 1);
  const time = bucketLength(longest, maxLength);
  const chosen = readings.reduce((sum, { places }) => sum + places.length, 0);
  const ids = new Int32Array(time * size).fill(PAD);
  const mask = new Uint8Array(time * size);
  const places = new Int32Array(roundedPlaces(chosen));
  const labels = new Int32Array(places.length).fill(filler);
  const slots = new Int32Array(time * size);
  const draws = new Float32Array(places.length);
  const segments = new Int32Array(time * size);
  let at = 0;
  readings.forEach((reading, column) => {
    reading.ids.forEach((id, t) => {
      ids[t * size + column] = id;
      mask[t * size + column] = 1;
      segments[t * size + column] = Number(t >= (reading.second ?? Infinity));
    });
    reading.places.forEach((place, i) => {
      places[at] = place * size + column;
      draws[at] = reading.draws?.[i] ?? 0;
      labels[at++] = reading.labels[i];
      slots[place * size + column] = at;
    });
  });
  return {
    texts: {
      ids: tensor('int32', [time, size], ids),
      mask: tensor('bool', [time, size], mask),
      places: tensor('int32', [places.length], places),
    },
    labels: { labels: tensor('int32', [labels.length], labels) },
    replacing: {
      slots: tensor('int32', [time, size], slots),
      draws: tensor('float32', [draws.length], draws),
    },
    pairs: {
      segments: tensor('int32', [time, size], segments),
      follows: tensor(
        'float32',
        [size],
        readings.map(({ follows }) => Number(follows === true)),
      ),
    },
    chosen,
  };
}
