// Lessons: folders with a text to read, data and experiments, and what must hold once these were trained and questions answered.

import type { LabErrorPlace } from './labError';
import type { MachineDefaults } from './machineDefaults';
import type { Problem } from './problem';
import type { RowValue } from './runRow';

/** The text of a lesson is `lesson.md`, in other languages `lesson.ko.md` and so on. */
export const LESSON_FILE = /^lesson(?:\.([a-z]{2}))?\.md$/u;

/** The same for those who look for files by a glob. */
export const LESSON_FILES = '**/{lesson,lesson.??}.md';

/** What came of a lesson, beside it: what a teacher collects. */
export const PROGRESS_FILE = 'lesson-progress.json';

/** `open`: it cannot be said before an answer was written, or before a run was trained. */
export type Standing = 'held' | 'failed' | 'open';

/** An expectation of a lesson's experiment, and how it stands. */
export interface Verdict {
  /** What a person reads: its title, else the expression, else what is asked. */
  title: string;
  /** As the file has it: an expression, or the name of an answer. */
  that: string;
  standing: Standing;
  /** The keys that it names with their values; without one where there is none. */
  found: { key: string; value?: RowValue }[];
  /** What to look at where it does not hold. */
  hint?: string;
  /** In the experiment's file. */
  place: LabErrorPlace;
}

export interface LessonExperiment {
  /** Its path from the lesson's folder, with slashes. */
  file: string;
  /** Where it is wrong nothing is judged. */
  problems: Problem[];
  /** The newest completed run of exactly this experiment on the data as they are now. */
  run?: { id: string; folder: string };
  /** Something is said of a run, and there is none: train it. */
  needsRun: boolean;
  verdicts: Verdict[];
}

export interface Lesson {
  folder: string;
  /** The first heading of its text. */
  title: string;
  /** The text in the language asked for, else the one there is; its name. */
  document: string;
  experiments: LessonExperiment[];
}

/** What stands beside a lesson of how it stood. */
export interface LessonProgress {
  title: string;
  /** ISO 8601, UTC. */
  judgedAt: string;
  experiments: { file: string; run?: { id: string }; verdicts: Pick<Verdict, 'that' | 'standing'>[] }[];
}

export type LessonCalls = {
  /**
   * A lesson as it stands, judged by the runs of a folder; `save` writes it beside the lesson. Fails with `NOT_FOUND` where the folder has no
   * text of a lesson.
   */
  lesson: {
    request: { folder: string; runsFolder: string; language?: string; save?: boolean; defaults?: MachineDefaults };
    reply: Lesson;
  };
};

/** The first heading of the text of a lesson, else `name`. */
export const titleOfLesson = (text: string, name: string): string => /^#\s+(.+?)\s*#*\s*$/mu.exec(text)?.[1] ?? name;

/** Something of it was trained, or answered. */
export const isBegun = (experiments: readonly Pick<LessonExperiment, 'run' | 'verdicts'>[]): boolean =>
  experiments.some(
    ({ run, verdicts }) =>
      run !== undefined ||
      verdicts.some(({ found }) => found.some(({ key, value }) => key.startsWith('answers.') && value !== undefined)),
  );

/** The first lesson behind the one at a place, −1 for none, that is not done; else the first of all; undefined where all are. */
export function nextLesson<L>(lessons: readonly L[], at: number, isDone: (lesson: L) => boolean): L | undefined {
  return [...lessons.slice(at + 1), ...lessons.slice(0, at + 1)].find((lesson) => !isDone(lesson));
}

/** How many of each, over all experiments. */
export function countStandings(
  experiments: readonly { verdicts: readonly Pick<Verdict, 'standing'>[] }[],
): Record<Standing, number> {
  const counts = { held: 0, failed: 0, open: 0 };
  for (const { verdicts } of experiments) for (const { standing } of verdicts) counts[standing]++;
  return counts;
}
