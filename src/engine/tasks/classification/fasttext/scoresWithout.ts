// What a fastText classifier says of a text some of whose words are others: the mean of its rows, with those that come and go.

import { createMeanScores } from '../../../embeddings/classifier/labelScores';
import { isWord } from '../../../embeddings/classifier/textFeatures';
import type { FastTextModel } from '../../../embeddings/classifier/textModel';
import { aroundChange } from '../cutWithout';
import type { ScoreWithout } from '../erasedWords';

/** @param tokens the words of the text @param places of the labels, in the order in which shares are given */
export function scoresWithout(
  model: FastTextModel,
  tokens: readonly string[],
  places: readonly number[],
): ScoreWithout {
  const { dimensions, features, settings, input } = model;
  const scoreOf = createMeanScores(model);
  const row = new Float32Array(dimensions);

  /** Adds rows, each so many times. */
  const added = (sum: Float64Array, rows: ReadonlyMap<number, number>): Float64Array =>
    input.use((read) => {
      for (const [number, times] of rows) {
        read(number, row);
        for (let i = 0; i < dimensions; i++) sum[i] += times * row[i];
      }
      return sum;
    });

  const whole = features.rowsOf(tokens);
  const all = added(new Float64Array(dimensions), counted(whole, []));
  return (left) => {
    const { before, after } = aroundChange(tokens, left, settings.wordNgrams, isWord);
    const [gone, come] = [features.rowsOf(before), features.rowsOf(after)];
    const share = 1 / Math.max(1, whole.length - gone.length + come.length);
    const sum = added(all.slice(), counted(come, gone));
    const shares = scoreOf(Float32Array.from(sum, (value) => value * share));
    return places.map((place) => shares[place]);
  };
}

/** How many times each row is there, without those that are there in both. */
function counted(come: readonly number[], gone: readonly number[]): Map<number, number> {
  const times = new Map<number, number>();
  for (const number of come) times.set(number, (times.get(number) ?? 0) + 1);
  for (const number of gone) {
    const left = (times.get(number) ?? 0) - 1;
    if (left === 0) times.delete(number);
    else times.set(number, left);
  }
  return times;
}
