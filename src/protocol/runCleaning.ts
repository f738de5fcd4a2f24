// Cleaning runs: what of them can go while they stay what they are, and how it comes back. The best checkpoint and the last are always kept.

/**
 * `optimizer`: what optimisers keep in the checkpoints of complete runs. `previous`: of complete runs, the checkpoint before the last. `path`:
 * of complete runs, the parameters on the way (`training.path`). `features`: of complete runs, what another network found in the pictures of
 * their data. `evaluations`: reports before the latest, and what came of each example.
 */
export const CLEANED_KINDS = ['optimizer', 'previous', 'features', 'path', 'evaluations'] as const;
export type CleanedKind = (typeof CLEANED_KINDS)[number];

/** Those of which nothing can be looked at any more once they have gone, are only cleaned where they are asked for. */
export const USUALLY_CLEANED: readonly CleanedKind[] = ['optimizer', 'previous', 'features'];

/** In the trash, beside deleted runs, whose names never begin so. */
export const CLEANED_FOLDER = '.cleaned';

export interface CleanableRun {
  folder: string;
  /** What a person calls it. */
  name: string;
  /** Of each kind that it has. */
  bytes: Partial<Record<CleanedKind, number>>;
}

/** A run that is left alone: it is being written, it has a star, or its record cannot be read. */
export interface SparedRun {
  folder: string;
  name: string;
  reason: 'writing' | 'starred' | 'unreadable';
}

/** What was cleaned at once lies together in the trash. */
export interface Cleaning {
  folder: string;
  /** ISO 8601, UTC. */
  at: string;
  runs: number;
  bytes: number;
}

interface CleaningPlan {
  /** Runs that have nothing that can go are left out. */
  runs: CleanableRun[];
  spared: SparedRun[];
}

/** Calls of the engine's contract. */
export type CleaningCalls = {
  /** Changes nothing. */
  cleanableRuns: { request: { folders: string[] }; reply: CleaningPlan };
  /** Moves it into the trash beside the runs: one cleaning for each folder of runs. */
  cleanRuns: {
    request: { folders: string[]; kinds: readonly CleanedKind[] };
    reply: CleaningPlan & { cleanings: Cleaning[] };
  };
  /** Newest first. */
  cleanings: { request: { runsFolder: string }; reply: { cleanings: Cleaning[] } };
  /** Puts back what has its place still; tells what has not. */
  restoreCleaning: { request: { folder: string }; reply: { runs: number; left: string[] } };
  /** What was cleaned goes for good. */
  forgetCleanings: { request: { folders: string[] }; reply: Record<string, never> };
};

export const bytesOf = ({ bytes }: Pick<CleanableRun, 'bytes'>, kinds: readonly CleanedKind[]): number =>
  kinds.reduce((sum, kind) => sum + (bytes[kind] ?? 0), 0);
