// An experiment as a person gives it. The declarations that are published have every key of every task in the place of this file
// (scripts/library/experimentTypes.mjs makes them from the JSON schema).

/** An experiment before what is left out is filled in; docs/experiment.md lists all keys. */
export interface ExperimentFile {
  /** Left out: `classification`. */
  task?: string;
  [key: string]: unknown;
}

/** Text is taken as it is: JSON, with comments if wanted. */
export const textOf = (experiment: ExperimentFile | string): string =>
  typeof experiment === 'string' ? experiment : JSON.stringify(experiment, undefined, 2);
