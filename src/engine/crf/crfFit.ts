// What a fit of a chain is told, and what it tells after each pass.

import type { FitState } from '../linear/linearModel';

export const CRF_ALGORITHMS = ['lbfgs', 'sgd'] as const;

export interface CrfFitOptions {
  algorithm: (typeof CRF_ALGORITHMS)[number];
  l1: number;
  l2: number;
  /** Whether pairs of neighbouring tags have weights. */
  transitions: boolean;
  /** Passes over all sentences, at most. */
  iterations: number;
  /** Of L-BFGS: it ends where ten passes lower the loss by less than this share. */
  tolerance: number;
  /** Of SGD, at the start. */
  learningRate: number;
  /** Of SGD: of the order of the sentences. */
  seed: number;
  /** Where to go on; the problem and the other options are then the same as before. */
  resume?: FitState;
}

/** Where a fit is after a pass; the arrays are the fit's own until it goes on. */
export interface CrfPass {
  /** From 1. */
  pass: number;
  /** [features], and [tags, tags]. */
  weights: Float64Array;
  transitions: Float64Array;
  /** −log p of the right tags a token; of SGD as the sentences were met on the way. */
  loss: number;
  /** Of SGD, now; of L-BFGS not a number. */
  learningRate: number;
  /** Of L-BFGS; of SGD not a number. */
  gradientNorm: number;
  state(): FitState;
}

/** Gives control back with each pass, and within one now and then with nothing; what it has learned is in the last pass. */
export type CrfFit = Generator<CrfPass | undefined, void, void>;
