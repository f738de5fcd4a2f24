// What the engine says of models that begin with others, as `engineTexts.ts` has the rest.
import { toTranslate } from '../../protocol/toTranslate';

export const BASE_NOTICES = [
  toTranslate('Taken over from "{0}": {1}.'),
  toTranslate('Drawn anew: {0}.'),
  toTranslate('Left over in "{0}": {1}.'),
  toTranslate('Of the {0} places that "{1}" knows the first {2} were taken over.'),
];

export const BASE_FAILURES = [
  toTranslate('There is no run "{0}"; it may have been deleted. Did you mean "{1}"?'),
  toTranslate('There is no run "{0}"; it may have been deleted. Name the id of a run, or its folder.'),
  toTranslate('The run "{0}" ({1}) has no encoder to begin with.'),
  toTranslate('The run "{0}" has no checkpoint yet: there is nothing to begin with.'),
  toTranslate('"{0}" has an encoder that no model of this task has: {1}. Choose another run.'),
  toTranslate('"model.{0}" is {1}, and that of "{2}" is {3}. Leave it out: it comes with "model.from".'),
  toTranslate('The token vectors come from "{0}". Leave out "pretrained", or "from".'),
  toTranslate('The tokenizer comes from "{0}", with the tokens that its vectors are of. Leave out "tokenizer".'),
  toTranslate('"{0}" knows {1} places, one for each token: "training.{2}" is at most {3}.'),
  toTranslate(
    '"training.freeze.layers" is {0}, and this model has {1} {2} below what answers. Lower it, or say "all".',
  ),
  toTranslate('Layers thaw gradually from an epoch on: set "training.freeze.epochs", e.g. to 1.'),
];
