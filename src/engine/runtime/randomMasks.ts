// Draws the random masks of a step. Masks depend on (seed, step, stream) alone, so a resumed run draws the same ones.

/** Fills `out` with 0 and 1, 1 with probability `keep`, for the stream named. */
export type RandomMasks = (out: Uint8Array, keep: number, stream: string) => void;
