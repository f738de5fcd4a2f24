// The runs that an experiment names to learn from, opened and looked at before anything is begun.

import { LabError } from '../../../protocol/labError';
import { listed } from '../../../protocol/listed';
import { releaseAll } from '../../runtime/release';
import type { DistillOptions } from '../../schema/distill';
import type { PrepareOptions } from '../../train/preparedRun';
import type { KnownRun, Teaching } from '../../train/teaching';

type TeachingOf<K extends Teaching['kind']> = Extract<Teaching, { kind: K }>;

/** A run that has what can be learned from it. */
export interface Teacher<K extends Teaching['kind']> extends KnownRun {
  readonly teaching: TeachingOf<K>;
}

/** What the student needs of them. */
export interface TeacherNeeds<K extends Teaching['kind']> {
  kind: K;
  /** What kind of runs that are, as the end of "... is no run that gives". */
  gives: string;
  /** What is wrong with a teacher of this kind, as the end of "The run "x" cannot teach this one: ..." */
  fault(teaching: TeachingOf<K>): string | undefined;
}

/**
 * Fails as opening runs does, and with `INVALID_EXPERIMENT` where one cannot teach this; places hold the experiment's key.
 * @param key of `training.distill`
 */
export async function openTeachers<K extends Teaching['kind']>(
  names: DistillOptions['teacher'],
  key: 'teacher' | 'without',
  { kind, gives, fault }: TeacherNeeds<K>,
  { openRun }: Pick<PrepareOptions<unknown>, 'openRun'>,
): Promise<Teacher<K>[]> {
  const opened: Teacher<K>[] = [];
  try {
    for (const [i, name] of [names].flat().entries()) {
      const place = { key: ['training', 'distill', key, ...(typeof names === 'string' ? [] : [i])] };
      const run = await openRun(name).catch((error: unknown) => {
        if (!(error instanceof LabError)) throw error;
        throw new LabError(error.code, error.message, { ...error.place, ...place }, { cause: error });
      });
      const { record, teaching } = run;
      const isKind = (found: Teaching | undefined): found is TeachingOf<K> => found?.kind === kind;
      const wrong = isKind(teaching)
        ? fault(teaching)
        : `it is a run of the task "${record.task}" with the model "${record.modelType}", and one that gives ${gives} is needed`;
      if (isKind(teaching) && wrong === undefined) {
        opened.push({ ...run, teaching });
        continue;
      }
      await run.release();
      throw new LabError('INVALID_EXPERIMENT', `The run "${record.name}" cannot teach this one: ${wrong}.`, place);
    }
    return opened;
  } catch (error) {
    await releaseAll(opened).catch(() => undefined); // the first failure is the one to tell
    throw error;
  }
}

/** What is wrong with a list of names that should be the same as another but for its order. @param what they are, in the plural */
export function differingNames(own: readonly string[], theirs: readonly string[], what: string): string | undefined {
  const [missing, other] = [own, theirs].map((names, i) => names.filter((name) => ![theirs, own][i].includes(name)));
  if (missing.length > 0) return `it does not know the ${what} ${quoted(missing)}`;
  if (other.length > 0) return `it knows the ${what} ${quoted(other)}, which the training part has not`;
  return undefined;
}

const MOST_NAMED = 5;

function quoted(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? [`${names.length - MOST_NAMED} more`] : [];
  return listed([...names.slice(0, MOST_NAMED).map((name) => `"${name}"`), ...more]);
}
