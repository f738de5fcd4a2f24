// Learning from other runs, whatever the task: its answers are made once, in the run's folder and before the first step, and at the end
// the run is put beside its teacher.

import type { Progress } from '../../../protocol/progress';
import type { RunRecord } from '../../../protocol/run';
import { LabError } from '../../../protocol/labError';
import type { TaughtOptions } from '../../nn/distillation';
import type { JudgedPart } from '../../metrics/judgedPart';
import { releaseAll } from '../../runtime/release';
import type { DistillOptions } from '../../schema/distill';
import { nodeFiles } from '../../store/nodeFiles';
import type { NeuralTask } from '../../train/neuralTask';
import type { PrepareOptions, RunPlace } from '../../train/preparedRun';
import type { KnownRun, Teaching } from '../../train/teaching';
import { besideTeacher } from './besideTeacher';
import {
  countsOf,
  keepJudgedModel,
  keepRows,
  openRows,
  readJudgedModel,
  type JudgedModel,
  type KeptRows,
  type ModelRole,
} from './keptAnswers';
import { columnsOf, sideBySide, type AnsweredRows } from './answeredRows';
import { openTeachers, type Teacher, type TeacherNeeds } from './openTeachers';

interface AnsweringContext {
  signal: AbortSignal;
  progress(fraction: number): void;
}

/** What models make of the judged part together. */
interface JudgedAnswers {
  part: JudgedPart;
  /** What was answered, and in which time. */
  count: number;
  seconds: number;
}

/** What a task has its teachers asked. */
export interface Lessons<K extends Teaching['kind']> extends TeacherNeeds<K> {
  /** Rows of the answers to the training part, and numbers in each. */
  readonly rows: number;
  readonly width: number;
  /** All these rows in order, in pieces of whole rows. Fails with `CANCELLED`. */
  answers(teachers: Teacher<K>['teaching'][], context: AnsweringContext): AsyncIterable<AnsweredRows>;
  /** Undefined where there is no part to be judged. Fails with `CANCELLED`. */
  judged(models: Teacher<K>['teaching'][], context: AnsweringContext): Promise<JudgedAnswers | undefined>;
  /** What `count` of the judged answers counts, for people, in English: "Texts a second". */
  readonly unit: string;
}

export interface PreparedLessons {
  /** What is learned; hidden states have the width of those of all teachers together. */
  readonly taught: TaughtOptions;
  /** `count` rows from `row` on: the answers `[count, width]` and the hidden states `[count, width of them]`. Valid from the first step on. */
  read(row: number, count: number): { answers: Float32Array; states: Float32Array };
  /** The task, which makes the answers before it begins, and is put beside its teacher when it is judged. */
  of(task: NeuralTask): NeuralTask;
}

interface LearningExperiment {
  name: string;
  seed: number;
  data: { validation?: unknown; test?: unknown };
  training: object;
}

type Surroundings = Pick<PrepareOptions<LearningExperiment>, 'experiment' | 'openRun' | 'resumed' | 'progress'>;

