// What a token looks like, as vectors beside its own: its characters (`characterFeatures.ts`), its capitals, its shape, and its values in other
// columns of the file. They are made once for each different token of a batch, and laid to the tokens.

import { concat, gatherRows, input } from '../graph/ops';
import type { Value } from '../graph/value';
import type { Mode } from '../nn/dropout';
import { embedding, embeddingParameters } from '../nn/embedding';
import { linear, linearParameters } from '../nn/linear';
import type { Bound } from '../nn/parameters';
import { characterReader, type CharacterOptions, type CharacterTree } from './characterFeatures';

export interface FeatureOptions {
  characters?: CharacterOptions;
  /** Width of the vector of capitals, 0 for none; likewise of the shape. */
  capitals: number;
  shape: number;
  /** Columns of files, by their number from 1, and the width of the vector of each. */
  columns?: readonly { column: number; width: number }[];
  dropout: number;
}

/** How many there are of each, number 0 included, which is what nobody knows. */
export interface FeatureSizes {
  characters: number;
  capitals: number;
  shape: number;
  /** By column. */
  columns?: readonly number[];
}

type FeatureTree = {
  characters?: CharacterTree;
  capitals?: ReturnType<typeof embeddingParameters>;
  shape?: ReturnType<typeof embeddingParameters>;
  columns?: Record<string, ReturnType<typeof embeddingParameters>>;
  projection: ReturnType<typeof linearParameters>;
};

export interface TokenFeatures {
  readonly parameters: FeatureTree;
  /** -> [time, batch, width] */
  added(parameters: Bound<FeatureTree>, mode: Mode): Value;
}

/** The input of a column's numbers. */
export const columnInput = (column: number): string => `column${column}`;

/**
 * Undefined where nothing is asked for. The program has the inputs `words` [time, batch], which of the batch's different tokens stands
 * there, and of these `characters` [length, words] with `character_mask`, `capitals` [words], `shape` [words], `column2` [words] of column 2.
 * @param width of the token vectors
 */
export function tokenFeatures(options: FeatureOptions, sizes: FeatureSizes, width: number): TokenFeatures | undefined {
  const { characters, capitals, shape, columns = [], dropout: rate } = options;
  const reader = characters && characterReader(characters, { vocabulary: sizes.characters, rate });
  const widths = columns.reduce((sum, { width: each }) => sum + each, 0);
  const inputs = (reader?.width ?? 0) + capitals + shape + widths;
  if (inputs === 0) return undefined;
  const table = (vocabulary: number, vector: number) =>
    embeddingParameters({ vocabulary, width: vector, deviation: 0.1 });
  return {
    parameters: {
      ...(reader && { characters: reader.parameters }),
      ...(capitals > 0 && { capitals: table(sizes.capitals, capitals) }),
      ...(shape > 0 && { shape: table(sizes.shape, shape) }),
      ...(columns.length > 0 && {
        columns: Object.fromEntries(
          columns.map(({ column, width: each }, i) => [column, table(sizes.columns?.[i] ?? 1, each)]),
        ),
      }),
      projection: linearParameters({ inputs, outputs: width }),
    },
    added(p, mode) {
      const vectors: Value[] = []; // [words, ...] each
      if (reader && p.characters) {
        const ids = input('characters', 'int32', ['length', 'words']);
        const mask = input('character_mask', 'bool', ['length', 'words']);
        vectors.push(...reader.read(p.characters, ids, mask, mode));
      }
      if (p.capitals) vectors.push(embedding(p.capitals, input('capitals', 'int32', ['words'])));
      if (p.shape) vectors.push(embedding(p.shape, input('shape', 'int32', ['words'])));
      for (const { column } of columns)
        if (p.columns) vectors.push(embedding(p.columns[column], input(columnInput(column), 'int32', ['words'])));
      const rows = linear(p.projection, concat(vectors, 1)); // [words, width]
      return gatherRows(rows, input('words', 'int32', ['time', 'batch']));
    },
  };
}
