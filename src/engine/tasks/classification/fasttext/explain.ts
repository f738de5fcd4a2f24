// Why a fastText classifier gives a label: the share of each word, of words in a row and of parts of words in the label's score.
// The score is linear in the features, so the shares are exact: they add up to the label's score less the mean of the others'.

import type { TextExplanation, TextFeature } from '../../../../protocol/explanation';
import { labelDirection } from '../../../embeddings/classifier/labelScores';
import { END_OF_TEXT } from '../../../embeddings/classifier/textFeatures';
import type { FastTextModel } from '../../../embeddings/classifier/textModel';

export interface CutText {
  tokens: string[];
  offsets: [start: number, end: number][];
}

/** Cuts texts: with places, and without them. */
export interface TextCutter {
  tokenize(text: string): CutText;
  tokensOf(text: string): string[];
}

/** Each feature once, the largest contribution to either side first, with all its places; parts of a word together. */
export function explainFastText(model: FastTextModel, text: string, cut: CutText, label: number): TextExplanation {
  const direction = labelDirection(model, label);
  const found = new Map<string, { feature: TextFeature; rows: number[] }>();
  let all = 0;
  model.features.visit(cut.tokens, (row, first, count, isPart) => {
    all++;
    const feature = nameOf(cut.tokens, first, count, isPart);
    const entry = found.get(feature) ?? {
      feature: { feature, value: 0, weight: 0, contribution: 0, offsets: [] },
      rows: [],
    };
    found.set(feature, entry);
    entry.rows.push(row);
    addPlace(entry.feature, cut, first, count);
  });
  const vector = new Float32Array(model.dimensions);
  const features = model.input.use((read) =>
    [...found.values()].map(({ feature, rows }) => {
      let sum = 0;
      for (const row of rows) {
        read(row, vector);
        for (let i = 0; i < vector.length; i++) sum += vector[i] * direction[i];
      }
      const [value, weight] = [rows.length / all, sum / rows.length];
      return { ...feature, value, weight, contribution: value * weight };
    }),
  );
  return { text, features: features.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)) };
}

/** Words as they were cut, one space between them; `‹word›` for the parts of a word. */
function nameOf(tokens: readonly string[], first: number, count: number, isPart: boolean): string {
  const words = Array.from({ length: count }, (_, i) => tokens[first + i] ?? END_OF_TEXT).join(' ');
  return isPart ? `‹${words}›` : words;
}

/** Once for each place; the end of a text has none. */
function addPlace({ offsets: places }: TextFeature, { offsets }: CutText, first: number, count: number): void {
  const last = Math.min(first + count, offsets.length) - 1;
  if (last < first) return;
  const [start, end] = [offsets[first][0], offsets[last][1]];
  const before = places.at(-1); // the parts of a word come one behind the other
  if (before?.[0] !== start || before[1] !== end) places.push([start, end]);
}

/** By label, the words whose rows speak most for it, the strongest first. Words in a row have no names once they are hashed. */
export function strongestWords(
  model: FastTextModel,
  words: readonly string[],
  label: number,
  count: number,
): { feature: string; weight: number }[] {
  const direction = labelDirection(model, label);
  const vector = new Float32Array(model.dimensions);
  const weights = model.input.use((read) =>
    words.map((feature, row) => {
      read(row, vector);
      return { feature, weight: vector.reduce((sum, value, i) => sum + value * direction[i], 0) };
    }),
  );
  const speaking = weights.filter(({ feature, weight }) => weight > 0 && feature !== END_OF_TEXT);
  return speaking.sort((a, b) => b.weight - a.weight).slice(0, count);
}
