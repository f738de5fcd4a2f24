// The loss around the ways of trainings, on a plane through the space of the parameters.

/** How many points a side of the grid has, and which there may be. */
export const SURFACE_POINTS = { usual: 21, least: 5, most: 101 } as const;

/** Of how many texts of the validation part the loss is, where nobody says it; 0 is all. */
export const SURFACE_EXAMPLES = { usual: 500, most: 1_000_000 } as const;

interface PathPoint {
  step: number;
  x: number;
  y: number;
}

export interface SurfacePath {
  name: string;
  /** By rising step. */
  points: PathPoint[];
}

/**
 * The plane through the end of the run along the first two principal components of all places (Li et al. 2018, "Visualizing the loss
 * landscape of neural nets", section 7); lengths are those of the parameters.
 */
export interface LossSurface {
  /** The first path is that of the run. */
  paths: SurfacePath[];
  /** Rising. */
  x: number[];
  y: number[];
  /** `[y, x]` of the validation part; not a number where the network gives none. */
  losses: Float64Array;
  /** Of how many texts of the validation part the losses are, and how many it has; the same ones everywhere, drawn by the seed. */
  judged?: { used: number; of: number };
  /** How much of the variance of all places lies along each axis, of one. */
  explained: [number, number];
  /** Names of those that went so far away that they would hide the others, or whose numbers were no longer finite. */
  leftOut: string[];
}
