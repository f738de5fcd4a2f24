// Gradients of a model that a person wrote, beside finite differences.

import type { LabErrorPlace } from './labError';

export interface GradientCheckRequest {
  /** The experiment whose model is meant, or the model's own file, whose options are then its own. */
  file: string;
  /** The experiment's text, where it may differ from what the file holds. */
  text?: string;
  seed?: number;
}

/** The gradient with respect to one tensor. */
export interface CheckedGradient {
  /** Of a parameter as in checkpoints; of an operator's operand `gate, operand 0`. */
  name: string;
  shape: number[];
  /** So many of its components were compared. */
  compared: number;
  /** The largest error there is, relative to the component or, where that is small, to the tensor's largest. */
  error: number;
  /** Where that is, an index for each axis; empty for a single number. */
  at: number[];
  /** What the model says there, and what differences of its output say. */
  stated: number;
  measured: number;
  isRight: boolean;
  /** Of an operator: where it was applied. */
  place?: LabErrorPlace;
}

export interface GradientCheck {
  parameters: CheckedGradient[];
  /** Of operators with gradients of their own, by operand. */
  operators: CheckedGradient[];
  /** Errors up to this are those of the arithmetic. */
  tolerance: number;
  seed: number;
}
