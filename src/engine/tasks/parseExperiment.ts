// Reads an experiment file's text into a resolved experiment, or says what is wrong and where.

import type { Problem } from '../../protocol/engine';
import { LabError, type LabErrorPlace } from '../../protocol/labError';
import type { Fault, KeyPath } from '../schema/fault';
import { faultsOf, MOST_FAULTS } from '../experiment/issueMessages';
import { readJsonText, type JsonText } from '../experiment/jsonText';
import { applyOverride, isJsonObject, type JsonObject } from '../experiment/overrides';
import type { LessonKeys } from '../lessons/lessonSchema';
import type { BaseReader } from './base/base';
import { fillFromBase } from './base/fillFromBase';
import { experimentJsonSchema } from './experimentSchema';
import type { SweepOptions } from '../sweep/sweepSchema';
import { parseLesson } from './checkLesson';
import { nameTypes, parseSweep, valueFaults } from './checkSweep';
import type { Task } from './task';
import { defaultTask, isTask, TASKS, taskOf, type Experiment } from './tasks';
import { safeParse } from '../schema/safeParse';

export interface ParseOptions {
  /** Named in problems; also gives the default of `name`. */
  file?: string;
  /** `key.key=value`, applied before checking. */
  overrides?: readonly string[];
  /** Finds what `model.from` names; without it an experiment says all of its model by itself, as that of a run does. */
  base?: BaseReader;
}

/** `experiment` is there exactly when no problem is an error; warnings are of keys that mean nothing to its model. */
export interface ParsedExperiment {
  experiment?: Experiment;
  /** What other values of its keys are tried: no part of the experiment that is trained. */
  sweep?: SweepOptions;
  /** What must hold of it, and answers: likewise. */
  lesson?: LessonKeys;
  /** No more than anyone reads. */
  problems: Problem[];
}

/** Checks everything that the file alone can tell; whether data files exist is not looked at. Never throws. */
export function parseExperiment(text: string, { file, overrides = [], base }: ParseOptions = {}): ParsedExperiment {
  const json = readJsonText(text);
  const problem = (message: string, place: LabErrorPlace, severity: Problem['severity'] = 'error'): Problem => ({
    severity,
    code: 'INVALID_EXPERIMENT',
    message,
    place: { file, ...place },
  });
  if (json.faults.length > 0)
    return {
      problems: json.faults.slice(0, MOST_FAULTS).map(({ message, span }) => problem(message, json.placeOf(span))),
    };
  const value = json.value ?? {};
  if (!isJsonObject(value))
    return { problems: [problem('An experiment is an object: { ... }.', json.placeOf(json.spanOf([])))] };

  const overridden = new Set<string>();
  try {
    for (const override of overrides) overridden.add(applyOverride(value, override).join('.'));
  } catch (error) {
    return { problems: [{ severity: 'error', ...LabError.toData(error) }] };
  }
  if (file !== undefined && value.name === undefined) value.name = nameOfFile(file);

  const { sweep: asked, ...ofLesson } = takeBeside(value);
  const bare = asked === undefined ? value : structuredClone(value); // what a model begins with is filled in below
  const { experiment, faults: own } = check(value, base);
  const { sweep, faults: sweepFaults } =
    asked === undefined ? noSweep : checkSweep(asked, { value: bare, experiment, base });
  const { lesson, faults: lessonFaults } = parseLesson(ofLesson, experiment);
  const faults = [...own, ...sweepFaults, ...lessonFaults];
  const placeOf = ({ path, atKey }: Omit<Fault, 'message'>): LabErrorPlace => {
    const fromFile = !overridden.has(path.join('.'));
    return { key: path, ...(fromFile ? json.placeOf(spanOfFault(json, path, atKey)) : {}) };
  };
  const problems = faults.map(({ message, ...where }) => problem(message, placeOf(where)));
  if (problems.length > 0 || !experiment) return { problems };
  const unused = (taskOf(experiment).unused?.(experiment) ?? []).filter((path) => isGiven(value, path));
  return {
    ...{ experiment, sweep, lesson },
    problems: unused.map((path) =>
      problem(
        `"${path.join('.')}" means nothing to the model "${experiment.model.type}" and changes nothing.`,
        placeOf({ path: [...path], atKey: true }),
        'warning',
      ),
    ),
  };
}

/** As `parseExperiment`, but throws the first problem as a LabError (`INVALID_EXPERIMENT`). */
export function resolveExperiment(text: string, options: ParseOptions = {}): Experiment {
  const { experiment, problems } = parseExperiment(text, options);
  if (experiment) return experiment; // what changes nothing has been told by whoever checked
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw LabError.fromData({ ...first, message: first.message + more });
}

/** Keys that are no part of what is trained. */
const BESIDE = ['sweep', 'expect', 'answers'];

/** Takes them out of `value`. */
function takeBeside(value: JsonObject): JsonObject {
  const beside = Object.fromEntries(BESIDE.flatMap((key) => (Object.hasOwn(value, key) ? [[key, value[key]]] : [])));
  for (const key of BESIDE) delete value[key];
  return beside;
}

const noSweep: ReturnType<typeof parseSweep> = { faults: [] };

/** Values are tried where the experiment is right without them. */
function checkSweep(
  asked: unknown,
  { value, experiment, base }: { value: JsonObject; experiment?: Experiment; base: BaseReader | undefined },
): ReturnType<typeof parseSweep> {
  const { sweep, faults } = parseSweep(asked, experiment);
  if (!sweep || !experiment || faults.length > 0) return { sweep, faults };
  nameTypes(value, experiment, sweep);
  return { sweep, faults: valueFaults(sweep, value, (trial) => check(trial, base).faults) };
}

function check(value: JsonObject, base: BaseReader | undefined): { experiment?: Experiment; faults: Fault[] } {
  const task = TASKS[isTask(value.task) ? value.task : defaultTask];
  const { schema } = task;
  const { encoder }: Pick<Task<never>, 'encoder'> = task;
  const contradictions = base ? fillFromBase(value, encoder, base) : [];
  if (contradictions.length > 0) return { faults: contradictions };
  const parsed = safeParse(schema, value);
  if (!parsed.success) return { faults: faultsOf(parsed.error.issues, value, experimentJsonSchema()) };
  const experiment: Experiment & { $schema?: string } = parsed.data;
  delete experiment.$schema;
  return { experiment, faults: taskOf(experiment).faults(experiment) };
}

function isGiven(value: unknown, path: KeyPath): boolean {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Record<string | number, unknown>)[key];
  }
  return true;
}

function spanOfFault(json: JsonText, path: readonly (string | number)[], atKey: boolean) {
  return atKey ? json.keySpanOf(path) : json.spanOf(path);
}

/** `reviews.nlplab.json` is called `reviews`. */
function nameOfFile(file: string): string {
  const base = file.replace(/^.*[\\/]/, '').replace(/(\.nlplab)?\.jsonc?$/i, '');
  return base.slice(0, 100) || 'experiment';
}
