// Texts of views that show figures of reports.
import { metricNames } from '../../protocol/metrics';
import type { Report } from '../../protocol/report';
import type { Translate } from './connect';

export const reportStrings = (t: Translate) => ({
  metrics: metricNames(t),
  /** Of what how much was judged. */
  judged: {
    texts: (source: string, count: string) => t('{0}, {1} texts', source, count),
    pairs: (source: string, count: string) => t('{0}, {1} pairs', source, count),
  } satisfies Record<Report['unit'], unknown>,
  figures: t('Figures'),
  figure: t('Figure'),
  intervalHint: t(
    'Bootstrap: the set is drawn 1\u202f000 times from its own sentences; 95 % of the draws lie between these',
  ),
  line: t('Line'),
});
