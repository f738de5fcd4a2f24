// All texts of the view of tensors.
import type { Translate } from '../shared/connect';
import { sashStrings } from '../shared/sash';
import { saveStrings } from '../shared/saveMenu';
import { tensorStrings } from '../shared/tensors/strings';

export const tensorsStrings = (t: Translate) => ({
  ...tensorStrings(t),
  title: t('Tensors'),
  tools: t('What is shown'),
  facts: (tensors: string, numbers: string, bytes: string) =>
    t('{0} tensors · {1} numbers · {2}', tensors, numbers, bytes),
  list: t('Tensors of the file'),
  details: t('Details'),
  sections: t('The chosen tensor, and what the file says of itself'),
  file: t('File'),
  noMetadata: t('The file says nothing of itself.'),
  metadata: t('What the file says of itself'),
  sash: sashStrings(t),
  saving: saveStrings(t),
  cancel: t('Cancel'),
  again: t('Try again'),
});
