// What is wrong with the keys that tasks trained on examples have in common, taken together.

import type { ReportFault } from '../schema/fault';
import type { OptimizerOptions } from '../schema/optimizer';
import type { StepOptions } from '../schema/training';

interface TrainedOnExamples {
  data: { validation: unknown; test?: unknown; share?: number };
  training: StepOptions;
  curve?: object;
}

export function commonFaults(
  { data: { validation, test, share }, training, curve }: TrainedOnExamples,
  report: ReportFault,
): void {
  if (typeof validation === 'number' && typeof test === 'number' && validation + test >= 1)
    report(['data', 'test'], 'The fractions "data.validation" and "data.test" leave nothing to train on.');
  if (validation === 0 && training.earlyStopping > 0)
    report(['training', 'earlyStopping'], 'Early stopping needs a validation part: set "data.validation".');
  if (validation === 0 && training.schedule.type === 'reduce-on-plateau')
    report(
      ['training', 'schedule'],
      'The schedule "reduce-on-plateau" needs a validation part: set "data.validation".',
    );
  if (curve && share !== undefined)
    report(['data', 'share'], 'A learning curve takes the shares of "curve.shares": leave "data.share" out.');
  if (curve && test === undefined && validation === 0)
    report(
      ['curve'],
      'A learning curve is judged on a test or a validation part: set "data.test" or "data.validation".',
    );
  if (hasIdleNesterov(training)) report(['training', 'optimizer', 'nesterov'], NESTEROV);
  compareFaults(training, validation === 0, report);
  const { freeze } = training;
  if (freeze?.gradual && freeze.epochs === 0)
    report(
      ['training', 'freeze', 'epochs'],
      'Layers thaw gradually from an epoch on: set "training.freeze.epochs", e.g. to 1.',
    );
}

const NESTEROV = 'Nesterov needs momentum: set "momentum", e.g. to 0.9.';

const hasIdleNesterov = ({ optimizer }: { optimizer?: OptimizerOptions }): boolean =>
  optimizer?.type === 'sgd' && optimizer.nesterov && optimizer.momentum === 0;

function compareFaults({ compare = [] }: StepOptions, isUnjudged: boolean, report: ReportFault): void {
  if (compare.length > 0 && isUnjudged)
    report(['training', 'compare'], 'Optimisers are compared on the validation part: set "data.validation".');
  compare.forEach((entry, i) => {
    if (entry.optimizer === undefined && entry.schedule === undefined)
      report(['training', 'compare', i], 'Say what differs: give "optimizer", "schedule" or both.');
    if (hasIdleNesterov(entry)) report(['training', 'compare', i, 'optimizer', 'nesterov'], NESTEROV);
  });
}
