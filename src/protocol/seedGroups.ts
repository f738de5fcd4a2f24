// Runs that differ in nothing but their seed say together how much of a figure is chance: they form a group.

import type { RunDetails, RunRecord } from './run';

/** What has to be known of a run: its experiment's keys with their values, and what its data were. */
export interface SeededRun {
  configuration: RunDetails['configuration'];
  record: Pick<RunRecord, 'hashes' | 'seed'>;
}

/** Keys of an experiment that say nothing of what is learned: names, the seed itself, and on how many threads the same bits are computed. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['$schema', 'name', 'seed', 'runtime.threads']);

/** What is learned from a part of the data that the seed chooses follows from the seed. */
const followsSeed = (hashed: string): boolean => /(^| )vocabulary$/.test(hashed);

/** The same text for runs that differ in their seed alone, whatever they are called; another one where keys or data differ. */
export function seedlessKey({
  configuration,
  record,
}: Pick<SeededRun, 'configuration'> & { record: Pick<RunRecord, 'hashes'> }): string {
  const keys = configuration.filter(({ key }) => !WITHOUT_EFFECT.has(key)).map(({ key, value }) => [key, value]);
  const data = Object.entries(record.hashes).filter(([name]) => !followsSeed(name));
  const sorted = [keys, data].map((pairs) => pairs.sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
  return JSON.stringify(sorted);
}

/**
 * Runs by what they are but for their seed: groups in the order of their first runs, runs in theirs. A run with the seed of another one is the same
 * run again, which says nothing about chance: it goes into the next group of its kind.
 */
export const seedGroups = <R extends SeededRun>(runs: readonly R[]): R[][] =>
  groupedBySeed(runs, { kindOf: (run) => seedlessKey(run), seedOf: ({ record }) => record.seed });

/** The same of whatever stands for runs. @param of.kindOf what `seedlessKey` tells of a run, or a hash of it */
export function groupedBySeed<R>(runs: readonly R[], of: { kindOf(run: R): string; seedOf(run: R): unknown }): R[][] {
  const groups: R[][] = [];
  const kinds = new Map<string, { groups: R[][]; counts: Map<unknown, number> }>();
  for (const run of runs) {
    const [kind, seed] = [of.kindOf(run), of.seedOf(run)];
    const alike = kinds.get(kind) ?? { groups: [], counts: new Map<unknown, number>() };
    kinds.set(kind, alike);
    const before = alike.counts.get(seed) ?? 0;
    alike.counts.set(seed, before + 1);
    if (before < alike.groups.length) {
      alike.groups[before].push(run);
      continue;
    }
    const own = [run];
    alike.groups.push(own);
    groups.push(own);
  }
  return groups;
}

/** A key of experiments, and its value in each of them; none where an experiment lacks it. */
export interface DifferingKey {
  key: string;
  values: (string | undefined)[];
}

/** The keys whose values are not the same in all, in the order in which they come up; names are no difference. */
export function differingKeys(configurations: readonly RunDetails['configuration'][]): DifferingKey[] {
  const byKey = new Map<string, (string | undefined)[]>();
  for (const [i, rows] of configurations.entries())
    for (const { key, value } of rows) {
      const values = byKey.get(key) ?? new Array<string | undefined>(configurations.length).fill(undefined);
      values[i] = value;
      byKey.set(key, values);
    }
  return [...byKey]
    .filter(([key, values]) => key !== 'name' && key !== '$schema' && values.some((value) => value !== values[0]))
    .map(([key, values]) => ({ key, values }));
}
