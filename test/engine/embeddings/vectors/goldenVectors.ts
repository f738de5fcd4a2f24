// The golden vectors of gensim as a set, for tests.

import type { VectorSet } from '../../../../src/engine/embeddings/vectors/vectorSet';
import { WordTable } from '../../../../src/engine/embeddings/vectors/wordTable';
import { readGolden, valuesOf, type GoldenTensor } from '../../../golden/readGolden';

interface GoldenEvaluation {
  restrictVocabulary: number;
  ignoreCase: boolean;
  unknown: 'skip' | 'zero';
  pearson: [number, number];
  spearman: [number, number];
  unknownPercent: number;
  accuracy: number;
  sections: [string, number, number][];
}

export interface GoldenVectors {
  words: string[];
  vectors: GoldenTensor;
  pairs: string[];
  questions: string[];
  evaluations: GoldenEvaluation[];
  queries: {
    neighbors: Record<string, [string, number][]>;
    add: [string, number][];
    multiply: [string, number][];
    arithmetic: [string, number][];
    odd: { words: string[]; answer: string };
    similarity: number;
    textSimilarity: number;
  };
  pca: { points: GoldenTensor; positions: GoldenTensor; explained: number[] };
  trustworthiness: { noise: GoldenTensor; values: { neighbors: number; map: 'pca' | 'noise'; value: number }[] };
  procrustes: { a: GoldenTensor; b: GoldenTensor; rotation: GoldenTensor };
}

export const golden = readGolden('vectors.json') as unknown as GoldenVectors;

export function goldenSet(): VectorSet {
  return setOf(golden.words, valuesOf(golden.vectors), golden.vectors.shape[1]);
}

export function setOf(words: readonly string[], values: ArrayLike<number>, dimensions: number): VectorSet {
  return { words: WordTable.of(words), values: Float32Array.from(values), dimensions };
}
