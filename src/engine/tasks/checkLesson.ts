// What an experiment says as part of a lesson: whether it is right, and what names in it can stand for.

import { faultsOf } from '../experiment/issueMessages';
import { lessonFaults } from '../lessons/lessonFaults';
import { lessonSchema, type LessonKeys } from '../lessons/lessonSchema';
import type { Fault } from '../schema/fault';
import { safeParse } from '../schema/safeParse';
import { flatConfiguration } from '../store/flatConfiguration';
import { experimentJsonSchema } from './experimentSchema';
import type { Experiment } from './tasks';

/** `given` holds nothing but the keys of lessons. */
export function parseLesson(
  given: Record<string, unknown>,
  experiment: Experiment | undefined,
): { lesson?: LessonKeys; faults: Fault[] } {
  const parsed = safeParse(lessonSchema, given);
  if (!parsed.success) return { faults: faultsOf(parsed.error.issues, given, experimentJsonSchema()) };
  const lesson = parsed.data;
  return { lesson, faults: experiment ? lessonFaults(lesson, Object.keys(flatConfiguration(experiment))) : [] };
}
