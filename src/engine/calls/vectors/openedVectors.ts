// The vectors that an engine keeps open, by number. One for each engine; nothing heavy may be imported here.

import { LabError } from '../../../protocol/labError';
import type { Progress } from '../../../protocol/progress';
import type { VectorsInfo } from '../../../protocol/vectors';
import type { VectorsCalls } from '../../../protocol/vectorsCalls';
import type { VectorSet } from '../../embeddings/vectors/vectorSet';
import type { EngineContext } from '../context';

/** The vector of a text that is not among the rows. Fails with `CANCELLED`. */
export type TextVector = (text: string, context: Pick<EngineContext, 'signal'>) => Promise<Float32Array>;

export interface Opened {
  set: VectorSet;
  info: VectorsInfo;
  /** Where the rows are texts that a run's model encodes. */
  textVector?: TextVector;
}

/** What is known of vectors before they have a number; the rest their set says. */
export type UnnumberedInfo = Omit<
  VectorsInfo,
  'vectors' | 'words' | 'dimensions' | 'bytes' | 'hasCounts' | 'hasSubwords'
>;

export class OpenedVectors {
  private readonly byNumber = new Map<number, Opened>();
  private last = 0;

  add(set: VectorSet, info: UnnumberedInfo, textVector?: TextVector): VectorsInfo {
    const full: VectorsInfo = {
      vectors: ++this.last,
      ...info,
      words: set.words.size,
      dimensions: set.dimensions,
      bytes: set.values.byteLength + set.words.byteLength + (set.counts?.byteLength ?? 0),
      hasCounts: set.counts !== undefined,
      hasSubwords: set.unseen !== undefined,
    };
    this.byNumber.set(full.vectors, { set, info: full, textVector });
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
