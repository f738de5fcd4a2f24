// What is wrong with an experiment, and where: a fault of a key or a value, of values that are right by themselves but not
// together (what a schema cannot say, a task or a model family reports), or of a file.

import type { LabError } from '../../protocol/labError';

/** From the whole experiment to a value. */
export type KeyPath = readonly (string | number)[];

/** One fault of an experiment, by the path of keys; `atKey` when the key itself is wrong, not its value. */
export interface Fault {
  path: (string | number)[];
  message: string;
  atKey: boolean;
}

/** A fault of a file that an experiment names, and the key that leads to it. */
export interface SourceFault {
  key: (string | number)[];
  error: LabError;
}

/** @param path of the value that is to be changed */
export type ReportFault = (path: (string | number)[], message: string) => void;

/** The faults that `check` reports, at the values. */
export function collectFaults(check: (report: ReportFault) => void): Fault[] {
  const faults: Fault[] = [];
  check((path, message) => faults.push({ path, message, atKey: false }));
  return faults;
}
