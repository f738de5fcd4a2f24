// The vectors that an engine keeps open, by number. One for each engine; nothing heavy may be imported here.

import { LabError } from '../../../protocol/labError';
import type { Progress } from '../../../protocol/progress';
import type { VectorsInfo } from '../../../protocol/vectors';
import type { VectorsCalls } from '../../../protocol/vectorsCalls';
import type { VectorSet } from '../../embeddings/vectors/vectorSet';
import type { EngineContext } from '../context';

export interface Opened {
  set: VectorSet;
  info: VectorsInfo;
}

export class OpenedVectors {
  private readonly byNumber = new Map<number, Opened>();
  private last = 0;

  add(
    set: VectorSet,
    info: Omit<VectorsInfo, 'vectors' | 'words' | 'dimensions' | 'bytes' | 'hasCounts' | 'hasSubwords'>,
  ): VectorsInfo {
    const full: VectorsInfo = {
      vectors: ++this.last,
      ...info,
      words: set.words.size,
      dimensions: set.dimensions,
      bytes: set.values.byteLength + set.words.byteLength + (set.counts?.byteLength ?? 0),
      hasCounts: set.counts !== undefined,
      hasSubwords: set.unseen !== undefined,
    };
    this.byNumber.set(full.vectors, { set, info: full });
    return full;
  }

  /** Fails with `NOT_FOUND`. */
  get(vectors: number): Opened {
    const opened = this.byNumber.get(vectors);
    if (!opened) throw new LabError('NOT_FOUND', 'These vectors are not open any more. Open them again.');
    return opened;
  }

  close(vectors: number): void {
    this.byNumber.delete(vectors);
  }
}

export interface VectorsContext<P = Progress> extends EngineContext<P> {
  opened: OpenedVectors;
}

export type VectorsCall<K extends keyof VectorsCalls> = (
  request: VectorsCalls[K]['request'],
  context: VectorsContext<VectorsCalls[K] extends { progress: infer P } ? P : never>,
) => Promise<VectorsCalls[K]['reply']> | VectorsCalls[K]['reply'];
