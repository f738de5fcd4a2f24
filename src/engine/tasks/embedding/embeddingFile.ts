// `vectors.safetensors`: what an embedding has learned, as src/protocol/embedding.ts lays it out.

import {
  EMBEDDING_FORMAT,
  embeddingMetadata,
  embeddingTensors,
  VECTORS_FILE,
  type SubwordSettings,
} from '../../../protocol/embedding';
import type { Files } from '../../store/files';
import path from 'node:path';
import { writeSafetensors, type StoredTensor } from '../../store/safetensors';

export interface LearnedEmbedding {
  model: 'word2vec' | 'fasttext' | 'glove';
  words: readonly string[];
  /** `[words]` */
  counts: Float64Array;
  dimensions: number;
  /** `[words, dimensions]` */
  vectors: Float32Array;
  context?: Float32Array;
  subwords?: { settings: SubwordSettings; ngrams: Float32Array };
}

/** Writes the file whole. Fails with `DISK`. */
export function writeEmbedding(files: Files, folder: string, learned: LearnedEmbedding): void {
  const { model, words, counts, dimensions, vectors, context, subwords } = learned;
  const matrix = (data: Float32Array): StoredTensor => ({ shape: [data.length / dimensions, dimensions], data });
  const text = new TextEncoder().encode(words.join('\n'));
  const tensors = new Map<string, StoredTensor>([[embeddingTensors.vectors, matrix(vectors)]]);
  if (context) tensors.set(embeddingTensors.context, matrix(context));
  if (subwords) tensors.set(embeddingTensors.ngrams, matrix(subwords.ngrams));
  tensors.set(embeddingTensors.counts, { shape: [counts.length], data: counts });
  tensors.set(embeddingTensors.words, { shape: [text.length], data: text });
  writeSafetensors(files, path.join(folder, VECTORS_FILE), tensors, {
    [embeddingMetadata.format]: EMBEDDING_FORMAT,
    [embeddingMetadata.model]: model,
    ...(subwords && { [embeddingMetadata.subwords]: JSON.stringify(subwords.settings) }),
  });
}
