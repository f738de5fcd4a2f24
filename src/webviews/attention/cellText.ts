// What is said of a cell of a map: its tokens and weight, its place, and how probable the token of its row was.

import { count, figure, share } from '../../protocol/figures';
import type { Cell, MapData } from './mapData';
import type { MapSettings, Sentence } from './mapMaker';
import type { AttentionStrings } from './strings';

export interface CellTextOptions {
  strings: AttentionStrings;
  data: MapData;
  sentence: Sentence;
  kind: MapSettings['kind'];
}

/** A line for each. */
export function cellText({ row, column }: Cell, { strings, data, sentence, kind }: CellTextOptions): string[] {
  const { matrix, rows, columns } = data;
  const token = rows.labels[row];
  const weight = figure(matrix.weights[row * matrix.columns + column]);
  const lines = [
    strings.cell(token, columns.labels[column], weight),
    strings.places(count(row + 1), count(column + 1)),
  ];
  const logs = logProbabilities(row, { data, sentence, kind });
  if (logs.length === 0) return lines;
  const probability = Math.exp(logs.reduce((sum, value) => sum + value, 0));
  return [...lines, strings.probability(token, share(probability))];
}

/** Of the tokens of a row; none of the source, which the model does not make. */
function logProbabilities(row: number, { data, sentence, kind }: Omit<CellTextOptions, 'strings'>): number[] {
  if (kind === 'encoder') return [];
  const { first, end } = data.rows.spans[row];
  const before = kind === 'joint' ? sentence.source.tokens.length : 0;
  return first < before ? [] : sentence.tokenLogProbabilities.slice(first - before, end - before);
}
