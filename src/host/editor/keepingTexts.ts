// What the engine says of runs that were taken elsewhere, or come from there.
import { toTranslate } from '../../protocol/toTranslate';

export const KEEPING_TEXTS: readonly string[] = [
  toTranslate('Imported from "{0}": curves without a model.'),
  toTranslate('Columns as figures: {0}.'),
  toTranslate('Rows are counted as epochs.'),
  toTranslate('The run "{0}" was imported as curves: it has no model that could be opened.'),
  toTranslate('"{0}" was made by a newer version of NLP Lab{1}. Update NLP Lab to open it.'),
  toTranslate('There is no run in "{0}": no {1} where one would be.'),
  toTranslate('The run "{0}" is being written. Export it when that has ended.'),
];
