// What the engine says of sweeps, as `engineTextList.ts` has the rest.
import { toTranslate } from '../../protocol/toTranslate';

export const SWEEP_TEXTS = [
  toTranslate('A sweep needs a key to try values of.'),
  toTranslate('"{0}" is no key: names with single dots between them.'),
  toTranslate('"{0}" cannot be searched.'),
  toTranslate('"{0}" would undo "{1}": write it before that.'),
  toTranslate('"{0}" is no key of this sweep that is written before "{1}".'),
  toTranslate('{0} is none of the values of "{1}".'),
  toTranslate('"to" must be above "from", which is {0}.'),
  toTranslate('On a log scale "from" must be above 0.'),
  toTranslate('The ends of a range of whole numbers must be whole numbers.'),
  toTranslate('There is no figure "{0}". {1}'),
  toTranslate('Did you mean "validation.{0}"?'),
  toTranslate('This grid has more than {0} trials. Set "sweep.budget.trials", or take another search.'),
  toTranslate('Say which figure trials are compared by: set "sweep.metric".'),
  toTranslate(
    'Trials are compared by a validation figure: set "data.validation", or "sweep.metric" to another figure.',
  ),
  toTranslate('Halving says itself how many epochs a trial has: leave "training.epochs" out.'),
  toTranslate('Halving needs trainings of more epochs than its first: raise "training.epochs".'),
  toTranslate('With {0}: {1}'),
  toTranslate(
    'This experiment has no sweep. Say which keys to try values of: "sweep": { "keys": { "training.optimizer.learningRate": [0.001, 0.01] } }.',
  ),
  toTranslate('The first {0} trials have all failed. The last one: {1}'),
  toTranslate(
    'The run "{0}" has no figure "{1}", by which trials are compared; it has {2}. Set "sweep.metric" to one of them.',
  ),
  toTranslate('The sweep was stopped.'),
  toTranslate(
    '"{0}" is damaged: line {1} is not as it was written. Bring the file back from a copy, or begin the sweep anew.',
  ),
  toTranslate(
    '"{0}" is damaged: {1} lines are not as they were written, the first is line {2}. Bring the file back from a copy, or begin the sweep anew.',
  ),
];
