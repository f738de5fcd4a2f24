// A sentence whose tokens have tags, and where it comes from.

export interface TaggedSentence {
  tokens: string[];
  /** As the file has them. */
  tags: string[];
  /** Absolute. */
  file: string;
  /** Of each token, 1-based. */
  lines: number[];
  /** Other columns that were asked for, by their place in the file, from 1: a value for each token. */
  columns?: ReadonlyMap<number, string[]>;
}

/** What a reader adds its sentences to. */
export interface TaggedSink {
  sentences: TaggedSentence[];
  /** What a person should know. */
  notices: string[];
  /** Whether enough has been read: with so many sentences more, of a reader that has not handed them over yet. */
  isFull(more?: number): boolean;
}
