export interface WorkspaceCopy {
  folder: string;
  /** Takes out all that is in the folder. */
  empty(): void;
  /** Copies the samples once more. */
  fill(): void;
  remove(): void;
}

/** A temporary copy of the sample workspace. */
export function copySamples(): WorkspaceCopy;
