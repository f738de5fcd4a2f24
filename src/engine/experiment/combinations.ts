// Values that are right by themselves but not together.

import type { Experiment } from '../../protocol/experiment';
import type { Fault } from './issueMessages';

/** The faults of an experiment whose keys and values passed the schema. */
export function combinationFaults({ data, model, training }: Experiment): Fault[] {
  const faults: Fault[] = [];
  const report = (path: string[], message: string) => faults.push({ path, message, atKey: false });
  const { validation, test } = data;
  for (const [key, source] of Object.entries({ train: data.train, validation, test })) {
    if (typeof source !== 'object') continue;
    const count = Object.keys(source.labels).length;
    if (count < 1 || (key === 'train' && count < 2))
      report(['data', key, 'labels'], `"data.${key}.labels" needs a file for each of at least two labels.`);
  }
  if (typeof validation === 'number' && typeof test === 'number' && validation + test >= 1)
    report(['data', 'test'], 'The fractions "data.validation" and "data.test" leave nothing to train on.');
  if (validation === 0 && training.earlyStopping > 0)
    report(['training', 'earlyStopping'], 'Early stopping needs a validation part: set "data.validation".');
  if (validation === 0 && training.schedule.type === 'reduce-on-plateau')
    report(
      ['training', 'schedule'],
      'The schedule "reduce-on-plateau" needs a validation part: set "data.validation".',
    );
  if ('ngramRange' in model && model.ngramRange[0] > model.ngramRange[1])
    report(['model', 'ngramRange'], 'The least of "model.ngramRange" is more than the most: write e.g. [1, 2].');
  const { optimizer } = training;
  if (optimizer.type === 'sgd' && optimizer.nesterov && optimizer.momentum === 0)
    report(['training', 'optimizer', 'nesterov'], 'Nesterov needs momentum: set "momentum", e.g. to 0.9.');
  return faults;
}
