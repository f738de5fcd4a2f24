// What is wrong with a sweep beyond what its schema says: ranges, conditions, figures, and how much there is to try.

import { listed } from '../../protocol/listed';
import { METRICS, metricName } from '../../protocol/metrics';
import { nearestName } from '../../protocol/nearestName';
import { collectFaults, type Fault, type ReportFault } from '../schema/fault';
import { gridOf } from './grid/grid';
import { isChoice, isSame, type Range, type SearchKey, type SearchSpace } from './space';
import { spaceOf, type SweepOptions } from './sweepSchema';

/** Keys that are the sweep's own to set, or no part of what is trained. */
const NOT_SEARCHED = ['sweep', '$schema', 'task', 'seed', 'name'];
/** So many trials nobody means without saying so. */
const MOST_UNASKED = 1000;

export const sweepFaults = (sweep: SweepOptions): Fault[] =>
  collectFaults((report) => {
    const space = spaceOf(sweep);
    if (space.length === 0) report(['sweep', 'keys'], 'A sweep needs a key to try values of.');
    space.forEach((key, i) => keyFaults(key, space.slice(0, i), report));
    if (sweep.metric !== undefined && metricName(sweep.metric) === undefined)
      report(['sweep', 'metric'], unknownMetric(sweep.metric));
    gridFaults(sweep, space, report);
  });

function keyFaults(key: SearchKey, before: SearchSpace, report: ReportFault): void {
  const path = ['sweep', 'keys', key.key];
  const [first] = key.key.split('.');
  if (key.key.includes('=') || key.key.split('.').includes(''))
    report(path, `"${key.key}" is no key: names with single dots between them.`);
  else if (NOT_SEARCHED.includes(first)) report(path, `"${first}" cannot be searched.`);
  const inside = before.find((other) => other.key.startsWith(`${key.key}.`));
  if (inside) report(path, `"${key.key}" would undo "${inside.key}": write it before that.`);
  if (!isChoice(key)) rangeFaults(key, path, report);
  for (const [name, allowed] of Object.entries(key.when ?? {})) {
    const at = [...path, 'when', name];
    const other = before.find((each) => each.key === name);
    if (!other) report(at, `"${name}" is no key of this sweep that is written before "${key.key}".`);
    else if (isChoice(other))
      for (const value of allowed)
        if (!other.values.some((each) => isSame(each, value)))
          report(at, `${JSON.stringify(value)} is none of the values of "${name}".`);
  }
}

function rangeFaults({ from, to, scale, integer }: Range, path: string[], report: ReportFault): void {
  if (from >= to) report([...path, 'to'], `"to" must be above "from", which is ${from}.`);
  if (scale === 'log' && from <= 0) report([...path, 'from'], 'On a log scale "from" must be above 0.');
  if (integer && !(Number.isSafeInteger(from) && Number.isSafeInteger(to)))
    report([...path, 'integer'], 'The ends of a range of whole numbers must be whole numbers.');
}

function unknownMetric(metric: string): string {
  const nearest = nearestName(metric.slice(metric.lastIndexOf('.') + 1), Object.keys(METRICS));
  const advice = nearest
    ? `Did you mean "validation.${nearest}"?`
    : `There are ${listed(
        Object.keys(METRICS).map((name) => `"${name}"`),
        'and',
      )}.`;
  return `There is no figure "${metric}". ${advice}`;
}

function gridFaults({ search, budget }: SweepOptions, space: SearchSpace, report: ReportFault): void {
  if (search.type !== 'grid' || budget.trials !== undefined) return;
  if (sizeOf(space) > MOST_UNASKED)
    report(
      ['sweep', 'search'],
      `This grid has more than ${MOST_UNASKED} trials. Set "sweep.budget.trials", or take another search.`,
    );
}

/** Of a grid, as far as anyone counts. */
function sizeOf(space: SearchSpace): number {
  let size = 0;
  for (const values of gridOf(space)) if (values && ++size > MOST_UNASKED) break;
  return size;
}
