// What programs that track experiments are given of a run, and what they make of runs: a folder of files. Such a program is a file here, a
// line in `trackers.ts`, and its name in the protocol.

import type { RunAbout } from '../../../protocol/run';
import type { Content } from '../exportFolder';
import type { RunCurves } from './runEvents';

export interface TrackedRun extends RunCurves {
  /** The name of its folder. */
  id: string;
  about?: RunAbout;
  /** As it was understood, with all defaults; missing where it cannot be read. */
  experiment?: string;
}

/** The files of the folder in their order, by name; runs are read one after the other. */
export type Tracker = (
  runs: Iterable<TrackedRun>,
  /** `output`: where the folder is to lie; `count`: of the runs. */
  place: { output: string; count: number },
) => Iterable<[name: Content[0], content: Content[1]]>;