/** Fails as `openTeachers`, but for runs whose answers are kept already. */
export async function prepareLessons<K extends Teaching['kind']>(
  distill: DistillOptions,
  lessons: Lessons<K>,
  { experiment, openRun, resumed, progress }: Surroundings,
): Promise<PreparedLessons> {
  const { without } = distill;
  const kept = (role: ModelRole): JudgedModel | undefined =>
    resumed === undefined ? undefined : readJudgedModel(nodeFiles, resumed, role);

  async function withModels<R>(
    names: DistillOptions['teacher'],
    role: ModelRole,
    work: (models: Teacher<K>[]) => Promise<R>,
  ): Promise<R> {
    const models = await openTeachers(names, role, lessons, { openRun });
    try {
      return await work(models);
    } finally {
      await releaseAll(models);
    }
  }
  const opened: RunRecord[] = [];
  const look = async (models: Teacher<K>[]): Promise<void> => void opened.push(...models.map(({ record }) => record));
  let statesWidth = kept('teacher')?.states ?? 0;
  if (!kept('teacher'))
    await withModels(distill.teacher, 'teacher', async (models) => {
      await look(models);
      if (distill.states) statesWidth = widthOfStates(models);
    });
  if (typeof without === 'string' && !kept('without')) await withModels(without, 'without', look);

  async function judgedModel(models: Teacher<K>[], { signal }: Pick<RunPlace, 'signal'>): Promise<JudgedModel> {
    const told = (fraction: number): void => progress({ phase: 'Judging the teacher', fraction });
    const found = await lessons.judged(teachingsOf(models), { signal, progress: told });
    return {
      ...sizesOf(models),
      ...(found ? { perSecond: found.count / found.seconds, figures: countsOf(found.part) } : { figures: {} }),
    };
  }

  let begun: { place: RunPlace; rows: KeptRows } | undefined;

  async function begin(place: RunPlace): Promise<void> {
    const { files, folder, signal } = place;
    if (!readJudgedModel(files, folder, 'teacher'))
      await withModels(distill.teacher, 'teacher', async (teachers) => {
        const told = (fraction: number): void => progress(asking(fraction));
        const rows = lessons.answers(teachingsOf(teachers), { signal, progress: told });
        await keepRows(files, folder, sideBySide(rows, lessons));
        const states = statesWidth > 0 && { states: statesWidth };
        keepJudgedModel(files, folder, 'teacher', { ...(await judgedModel(teachers, place)), ...states });
      });
    if (without !== undefined && !readJudgedModel(files, folder, 'without')) {
      const run =
        without === true
          ? await place.trainWithin('without', untaught(experiment), 'Training without a teacher')
          : without;
      const keep = async (models: Teacher<K>[]): Promise<void> =>
        keepJudgedModel(files, folder, 'without', await judgedModel(models, place));
      await withModels(run, 'without', keep);
    }
    begun = { place, rows: openRows(files, folder, { rows: lessons.rows, width: lessons.width + statesWidth }) };
  }

  async function taughtPart(part: JudgedPart, { place }: { place: RunPlace }): Promise<JudgedPart> {
    const { files, folder } = place;
    const teacher = readJudgedModel(files, folder, 'teacher');
    if (!teacher) return part;
    const { figures, ...own } = await withModels(folder, 'teacher', (models) => judgedModel(models, place));
    void figures; // those of the part itself count
    const models = { own, teacher, without: readJudgedModel(files, folder, 'without'), unit: lessons.unit };
    return {
      ...part,
      report(judging) {
        const report = part.report(judging);
        return { ...report, sections: [...report.sections, besideTeacher(part, judging, models)] };
      },
    };
  }

  return {
    taught: { ...distill, states: distill.states && { ...distill.states, width: statesWidth } },
    read(row, count) {
      if (!begun) throw new Error('The answers of the teacher are not there yet.');
      const { width } = lessons;
      const rows = new Float32Array(count * (width + statesWidth));
      begun.rows.read(row, rows);
      if (statesWidth === 0) return { answers: rows, states: new Float32Array(0) };
      const columns = (from: number, to: number): Float32Array => columnsOf(rows, width + statesWidth, from, to);
      return { answers: columns(0, width), states: columns(width, width + statesWidth) };
    },
    of: (task) => ({
      ...task,
      notices: [...task.notices, ...seenNotices(experiment, opened)],
      begin,
      async judge(parameters, settings) {
        const part = await task.judge(parameters, settings);
        return part && begun ? taughtPart(part, begun) : part;
      },
      async release() {
        try {
          begun?.rows.close();
        } finally {
          await task.release();
        }
      },
    }),
  };
}

/** Fails with `INVALID_EXPERIMENT` where one has none. */
function widthOfStates(models: readonly (KnownRun & { teaching: Teaching })[]): number {
  for (const { record, teaching } of models)
    if (!teaching.states)
      throw new LabError(
        'INVALID_EXPERIMENT',
        `The run "${record.name}" has no hidden states: a model of type "${record.modelType}" is no network. Leave "states" out, or take another teacher.`,
        { key: ['training', 'distill', 'states'] },
      );
  return models.reduce((sum, { teaching }) => sum + (teaching.states?.width ?? 0), 0);
}

const asking = (fraction: number): Progress => ({ phase: 'Asking the teacher', fraction });

/** Parts that are fractions are drawn by the seed: a run with another one has learned from other examples. */
function seenNotices({ seed, data }: LearningExperiment, runs: readonly RunRecord[]): string[] {
  if (typeof data.test !== 'number' && (data.test !== undefined || typeof data.validation !== 'number')) return [];
  const others = runs.filter((record) => record.seed !== seed && Object.keys(record.hashes).length > 0);
  return others.map(
    ({ name, seed: other }) =>
      `"${name}" was trained with the seed ${other}, so that it may have learned from examples that are held out here: its figures, and those of its student, may be too good. Give both the same seed, or a test part of its own.`,
  );
}

const teachingsOf = <K extends Teaching['kind']>(models: readonly Teacher<K>[]): Teacher<K>['teaching'][] =>
  models.map(({ teaching }) => teaching);

const sizesOf = (models: readonly KnownRun[]): Pick<JudgedModel, 'names' | 'parameters' | 'bytes'> => ({
  names: models.map(({ record }) => record.name),
  parameters: models.reduce((sum, { record }) => sum + record.parameters, 0),
  bytes: models.reduce((sum, { bytes }) => sum + bytes, 0),
});

const untaught = ({ training, ...experiment }: LearningExperiment): object => ({
  ...experiment,
  name: `${experiment.name.slice(0, 80)} without a teacher`,
  training: { ...training, distill: undefined },
});
