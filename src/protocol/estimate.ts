// What a training would be, before it is begun.

export interface Estimate {
  /** How many numbers are learned. */
  parameters: number;
  epochs: number;
  /** Of all epochs together, where that is known. */
  steps?: number;
  labels: number;
  device: string;
  threads: number;
  /** Measured in some of its first steps; of what is trained in gradient steps. */
  secondsPerStep?: number;
  /** What a person should know of the data. */
  notices: string[];
}

/** Of all steps; to judge comes on top. Undefined where that is not known. */
export const secondsOf = ({ steps, secondsPerStep }: Estimate): number | undefined =>
  steps === undefined || secondsPerStep === undefined ? undefined : steps * secondsPerStep;
