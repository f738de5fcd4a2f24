// What a model can begin with: the encoder of a run, with the tokenizer whose tokens it knows.

import type { NamedTensors } from '../../store/safetensors';
import type { EncoderDescription } from './encoderKeys';

export interface Base {
  /** What it is called in messages. */
  readonly name: string;
  readonly encoder: EncoderDescription;
  /** The key `tokenizer` that reads its vocabulary; and the one that it was learned with, where there is one. */
  readonly tokenizer: { readonly read: Record<string, unknown>; readonly learned?: Record<string, unknown> };
  /** Reads what was learned. Fails as `openCheckpoint`. */
  parameters(): NamedTensors;
}

/** Finds what `model.from` names. Fails with `NOT_FOUND`, `INVALID_EXPERIMENT` and as files of runs are read. */
export type BaseReader = (from: string) => Base;
