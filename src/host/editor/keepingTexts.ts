// What the engine says of runs that were taken elsewhere, or come from there.
import { toTranslate } from '../../protocol/toTranslate';

export const KEEPING_TEXTS: readonly string[] = [
  toTranslate('Trained elsewhere, by PyTorch {0} on {1}.'),
  toTranslate('It was not judged here: {0}'),
  toTranslate('Imported from "{0}": curves without a model.'),
  toTranslate('Columns as figures: {0}.'),
  toTranslate('Tags as figures: {0}.'),
  toTranslate('Steps are counted as epochs.'),
  toTranslate('"{0}" is cut off or damaged at byte {1}: what follows was not read.'),
  toTranslate('The event files in "{0}" hold no figures.'),
  toTranslate('"{0}" holds the event files of several runs. Name the folder of one, such as "{1}".'),
  toTranslate('There is no event file in "{0}".'),
  toTranslate('"{0}" is no event file of TensorBoard.'),
  toTranslate('Rows are counted as epochs.'),
  toTranslate('The run "{0}" was imported as curves: it has no model that could be opened.'),
  toTranslate('"{0}" was made by a newer version of NLP Lab{1}. Update NLP Lab to open it.'),
  toTranslate('There is no run in "{0}": no {1} where one would be.'),
  toTranslate('The run "{0}" is being written. Export it when that has ended.'),
];
