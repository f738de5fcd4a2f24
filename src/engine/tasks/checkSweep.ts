// The sweep of an experiment: whether it is right, whether each value that it would try is, and what it comes to.

import { applyOverride, isJsonObject, setOwn, type JsonObject } from '../experiment/overrides';
import type { Fault } from '../schema/fault';
import { safeParse } from '../schema/safeParse';
import { createSearcher } from '../sweep/searches';
import { levelsOf } from '../sweep/halving/halving';
import type { Searcher } from '../sweep/searcher';
import { assign, isChoice, type KeyValue, type SearchKey, type SearchSpace, type TrialValues } from '../sweep/space';
import { sweepFaults } from '../sweep/sweepFaults';
import { spaceOf, sweepSchema, type SweepOptions } from '../sweep/sweepSchema';
import { z } from 'zod';
import { faultsOf } from '../experiment/issueMessages';
import { experimentJsonSchema } from './experimentSchema';
import type { Experiment } from './tasks';

/** What of an experiment its sweep needs to know. */
interface Swept {
  seed: number;
  data?: object;
  training?: { monitor?: string; epochs?: number };
}

/** A sweep with everything that was left out. */
export interface SweepPlan {
  readonly space: SearchSpace;
  readonly metric: string;
  readonly seeds: number;
  /** Of the first run of a trial. */
  readonly seed: number;
  /** Seconds of all runs together. */
  readonly seconds: number;
  /** Of a whole training. */
  readonly epochs: number;
  /** How many trials there will be at most; of a grid, where it says so. */
  readonly planned?: number;
  readonly search: Searcher;
}

/** Where nobody says how many trials. */
const WHOLE_SEARCH = 20;

/** @param experiment as it is without the sweep */
export function planSweep(options: SweepOptions, experiment: Experiment): SweepPlan {
  const { seed, training }: Swept = experiment;
  const { search, seeds, budget, metric = `validation.${training?.monitor ?? ''}` } = options;
  const space = spaceOf(options);
  const planned = budget.trials ?? (search.type === 'grid' ? undefined : WHOLE_SEARCH);
  const epochs = training?.epochs ?? 1;
  const trials = planned ?? Number.POSITIVE_INFINITY;
  const searching = { space, seed: options.seed ?? seed, trials, epochs };
  return {
    ...{ space, metric, seeds, seed, epochs, planned },
    seconds: (budget.hours ?? Number.POSITIVE_INFINITY) * 3600,
    search: createSearcher(search, searching),
  };
}

const inExperiment = z.object({ sweep: sweepSchema });

/** Of the key itself, and where that is right, of what it says of this experiment. */
export function parseSweep(
  asked: unknown,
  experiment: Experiment | undefined,
): { sweep?: SweepOptions; faults: Fault[] } {
  const given = { sweep: asked };
  const parsed = safeParse(inExperiment, given);
  if (!parsed.success) return { faults: faultsOf(parsed.error.issues, given, experimentJsonSchema()) };
  const { sweep } = parsed.data;
  return { sweep, faults: [...sweepFaults(sweep), ...(experiment ? faultsWith(sweep, experiment) : [])] };
}

/** Of values that are right by themselves but not together with the experiment. */
function faultsWith({ metric, keys, search }: SweepOptions, experiment: Experiment): Fault[] {
  const { data, training }: Swept = experiment;
  const fault = (path: string[], message: string): Fault[] => [{ path: ['sweep', ...path], message, atKey: false }];
  if (metric === undefined && training?.monitor === undefined)
    return fault(['metric'], 'Say which figure trials are compared by: set "sweep.metric".');
  if (
    (metric === undefined || metric.startsWith('validation.')) &&
    data &&
    'validation' in data &&
    data.validation === 0
  )
    return fault(
      ['metric'],
      'Trials are compared by a validation figure: set "data.validation", or "sweep.metric" to another figure.',
    );
  if (search.type !== 'halving') return [];
  if (Object.hasOwn(keys, 'training.epochs'))
    return fault(
      ['keys', 'training.epochs'],
      'Halving says itself how many epochs a trial has: leave "training.epochs" out.',
    );
  if (levelsOf(search, training?.epochs ?? 1).length < 2)
    return fault(['search'], 'Halving needs trainings of more epochs than its first: raise "training.epochs".');
  return [];
}

/** How a trial changes the experiment, as `--set` would. */
export const overridesOf = (values: TrialValues): string[] =>
  Object.entries(values).map(([key, value]) => `${key}=${JSON.stringify(value)}`);

/**
 * Objects that the sweep sets keys of, where the file leaves them out: of the type that they have then. So a learning rate can be tried of an
 * experiment that does not name its optimiser. Changes `value`.
 */
export function nameTypes(value: JsonObject, experiment: Experiment, { keys }: Pick<SweepOptions, 'keys'>): void {
  for (const path of Object.keys(keys).map((key) => key.split('.'))) {
    let [written, meant]: [JsonObject, unknown] = [value, experiment];
    for (const name of path.slice(0, -1)) {
      meant = isJsonObject(meant) ? meant[name] : undefined;
      if (!isJsonObject(meant)) break;
      if (!Object.hasOwn(written, name) || written[name] === undefined)
        setOwn(written, name, typeof meant.type === 'string' ? { type: meant.type } : {});
      const next = written[name];
      if (!isJsonObject(next)) break;
      written = next;
    }
  }
}

/** Of each value that the sweep may try, the others being their first; what is wrong is told at the value. */
export function valueFaults(
  sweep: SweepOptions,
  value: JsonObject,
  check: (trial: JsonObject) => readonly Fault[],
): Fault[] {
  const space = spaceOf(sweep);
  return space.flatMap((key) =>
    triedOf(key).flatMap(({ tried, at }) => {
      const values = trialWith(space, key, tried);
      const trial = structuredClone(value);
      for (const override of overridesOf(values)) applyOverride(trial, override);
      const [first] = check(trial);
      if (!first) return [];
      return [
        { path: ['sweep', 'keys', key.key, ...at], message: `With ${inWords(values)}: ${first.message}`, atKey: false },
      ];
    }),
  );
}

const inWords = (values: TrialValues): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
    .join(', ');

/** The values to look at, with where in the key's own value they stand. */
function triedOf(key: SearchKey): { tried: KeyValue; at: (string | number)[] }[] {
  if (isChoice(key)) return key.values.map((tried, i) => ({ tried, at: key.isList ? [i] : ['values', i] }));
  return [
    { tried: key.from, at: ['from'] },
    { tried: key.to, at: ['to'] },
  ];
}

const firstOf = (key: SearchKey): KeyValue => (isChoice(key) ? key.values[0] : key.from);

/** A trial in which the key has this value: what it depends on has the first value with which it is there. */
function trialWith(space: SearchSpace, key: SearchKey, tried: KeyValue): TrialValues {
  const needed = new Map<string, KeyValue>([[key.key, tried]]);
  for (const each of [...space].reverse())
    if (needed.has(each.key))
      for (const [name, allowed] of Object.entries(each.when ?? {}))
        if (!needed.has(name)) needed.set(name, allowed[0]);
  return assign(space, (each) => needed.get(each.key) ?? firstOf(each));
}
