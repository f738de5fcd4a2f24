// What a training is asked for by.

import type { MachineDefaults } from './machineDefaults';
import type { TrialOfRun } from './run';

export interface TrainRequest {
  /** The experiment file's text, and where relative data paths start. */
  experimentText: string;
  experimentFile?: string;
  baseFolder: string;
  runsFolder: string;
  /** `--set key=value` overrides, applied before checking. */
  overrides?: string[];
  /** Continue this run (folder) instead of making a new one; the experiment text is then ignored. */
  resume?: string;
  /** The folder of a run that is done once more, for the record. */
  again?: string;
  /** Of a trial of a sweep: which, for its record. */
  sweep?: TrialOfRun;
  /** Of what has waited in the queue: its id, for the record. */
  queued?: string;
  /** What holds on this machine where the experiment does not say: from the settings. */
  defaults?: MachineDefaults;
}
