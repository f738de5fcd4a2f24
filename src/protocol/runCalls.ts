// The calls on runs as they lie in their folders: listing them, what people say of them, and what they hold.

import type { AboutChange, MetricLine, RunAbout, RunDetails, RunsReply, RunsRequest } from './run';

/** Calls of the engine's contract. */
export type RunCalls = {
  /** Newest first. A folder that is not there holds no runs. */
  runs: { request: RunsRequest; reply: RunsReply };
  /** Changes what people say of runs. Fails with `INVALID_ARGUMENT`, before anything is written, where a text is too long. */
  changeAbout: {
    request: { folders: string[]; change: AboutChange };
    /** In the order of the folders. */
    reply: { runs: { folder: string; before: RunAbout; about: RunAbout }[] };
  };
  /** What is missing or damaged is left out. */
  runDetails: { request: { folder: string }; reply: RunDetails };
  /** The run's metric lines from a byte offset on, for views; torn last line excluded. */
  history: {
    request: { folder: string; fromByte?: number };
    /** `damaged`: how many lines were left out. */
    reply: { lines: MetricLine[]; nextByte: number; damaged: number };
  };
};
