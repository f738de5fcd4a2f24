// What the engine says of labels, as `engineTextList.ts` has the rest.
import { toTranslate } from '../../protocol/toTranslate';

export const LABELLING_TEXTS = [
  toTranslate('"{0}" has no column of labels: a table with texts and labels is needed.'),
  toTranslate(
    'The two files have no text in common, so there is nothing to compare: both must have the same texts or sentences, whatever their order.',
  ),
  toTranslate('There are {0} different labels: is the column of the labels another one? Name it with "label".'),
  toTranslate('"{0}" holds spans of sentences, "{1}" labels of texts: only files of one kind can be compared.'),
  toTranslate('There is no text in "{0}" that could be labelled.'),
  toTranslate(
    '{0} sentences have a token that begins a comment in columns (## or -DOCSTART-), or has a tab or a line end, and were left out, the first in line {1}.',
  ),
  toTranslate('Another process has been changing "{0}" for half a minute. Try again when it has ended.'),
  toTranslate(
    '"{0}", line {1}: a file of spans has a token and its tag on each line, with a tab between, and nothing else.',
  ),
  toTranslate('"{0}", line {1}: the sentence has other spans here than above. Take one of the two out.'),
  toTranslate('Reading the texts was cancelled.'),
  toTranslate('Reading the labels was cancelled.'),
];
