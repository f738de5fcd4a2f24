// What the engine says of how networks learn, as `engineTextList.ts` has the rest.
import { toTranslate } from '../../protocol/toTranslate';

export const LEARNING_TEXTS = [
  toTranslate('Testing rates'),
  toTranslate('Measuring steps'),
  toTranslate('Comparing places'),
  toTranslate('Measuring losses'),
  toTranslate('The run "{0}" has kept no path: train it with "training.path", e.g. 20.'),
  toTranslate('The places of this run lie on one line: a plane needs three. Raise "training.path".'),
  toTranslate('The loss is that of the validation part: this run has none.'),
  toTranslate('Only models that are trained in gradient steps have a path.'),
  toTranslate('The rates must rise from above 0: {0} to {1} does not.'),
  toTranslate('A range test has 10 to {0} steps, not {1}.'),
  toTranslate(
    'Only models that are trained in gradient steps, and do not learn from other runs, have a learning rate to test.',
  ),
];
