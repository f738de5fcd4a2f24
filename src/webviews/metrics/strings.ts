// All texts of the view of a metrics.jsonl.
import type { Translate } from '../shared/connect';
import { curvesStrings } from '../shared/curves/strings';
import { saveStrings } from '../shared/saveMenu';

export const metricsStrings = (t: Translate) => ({
  ...curvesStrings(t),
  title: t('Curves'),
  tools: t('What is shown'),
  openRun: t('Open Run'),
  openRunHint: t('Shows the run with its evaluation and its configuration'),
  damaged: (lines: string) => t('{0} lines of metrics.jsonl are damaged and were left out.', lines),
  foreign: t(
    'No line of this file is one of a training of NLP Lab. "Reopen Editor With…" opens its text; "Import Run" makes a run of a table of figures.',
  ),
  saving: saveStrings(t),
  cancel: t('Cancel'),
  again: t('Try again'),
});
